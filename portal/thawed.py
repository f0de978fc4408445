"""Values are frozen while the portal is built and tested, and are made quickly once it serves.

A frozen dataclass sets every field past its own guard when it is made: 5 % of a case page, and 14 % of a worklist. That
nobody changes a value is held by mypy and by the tests, before; as `python -O` does with assertions, a process that
serves trusts it.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import Field, field, fields, is_dataclass, make_dataclass
from typing import Any


def frozen_values(package: str) -> Iterator[type[Any]]:
    """Every frozen dataclass of the modules of a package that have been read."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(f"{package}."):
            classes = {each for each in vars(module).values() if isinstance(each, type) and each.__module__ == name}
            yield from (each for each in classes if is_dataclass(each) and "__setattr__" in vars(each))


def thaw(value: type[Any]) -> None:
    """Let a frozen dataclass set its fields as any other class does. All else of it stays as it is."""
    setattr(value, "__init__", quick_init(value))  # noqa: B010 -- mypy allows no other way
    del value.__setattr__, value.__delattr__


def quick_init(value: type[Any]) -> Callable[..., None]:
    """The `__init__` the dataclass would have if it were not frozen."""
    given = [(each.name, Any, _once_more(each)) for each in fields(value)]
    checks = {"__post_init__": value.__post_init__} if hasattr(value, "__post_init__") else {}
    plain: Any = make_dataclass(value.__name__, given, namespace=checks, repr=False, eq=False)
    init: Callable[..., None] = plain.__init__
    return init


def _once_more(each: "Field[Any]") -> Any:  # noqa: ANN401 -- what `field` gives stands for a value of any type
    """The same field, for another class: each belongs to one."""
    return field(default=each.default, default_factory=each.default_factory, init=each.init, kw_only=each.kw_only)
