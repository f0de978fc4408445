"""A person's reference tells nothing of the person."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.people import CprRefused, person_ref

KEY = b"k" * 32


@pytest.mark.parametrize("written", ["0101701234", "010170-1234", "010170 1234", " 010170-1234\n"])
def test_a_person_is_the_same_however_the_number_is_written(written: str) -> None:
    assert person_ref(written, KEY) == person_ref("0101701234", KEY)


def test_another_number_or_another_key_is_another_reference() -> None:
    ref = person_ref("0101701234", KEY)
    assert ref != person_ref("0101701235", KEY)
    assert ref != person_ref("0101701234", b"l" * 32)
    assert len(ref) == 64
    assert "0101701234" not in ref


def test_a_replacement_number_is_a_number() -> None:
    assert person_ref("6101701234", KEY)


@pytest.mark.parametrize(
    "nonsense",
    [
        *("", "1234", "01017012345", "0001701234", "3213701234", "3002701234", "3104701234", "9201701234"),
        *("010170--1234", "010170\u20131234", "٠١٠١٧٠١٢٣٤", "0101701234\0", "anna", "ABCDEF1234", "01-01-70-1234"),
    ],
)
def test_nonsense_is_refused_without_repeating_it(nonsense: str) -> None:
    with pytest.raises(CprRefused) as refusal:
        person_ref(nonsense, KEY)
    assert not nonsense or nonsense not in str(refusal.value)


@given(st.text())
def test_any_text_is_a_reference_or_refused(text: str) -> None:
    with contextlib.suppress(CprRefused):
        assert len(person_ref(text, KEY)) == 64
