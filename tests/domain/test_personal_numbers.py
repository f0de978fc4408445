"""Whoever writes something like a CPR number is asked to leave it out."""

import pytest

from portal.domain.personal_numbers import mentions_cpr


@pytest.mark.parametrize("text", ["010170-1234", "Om 0101701234.", "cpr 010170 1234", "610170-1234 er en erstatning"])
def test_ten_digits_that_begin_like_a_date_are_found(text: str) -> None:
    assert mentions_cpr(text)


@pytest.mark.parametrize("text", [None, "", "70 00 01 11", "S2026-00001", "7.12.2026", "12345678901234"])
def test_other_numbers_are_left_alone(text: str | None) -> None:
    assert not mentions_cpr(text)
