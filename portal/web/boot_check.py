"""What an endpoint must say before the app starts: who may call it, and at an address that fits."""

import re
from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import BaseConverter, PathConverter, Rule, UnicodeConverter

from portal.access.policy import ALLOWED
from portal.domain.sign_ins import Realm
from portal.web.access_rules import rule_of
from portal.web.auth.doors import realm_of

_PARAMETER = re.compile(r"<(?:(?P<converter>\w+)(?:\([^)]*\))?:)?(?P<name>\w+)>")
_PATH = re.compile(r"/|(?:/(?:[a-z0-9]+(?:-[a-z0-9]+)*|<>))+(?:/|\.csv)?")
_NAMED_BY_OTHERS = {"/robots.txt", "/.well-known/security.txt"}
_ANY_TEXT = {BaseConverter.regex, UnicodeConverter.regex, PathConverter.regex}
_WHERE = {Realm.CITIZEN: "outside /medarbejder", Realm.STAFF: "under /medarbejder"}


class EndpointsRefused(RuntimeError):  # noqa: N818 -- it names what happened to them
    """Endpoints were registered that none may be; the message says of each what to write instead."""


def check_endpoints(app: Flask) -> None:
    """Refuse to start while an endpoint lacks a rule, or lies or answers as none may.

    Raises:
        EndpointsRefused: naming each such endpoint and what to write; all at once.
    """
    faults = [
        *_without_rule(app),
        *_without_policy(app),
        *(fault for rule in app.url_map.iter_rules() for fault in _faults(app, rule)),
    ]
    if faults:
        raise EndpointsRefused("\n".join(sorted(faults)))


def _without_rule(app: Flask) -> Iterator[str]:
    for name, view in app.view_functions.items():
        if rule_of(view) is None:
            yield f'{name} has no access rule. Add @requires(Permission…) or @public("reason").'


def _without_policy(app: Flask) -> Iterator[str]:
    for name, view in app.view_functions.items():
        access = rule_of(view)
        if access is not None and access.permission is not None and access.permission not in ALLOWED:
            yield f"{name} asks for {access.permission}, of which portal/access/policy.py says nothing. Add its line."


def _faults(app: Flask, rule: Rule) -> Iterator[str]:
    name, path = rule.endpoint, rule.rule
    access = rule_of(app.view_functions.get(name))
    if access is not None and access.permission is not None and access.permission.realm is not realm_of(path):
        wanted = _WHERE[access.permission.realm]
        yield f"{name} asks for {access.permission}, but lies at {path}. Put it {wanted}: each realm has its own cookie."
    for parameter in _PARAMETER.finditer(path):
        converter = app.url_map.converters[parameter["converter"] or "default"]
        if converter.regex in _ANY_TEXT:
            yield (
                f"{name} takes any text for <{parameter['name']}>. "
                f"Write <uuid:{parameter['name']}>, or give it a converter of its own, as ReceiptNumber is."
            )
    if not _PATH.fullmatch(_PARAMETER.sub("<>", path)) and path not in _NAMED_BY_OTHERS:
        yield f"{name} lies at {path}. Write paths in lower case, with hyphens between words."
    if "OPTIONS" in (rule.methods or ()):
        yield f"{name} answers OPTIONS. Leave it to the 405 page, as PROVIDE_AUTOMATIC_OPTIONS=False does."
