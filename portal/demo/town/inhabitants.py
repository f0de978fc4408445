"""Who lives in the town. Named people come from outside; children, and whoever else is needed, are invented here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

_FIRST_NAMES = (
    "Agnes", "Aksel", "Asta", "Birk", "Clara", "Ebbe", "Ellen", "Frida", "Gorm", "Hilda", "Ivar", "Johanne",
    "Karl", "Liva", "Malthe", "Nanna", "Otto", "Petra", "Rasmus", "Selma", "Thorvald", "Ursula", "Viggo", "Yrsa",
)  # fmt: skip
_LAST_NAMES = (
    "Agerskov", "Bjerregaard", "Dalby", "Engholm", "Fuglsang", "Grønbæk", "Holmgaard", "Iversholt", "Juelsmark",
    "Kirkedal", "Lundsby", "Mosegaard", "Nørreby", "Overgaard", "Præstholm",
)  # fmt: skip
_FIRST_BIRTH = date(1938, 1, 5)
_LAST_BIRTH_DAYS = 22_000
_BIRTH_STRIDE_DAYS = 367
_CHECK_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_CHECK_MODULUS = 11


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody with an invented CPR number; `key` is what the demo calls her, empty for somebody invented here."""

    key: str
    name: str
    cpr: str


def fill_up(citizens: Sequence[Citizen], count: int) -> Sequence[Citizen]:
    """At least `count` citizens: the given ones, and after them invented ones, always the same."""
    return [*citizens, *(_invent_adult(number) for number in range(max(0, count - len(citizens))))]


def invent_child(parent: Citizen, number: int, years: int, on: date, rng: Random) -> Citizen:
    """A child of `parent`, `years` old `on` a day; different `number`s never share a CPR number."""
    born = on - timedelta(days=years * 366 + rng.randint(0, 300))
    name = f"{rng.choice(_FIRST_NAMES)} {parent.name.split()[-1]}"
    return Citizen("", name, f"{born:%d%m%y}{4000 + number % 6000}")


def _invent_adult(number: int) -> Citizen:
    born = _FIRST_BIRTH + timedelta(days=number * _BIRTH_STRIDE_DAYS % _LAST_BIRTH_DAYS)
    first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    last = _LAST_NAMES[number // len(_FIRST_NAMES) % len(_LAST_NAMES)]
    return Citizen("", f"{first} Test {last}", _fail_check(f"{born:%d%m%y}{100 + number % 300}"))


def _fail_check(nine_digits: str) -> str:
    """A tenth digit with which the check fails: before 2007 no such number was given to anybody."""
    weighted = sum(int(digit) * weight for digit, weight in zip(nine_digits, _CHECK_WEIGHTS, strict=False))
    return f"{nine_digits}{1 if (weighted + 1) % _CHECK_MODULUS else 2}"
