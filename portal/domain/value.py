"""Values: what is true at a moment, and never changes. What is true afterwards is another value."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_Value = TypeVar("_Value")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(made: type[_Value]) -> type[_Value]:
    """Make a class one of values, with `replace` and `fields` as for any dataclass.

    mypy refuses to change one. Python is not asked to refuse it too: a page is made of some hundred values, and setting
    their fields past such a refusal took as long as a query. What decides about access is frozen both ways.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)
