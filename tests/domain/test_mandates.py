"""What a mandate lets its holder see."""

from datetime import UTC, datetime

import pytest

from portal.domain.mandates import Mandate
from portal.domain.people import PersonRef

ENDS_AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


def mandate(kle_prefix: str | None) -> Mandate:
    return Mandate(PersonRef("anna"), may_act=False, kle_prefix=kle_prefix, ends_at=ENDS_AT)


@pytest.mark.parametrize("kle_number", ["32.18", "32.18.04", "32.18.20"])
def test_a_mandate_for_a_group_covers_every_subject_in_it(kle_number: str) -> None:
    assert mandate("32.18").covers(kle_number)


@pytest.mark.parametrize("kle_number", ["32.181", "32.1", "32", "32.180.04", "132.18", "27.24.01", "", "32.19.18"])
def test_a_mandate_for_a_group_never_covers_a_number_that_only_looks_like_it(kle_number: str) -> None:
    assert not mandate("32.18").covers(kle_number)


def test_a_mandate_for_one_subject_covers_that_subject_alone() -> None:
    assert mandate("32.18.04").covers("32.18.04")
    assert not mandate("32.18.04").covers("32.18.20")


@pytest.mark.parametrize("kle_number", ["32.18.04", "27.24.01", "02.34.02"])
def test_a_mandate_without_subject_covers_all_present_and_coming_cases(kle_number: str) -> None:
    assert mandate(None).covers(kle_number)


def test_a_case_without_subject_is_seen_only_by_a_mandate_for_all_cases() -> None:
    assert not mandate("32.18").covers(None)
    assert mandate(None).covers(None)


@pytest.mark.parametrize("prefix", ["", "32.18.", ".", "32.*"])
def test_a_broken_subject_covers_nothing(prefix: str) -> None:
    assert not mandate(prefix).covers("32.18.04")
