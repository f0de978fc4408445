"""The table of who can do what says what the policy says, to whoever reads it."""

import pytest

from portal.access import conditions
from portal.access.admission import Admission
from portal.access.policy import ALLOWED, VISIBLE
from portal.app import create_app
from tools.access_matrix import table
from tools.access_matrix.doors import doors_of
from tools.access_matrix.outcomes import Outcome
from tools.access_matrix.settings import to_look_at
from tools.access_matrix.table import WRITTEN_TO, TableDoesNotHold, document
from tools.access_matrix.viewers import VIEWERS

DOORS = doors_of(create_app(to_look_at()))
CONDITIONS = {
    found
    for found in vars(conditions).values()
    if callable(found) and getattr(found, "__annotations__", {}).get("admission") is Admission
}


def test_the_document_is_what_the_policy_makes_of_it_today() -> None:
    assert WRITTEN_TO.read_text(encoding="utf-8") == document(DOORS), "Run `make matrix`, and read what has changed."


def test_of_every_condition_there_is_a_viewer_it_is_true_of_and_one_it_is_not() -> None:
    unseen = {
        condition.__name__
        for condition in CONDITIONS
        if {condition in viewer.holds for viewer in VIEWERS if viewer.realm is not None} != {True, False}
    }
    assert unseen == set(), "Add the viewers it makes a difference for to tools/access_matrix/viewers.py."


def test_the_policy_is_written_in_conditions_that_can_be_read_aloud() -> None:
    used = {condition for rule in (VISIBLE, *ALLOWED.values()) for way in rule for condition in way}
    assert used == CONDITIONS, "A condition of the policy stands in conditions.py, and each one there is used."
    assert [condition.__name__ for condition in used if not condition.__doc__] == []


def test_every_viewer_is_named_once() -> None:
    assert len({viewer.key for viewer in VIEWERS}) == len({viewer.words for viewer in VIEWERS}) == len(VIEWERS)


def test_a_sentence_that_is_no_longer_true_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "outcome", lambda _door, _viewer: Outcome.DOES)
    with pytest.raises(TableDoesNotHold, match=r"Somebody who has not signed in: GET citizen\.mandates"):
        document(DOORS)
