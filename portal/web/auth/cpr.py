"""The shape of a CPR number."""

import re

from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

_TEN_DIGITS = re.compile(r"[0-9]{10}")


def is_cpr(value: object) -> bool:
    """Whether it is ten digits that begin with a date; the check digit stopped holding in 2007."""
    if not isinstance(value, str) or not _TEN_DIGITS.fullmatch(value):
        return False
    try:
        cpr.get_birth_date(value)
    except ValidationError:
        return False
    return True
