"""Every door of the portal: an endpoint and a method that it answers, in the words of its view."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask

from portal.access.permissions import Permission
from portal.web.access_rules import AccessRule, rule_of

_LISTS_OF_CASES = {Permission.OVERVIEW_READ, Permission.WORKLIST_READ, Permission.HEARING_SAMPLE}


@dataclass(frozen=True)
class Door:
    """One thing that can be asked of the portal."""

    endpoint: str
    method: str
    path: str
    """As it is registered, with its parameters."""
    parameters: frozenset[str]
    words: str
    """The first line of what its view says of itself."""
    rule: AccessRule

    @property
    def name(self) -> str:
        """`POST citizen.send_statement_request`."""
        return f"{self.method} {self.endpoint}"

    @property
    def is_about_a_case(self) -> bool:
        """Whether it names a case, or something in one."""
        return bool(self.parameters)

    @property
    def is_list_of_cases(self) -> bool:
        """Whether it shows the cases that its reader may open."""
        return self.rule.permission in _LISTS_OF_CASES


def doors_of(app: Flask) -> Sequence[Door]:
    """Every door of the app, in the order of their paths. HEAD goes through the door of GET, and OPTIONS has none."""
    doors = [
        Door(rule.endpoint, method, rule.rule, frozenset(rule.arguments), _words(app, rule.endpoint), access)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD"})
        if (access := rule_of(app.view_functions[rule.endpoint])) is not None
    ]
    return sorted(doors, key=lambda door: (door.path, door.method))


def _words(app: Flask, endpoint: str) -> str:
    told = inspect.getdoc(app.view_functions[endpoint]) or endpoint
    return told.splitlines()[0].removesuffix(".")
