"""The level of assurance, in every spelling a broker uses and in none that it should not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.assurance import Assurance, AssuranceContradicts, AssuranceUnknown, normalise
from portal.domain.refusals import Refusal

SUBSTANTIAL = [
    "Substantial",
    "SUBSTANTIAL",
    "https://data.gov.dk/concept/core/nsis/Substantial",
    "https://data.gov.dk/concept/core/nsis/loa/Substantial",
    "urn:grn:authn:dk:mitid:substantial",
]


@pytest.mark.parametrize("claim", SUBSTANTIAL)
def test_every_brokers_word_for_substantial_is_understood(claim: str) -> None:
    assert normalise(claim) is Assurance.SUBSTANTIAL


@pytest.mark.parametrize(
    ("claim", "level"),
    [
        ("Low", Assurance.LOW),
        ("https://data.gov.dk/concept/core/nsis/Low", Assurance.LOW),
        ("urn:grn:authn:dk:mitid:high", Assurance.HIGH),
        ("https://data.gov.dk/concept/core/nsis/loa/High", Assurance.HIGH),
    ],
)
def test_low_and_high_are_told_apart(claim: str, level: Assurance) -> None:
    assert normalise(claim) is level


def test_two_brokers_words_for_the_same_level_agree() -> None:
    assert normalise(*SUBSTANTIAL) is Assurance.SUBSTANTIAL


def test_low_is_below_substantial_and_high_above_it() -> None:
    assert Assurance.LOW < Assurance.SUBSTANTIAL < Assurance.HIGH


def test_two_levels_in_one_sign_in_are_refused() -> None:
    with pytest.raises(AssuranceContradicts):
        normalise("Substantial", "https://data.gov.dk/concept/core/nsis/High")


@pytest.mark.parametrize(
    "claim",
    [
        None,
        "",
        "substantial",
        " Substantial",
        "Substantial\n",
        "https://data.gov.dk/concept/core/nsis/substantial",
        "http://data.gov.dk/concept/core/nsis/Substantial",
        "urn:grn:authn:dk:mitid:Substantial",
        3,
        2.0,
        True,
        ["Substantial"],
        {"loa": "Substantial"},
    ],
)
def test_a_level_nobody_taught_us_gives_no_access(claim: object) -> None:
    with pytest.raises(AssuranceUnknown):
        normalise(claim)
    with pytest.raises(AssuranceUnknown):
        normalise("Substantial", claim)


def test_a_sign_in_without_any_level_gives_no_access() -> None:
    with pytest.raises(AssuranceUnknown):
        normalise()


@given(st.text())
def test_no_invented_spelling_is_ever_taken_for_a_level(text: str) -> None:
    if text.rpartition("/")[2].rpartition(":")[2].lower() in {"low", "substantial", "high"}:
        return
    with pytest.raises(Refusal):
        normalise(text)
