"""Every endpoint says who may call it. One that does not keeps the app from starting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask

from portal.access.permissions import Permission

_View = TypeVar("_View", bound=Callable[..., object])
_ATTRIBUTE = "access_rule"


@dataclass(frozen=True, slots=True)
class AccessRule:
    """What an endpoint asks of its caller: a permission, or nothing, for a stated reason."""

    permission: Permission | None
    public_because: str | None = None


class EndpointWithoutRule(RuntimeError):  # noqa: N818 -- it names what is missing
    """An endpoint was registered without saying who may call it."""


def requires(permission: Permission) -> Callable[[_View], _View]:
    """Only for somebody signed in to that permission's realm; the use case asks the gate for the same permission."""
    return _mark(AccessRule(permission))


def public(because: str) -> Callable[[_View], _View]:
    """For everybody, for a reason that can be read in the access table."""
    return _mark(AccessRule(None, because))


def rule_of(view: object) -> AccessRule | None:
    """The rule a view function carries."""
    rule = getattr(view, _ATTRIBUTE, None)
    return rule if isinstance(rule, AccessRule) else None


def check_endpoints(app: Flask) -> None:
    """Refuse to start while an endpoint lacks a rule.

    Raises:
        EndpointWithoutRule: naming each such endpoint and what to write.
    """
    missing = sorted(name for name, view in app.view_functions.items() if rule_of(view) is None)
    if missing:
        lines = [f'{name} has no access rule. Add @requires(Permission…) or @public("reason").' for name in missing]
        raise EndpointWithoutRule("\n".join(lines))


def _mark(rule: AccessRule) -> Callable[[_View], _View]:
    def mark(view: _View) -> _View:
        setattr(view, _ATTRIBUTE, rule)
        return view

    return mark
