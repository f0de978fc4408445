"""The mandates a sign-in carries: the OIO Basic Privilege Profile, read as if its sender were hostile.

What is not understood gives no access: a group with anything unknown in it is dropped whole, with a reason
that can be logged. Nothing here ever fails.
"""

import base64
import binascii
import re
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from portal.domain.mandates import MandateRight
from portal.web.auth.cpr import is_cpr

CLAIM = "https://data.gov.dk/model/core/eid/privilegesIntermediate"

_MAX_BYTES = 64 * 1024
_ROOTS = {
    "{http://digst.dk/oiosaml/basic_privilege_profile}PrivilegeList",
    "{http://itst.dk/oiosaml/basic_privilege_profile}PrivilegeList",
}
_CPR_SCOPE = "urn:dk:gov:saml:cprNumberIdentifier:"
_RIGHTS = {
    "urn:dk:eksempelkommune:sagsportal:laes": MandateRight.READ,
    "urn:dk:eksempelkommune:sagsportal:handle": MandateRight.ACT,
}
_KLE_CONSTRAINT = "urn:dk:eksempelkommune:sagsportal:kle"
_KLE_PREFIX = re.compile(r"[0-9]{2}(\.[0-9]{2}){0,2}")


class Dropped(StrEnum):
    """Why privileges, or one group of them, were not taken. Safe to log."""

    NOT_BASE64 = "not_base64"
    TOO_LARGE = "too_large"
    NOT_XML = "not_xml"
    HAS_DOCTYPE = "has_doctype"
    NOT_A_PRIVILEGE_LIST = "not_a_privilege_list"
    UNKNOWN_ELEMENT = "unknown_element"
    NOT_A_PERSON = "not_a_person"
    NO_KNOWN_RIGHT = "no_known_right"
    UNKNOWN_CONSTRAINT = "unknown_constraint"


@dataclass(frozen=True, slots=True)
class PrivilegeGroup:
    """What one person has given the one who signed in."""

    giver_cpr: str = field(repr=False)
    rights: frozenset[MandateRight]
    kle_prefix: str | None
    """The subject it is limited to; None: no limit."""


@dataclass(frozen=True, slots=True)
class Privileges:
    """The groups that count, and why others did not."""

    groups: tuple[PrivilegeGroup, ...] = ()
    dropped: tuple[Dropped, ...] = ()


class _GroupDropped(Exception):  # noqa: N818 -- carries a reason to the loop below and goes no further
    def __init__(self, reason: Dropped) -> None:
        self.reason = reason


def read_privileges(claim: object) -> Privileges:
    """Read the claim's base64 XML; an absent claim (`None`) is no privileges."""
    if claim is None:
        return Privileges()
    try:
        root = _parse(_decode(claim))
    except _GroupDropped as dropped:
        return Privileges(dropped=(dropped.reason,))
    groups: list[PrivilegeGroup] = []
    reasons: list[Dropped] = []
    for element in root.iterchildren(etree.Element):
        try:
            groups.append(_read_group(element))
        except _GroupDropped as dropped:
            reasons.append(dropped.reason)
    return Privileges(tuple(groups), tuple(reasons))


def _decode(claim: object) -> bytes:
    if not isinstance(claim, str):
        raise _GroupDropped(Dropped.NOT_BASE64)
    if len(claim) > 2 * _MAX_BYTES:
        raise _GroupDropped(Dropped.TOO_LARGE)
    try:
        document = base64.b64decode("".join(claim.split()), validate=True)
    except (binascii.Error, ValueError):
        raise _GroupDropped(Dropped.NOT_BASE64) from None
    if len(document) > _MAX_BYTES:
        raise _GroupDropped(Dropped.TOO_LARGE)
    return document


def _parse(document: bytes) -> etree._Element:
    # The encoding is given, not asked: in any other, a document type could hide from the search for it.
    if b"<!DOCTYPE" in document:
        raise _GroupDropped(Dropped.HAS_DOCTYPE)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _GroupDropped(Dropped.NOT_XML) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _GroupDropped(Dropped.HAS_DOCTYPE)
    if root.tag not in _ROOTS:
        raise _GroupDropped(Dropped.NOT_A_PRIVILEGE_LIST)
    return root


def _read_group(group: etree._Element) -> PrivilegeGroup:
    if group.tag != "PrivilegeGroup":
        raise _GroupDropped(Dropped.UNKNOWN_ELEMENT)
    scope = group.get("Scope", "")
    giver_cpr = scope.removeprefix(_CPR_SCOPE)
    if giver_cpr == scope or not is_cpr(giver_cpr):
        raise _GroupDropped(Dropped.NOT_A_PERSON)
    privileges: list[str] = []
    constraints: list[str] = []
    for child in group.iterchildren(etree.Element):
        if child.tag == "Privilege":
            privileges.append(_text(child))
        elif child.tag == "Constraint":
            constraints.append(_read_constraint(child))
        else:
            raise _GroupDropped(Dropped.UNKNOWN_ELEMENT)
    rights = frozenset(_RIGHTS[privilege] for privilege in privileges if privilege in _RIGHTS)
    if not rights:
        raise _GroupDropped(Dropped.NO_KNOWN_RIGHT)
    if len(constraints) > 1:
        raise _GroupDropped(Dropped.UNKNOWN_CONSTRAINT)
    return PrivilegeGroup(giver_cpr, rights, constraints[0] if constraints else None)


def _read_constraint(constraint: etree._Element) -> str:
    value = _text(constraint)
    if constraint.get("Name") != _KLE_CONSTRAINT or not _KLE_PREFIX.fullmatch(value):
        raise _GroupDropped(Dropped.UNKNOWN_CONSTRAINT)
    return value


def _text(leaf: etree._Element) -> str:
    # A comment or an element inside would cut the text in two and could shorten a limit.
    if len(leaf):
        raise _GroupDropped(Dropped.UNKNOWN_ELEMENT)
    return (leaf.text or "").strip()
