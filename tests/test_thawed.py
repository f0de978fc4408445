"""Values that a serving process makes quickly: they are what they were while they were frozen."""

from dataclasses import dataclass, field, replace
from inspect import signature

import pytest

import portal.app  # noqa: F401 -- reads every module of the portal
from portal.thawed import frozen_values, quick_init, thaw


def _value() -> type:
    @dataclass(frozen=True, slots=True)
    class Value:
        name: str
        count: int = 1
        notes: list[str] = field(default_factory=list, hash=False)
        found: dict[str, int] = field(default_factory=dict, init=False, compare=False)

        def __post_init__(self) -> None:
            if self.count < 0:
                raise ValueError(self.count)

    return Value


def test_a_thawed_value_is_made_compared_and_shown_as_before() -> None:
    """The same arguments give the same value."""
    frozen, thawed = _value(), _value()
    thaw(thawed)
    for given in (("a",), ("a", 2), ("a", 2, ["b"])):
        before, after = frozen(*given), thawed(*given)
        assert repr(after) == repr(before)
        assert hash(after) == hash(before)
        assert after == thawed(*given) != thawed("other")
        assert repr(replace(after, count=3)) == repr(replace(before, count=3))
        assert after.found == {}
        assert after.found is not thawed(*given).found


def test_a_thawed_value_refuses_what_it_refused() -> None:
    """An argument too few, one nobody knows, a name that is no field, and what its own check says no to."""
    thawed = _value()
    thaw(thawed)
    for given in ({}, {"name": "a", "other": 1}):
        with pytest.raises(TypeError):
            thawed(**given)
    with pytest.raises(ValueError, match="-1"):
        thawed("a", -1)
    with pytest.raises(AttributeError):
        thawed("a").other = 1


def test_every_value_of_the_portal_takes_the_same_arguments_made_quickly() -> None:
    """None has a field that only a frozen class knows what to do with."""
    values = list(frozen_values("portal"))
    assert len(values) > 200
    for value in values:
        as_is = [(each.name, each.kind, each.default) for each in signature(value).parameters.values()]
        quick = [(each.name, each.kind, each.default) for each in signature(quick_init(value)).parameters.values()]
        assert quick[1:] == as_is, value
