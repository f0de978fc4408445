"""What can be a CPR number."""

import pytest

from portal.web.auth.cpr import is_cpr


@pytest.mark.parametrize("value", ["0101701234", "0505753338", "2902004321", "3112772846"])
def test_a_date_and_four_digits_can_be_a_cpr_number_whatever_its_check_digit(value: str) -> None:
    assert is_cpr(value)


@pytest.mark.parametrize(
    "value",
    [None, "", 101701234, "010170-1234", "0101701234\n", " 0101701234", "3002701234", "0113701234", "010170123",
     "01017012345", "٠١٠١٧٠١٢٣٤", "0101701234 "],
)  # fmt: skip
def test_anything_else_cannot(value: object) -> None:
    assert not is_cpr(value)
