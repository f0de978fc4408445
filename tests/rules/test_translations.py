"""The Danish catalogue is whole: nobody meets an English sentence, an empty one or a broken one."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from tools import messages

SAME_IN_BOTH = {"Cookies", "Journal", "Mine (%(number)s)", "Send", "Team"}


@cache
def danish() -> Catalog:
    return messages.read("da")


def said(catalog: Catalog) -> set[str]:
    return {str(message.id) for message in catalog if message.id}


def test_the_catalogue_says_what_the_code_says() -> None:
    code, kept = said(messages.extract()), said(danish())
    assert code == kept, f"Run `make messages`: new {sorted(code - kept)}, gone {sorted(kept - code)}."


def test_the_template_is_the_one_that_translators_get() -> None:
    kept = (messages.TRANSLATIONS / "messages.pot").read_text(encoding="utf-8")
    assert kept == messages.template_text(), "Run `make messages`."


def test_every_message_is_translated() -> None:
    missing = [message.id for message in messages.untranslated(danish())]
    assert missing == [], "Translate these in translations/da/LC_MESSAGES/messages.po."


def test_no_translation_is_the_english_text() -> None:
    same = [message.id for message in danish() if message.id in messages.texts(message) and has_words(str(message.id))]
    assert set(same) <= SAME_IN_BOTH, "Say it in Danish."


def has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]", re.sub(r"%\(\w+\)[a-z]", "", text)) is not None


def test_no_translation_is_a_guess() -> None:
    fuzzy = [message.id for message in danish() if message.id and message.fuzzy]
    assert fuzzy == [], "Read these again, then remove their `fuzzy` mark."


def test_every_translation_keeps_its_placeholders() -> None:
    broken = [(message.id, str(error)) for message, errors in danish().check() for error in errors]
    broken += [(message.id, "other placeholders") for message in danish() if not keeps_placeholders(message)]
    assert broken == []


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [("den %(day)s", True), ("den %(dag)s", False), ("den %(day)", False), ("den", False)],
)
def test_a_broken_placeholder_is_found(text: str, is_whole: bool) -> None:
    message = Message("on %(day)s", text, flags={"python-format"})
    assert keeps_placeholders(message) is is_whole


def keeps_placeholders(message: Message) -> bool:
    wanted = messages.placeholders(message.id if isinstance(message.id, str) else message.id[-1])
    return all(messages.placeholders(text or "") == wanted for text in messages.texts(message))


@pytest.mark.parametrize(
    ("text", "is_loose"),
    [
        ("%(share)s %%", True),
        ("(%(share)s%%)", True),
        ("%(num)s working days", True),
        ("om %(num)s dage", True),
        ("%(share)s\N{NO-BREAK SPACE}%%", False),
        ("%(num)s\N{NO-BREAK SPACE}working days", False),
        ("%(num)s is overdue.", False),
    ],
)
def test_a_number_that_could_part_from_its_unit_is_found(text: str, is_loose: bool) -> None:
    assert bool(parts_from_its_unit(text)) is is_loose


def test_no_line_ends_between_a_number_and_its_unit() -> None:
    loose = [text for message in danish() for text in forms(message) if parts_from_its_unit(text)]
    assert loose == [], r"Tie it: \N{NO-BREAK SPACE} in Python, \u00a0 in a template, the sign itself in messages.po."


def forms(message: Message) -> list[str]:
    """What a message says in English and in Danish, in each of its plural forms."""
    said_in_english = [message.id] if isinstance(message.id, str) else message.id
    return [text or "" for text in (*said_in_english, *messages.texts(message))]


def parts_from_its_unit(text: str) -> re.Match[str] | None:
    """A per cent sign that no space ties to its number; or a number before the unit that the message ends with."""
    return re.search(r"(?<!\N{NO-BREAK SPACE})%%|%\(num\)s (\w+ )?\w+$", text)
