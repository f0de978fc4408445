"""Every endpoint says who may call it. `boot_check` keeps an app with one that does not from starting."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from portal.access.permissions import Permission

_View = TypeVar("_View", bound=Callable[..., object])
_ATTRIBUTE = "access_rule"


class MachineToken(StrEnum):
    """A token that another system of the municipality shows: it is nobody's sign-in, and opens this one thing."""

    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class AccessRule:
    """What an endpoint asks of its caller: a permission, a machine's token, or nothing, for a stated reason."""

    permission: Permission | None
    public_because: str | None = None
    token: MachineToken | None = None


def requires(permission: Permission) -> Callable[[_View], _View]:
    """Only for somebody signed in to that permission's realm; the use case asks the gate for the same permission."""
    return _mark(AccessRule(permission))


def public(because: str) -> Callable[[_View], _View]:
    """For everybody, for a reason that can be read in the access table."""
    return _mark(AccessRule(None, because))


def requires_token(token: MachineToken) -> Callable[[_View], _View]:
    """Only for the system that shows this token as a bearer. No cookie counts there, so no form token is asked for."""
    return _mark(AccessRule(None, token=token))


def rule_of(view: object) -> AccessRule | None:
    """The rule a view function carries."""
    rule = getattr(view, _ATTRIBUTE, None)
    return rule if isinstance(rule, AccessRule) else None


def _mark(rule: AccessRule) -> Callable[[_View], _View]:
    def mark(view: _View) -> _View:
        setattr(view, _ATTRIBUTE, rule)
        return view

    return mark
