"""Eksempel Kommune in English: nothing left untranslated, and no Danish word in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from portal.domain.words import Words
from portal.municipality import Municipality
from tests.web.danish import left_over


def words_of(value: Any) -> Iterator[Words]:  # noqa: ANN401 -- whatever a municipality holds
    """Every text in two languages, wherever it stands."""
    if isinstance(value, Words):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_of(getattr(value, field.name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from words_of(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from words_of(each)


def test_every_text_is_there_in_both_languages(eksempel: Municipality) -> None:
    found = set(words_of(eksempel))
    assert len(found) > 150
    assert [words for words in found if not words.en.strip() or words.en == words.da] == []


def test_no_english_text_has_danish_in_it(eksempel: Municipality) -> None:
    texts = {words.en for words in words_of(eksempel)}
    page = "".join(f"<p>{text}</p>" for text in sorted(texts))
    assert left_over(f'<html lang="en"><body>{page}</body></html>') == []


def test_every_step_speaks_english_in_each_of_its_tenses(eksempel: Municipality) -> None:
    steps = [step for dated in eksempel.case_types.dated for step in dated.case_type.steps]
    assert len(steps) >= 133
    same = [step.code for step in steps if step.now.en == step.done.en and step.now.da != step.done.da]
    assert same == []
