"""Mandates as a broker sends them: base64 of an OIO Basic Privilege Profile document."""

import base64
from collections.abc import Mapping

from lxml import etree

from portal.demo.people import Citizen, GivenMandate

CLAIM = "https://data.gov.dk/model/core/eid/privilegesIntermediate"

_NAMESPACE = "http://digst.dk/oiosaml/basic_privilege_profile"
_SERVICE = "urn:dk:eksempelkommune:sagsportal:"


def write_privileges(mandates: tuple[GivenMandate, ...], people: Mapping[str, Citizen]) -> str:
    """One group per mandate, its scope the giver's CPR number."""
    root = etree.Element(f"{{{_NAMESPACE}}}PrivilegeList", nsmap={"bpp": _NAMESPACE})
    for mandate in mandates:
        scope = f"urn:dk:gov:saml:cprNumberIdentifier:{people[mandate.giver].cpr}"
        group = etree.SubElement(root, "PrivilegeGroup", Scope=scope)
        for right in mandate.rights:
            etree.SubElement(group, "Privilege").text = _SERVICE + right
        if mandate.kle is not None:
            etree.SubElement(group, "Constraint", Name=_SERVICE + "kle").text = mandate.kle
    document = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return base64.b64encode(document).decode("ascii")
