"""The mandates in a sign-in: what counts, what is dropped and why, and that nothing makes it fail."""

import base64
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.mandates import MandateRight
from portal.web.auth.privileges import Dropped, PrivilegeGroup, Privileges, read_privileges

ANNA = "0101701234"
SCOPE = f"urn:dk:gov:saml:cprNumberIdentifier:{ANNA}"
READ = "<Privilege>urn:dk:eksempelkommune:sagsportal:laes</Privilege>"
ACT = "<Privilege>urn:dk:eksempelkommune:sagsportal:handle</Privilege>"
KLE = "urn:dk:eksempelkommune:sagsportal:kle"
NAMESPACE = "http://digst.dk/oiosaml/basic_privilege_profile"


def group(*children: str, scope: str = SCOPE) -> str:
    return f"<PrivilegeGroup Scope={quoteattr(scope)}>{''.join(children)}</PrivilegeGroup>"


def constraint(value: str, name: str = KLE) -> str:
    return f'<Constraint Name="{name}">{value}</Constraint>'


def listed(*groups: str, namespace: str = NAMESPACE) -> str:
    return f'<bpp:PrivilegeList xmlns:bpp="{namespace}">{"".join(groups)}</bpp:PrivilegeList>'


def encode(document: str | bytes) -> str:
    return base64.b64encode(document.encode() if isinstance(document, str) else document).decode()


def read(*groups: str) -> Privileges:
    return read_privileges(encode(listed(*groups)))


def given_by_anna(*rights: MandateRight, kle_prefix: str | None = None) -> PrivilegeGroup:
    return PrivilegeGroup(ANNA, frozenset(rights), kle_prefix)


def test_two_groups_give_two_mandates_each_with_its_own_subject() -> None:
    privileges = read(group(READ, constraint("32.18.20")), group(READ, ACT, constraint("32.18.04")))
    assert privileges == Privileges(
        (
            given_by_anna(MandateRight.READ, kle_prefix="32.18.20"),
            given_by_anna(MandateRight.READ, MandateRight.ACT, kle_prefix="32.18.04"),
        )
    )


def test_a_group_without_subject_is_for_all_cases() -> None:
    assert read(group(READ)).groups == (given_by_anna(MandateRight.READ),)


def test_the_older_namespace_is_read_too() -> None:
    document = listed(group(READ), namespace="http://itst.dk/oiosaml/basic_privilege_profile")
    assert read_privileges(encode(document)).groups == (given_by_anna(MandateRight.READ),)


def test_a_document_with_declaration_indentation_and_line_breaks_is_read() -> None:
    document = '<?xml version="1.0" encoding="UTF-8"?>\n' + listed("\n  ", group("\n    ", READ, "\n  "), "\n")
    wrapped = base64.encodebytes(document.encode()).decode()
    assert read_privileges(wrapped).groups == (given_by_anna(MandateRight.READ),)


def test_a_sign_in_without_mandates_has_none_and_nothing_to_log() -> None:
    assert read_privileges(None) == Privileges()


def test_a_privilege_of_another_service_gives_nothing_and_takes_nothing() -> None:
    other = "<Privilege>urn:dk:other:service:read</Privilege>"
    assert read(group(other, READ)).groups == (given_by_anna(MandateRight.READ),)
    assert read(group(other)) == Privileges(dropped=(Dropped.NO_KNOWN_RIGHT,))


@pytest.mark.parametrize(
    "privilege",
    [
        "urn:dk:eksempelkommune:sagsportal:laes:alt",
        "urn:dk:eksempelkommune:sagsportal:LAES",
        "urn:dk:eksempelkommune:sagsportal",
        "",
    ],
)
def test_a_right_is_taken_only_by_its_exact_name(privilege: str) -> None:
    assert read(group(f"<Privilege>{privilege}</Privilege>")).groups == ()


@pytest.mark.parametrize(
    "limit",
    [
        constraint("32.18.20", name="urn:dk:eksempelkommune:sagsportal:sag"),
        constraint("32.18.20") + constraint("something", name="urn:dk:other"),
        constraint("32.18.20") + constraint("32.18.04"),
        constraint(""),
        constraint("32.18."),
        constraint("32.1"),
        constraint("*"),
        "<Constraint>32.18.20</Constraint>",
    ],
)
def test_a_limit_we_do_not_understand_drops_its_whole_group_and_no_other(limit: str) -> None:
    privileges = read(group(READ, limit), group(READ, constraint("27.24")))
    assert privileges.groups == (given_by_anna(MandateRight.READ, kle_prefix="27.24"),)
    assert privileges.dropped == (Dropped.UNKNOWN_CONSTRAINT,)


@pytest.mark.parametrize(
    "scope",
    [
        "urn:dk:gov:saml:cvrNumberIdentifier:12345678",
        "urn:dk:gov:saml:cprNumberIdentifier:3102701234",
        "urn:dk:gov:saml:cprNumberIdentifier:010170123",
        "urn:dk:gov:saml:cprNumberIdentifier:",
        ANNA,
        "",
    ],
)
def test_only_a_persons_cases_can_be_given_to_a_citizen(scope: str) -> None:
    assert read(group(READ, scope=scope)) == Privileges(dropped=(Dropped.NOT_A_PERSON,))


@pytest.mark.parametrize(
    "children",
    [
        "<Exception>32.18</Exception>" + READ,
        f'<x:Privilege xmlns:x="{NAMESPACE}">urn:dk:eksempelkommune:sagsportal:laes</x:Privilege>',
        READ + f'<Constraint Name="{KLE}">32<!-- cut -->.18.20</Constraint>',
        "<Privilege>urn:dk:eksempelkommune:sagsportal:laes<b/></Privilege>",
    ],
)
def test_an_element_that_does_not_belong_drops_its_group(children: str) -> None:
    assert read(group(children)) == Privileges(dropped=(Dropped.UNKNOWN_ELEMENT,))


def test_something_else_than_a_group_in_the_list_is_passed_over() -> None:
    privileges = read("<Note/>", "<!-- written by hand -->", group(READ))
    assert privileges.groups == (given_by_anna(MandateRight.READ),)
    assert privileges.dropped == (Dropped.UNKNOWN_ELEMENT,)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (17, Dropped.NOT_BASE64),
        (["PD94"], Dropped.NOT_BASE64),
        ("ø", Dropped.NOT_BASE64),
        ("PD9*", Dropped.NOT_BASE64),
        ("", Dropped.NOT_XML),
        (encode("not xml"), Dropped.NOT_XML),
        (encode(listed(group(READ))[:-3]), Dropped.NOT_XML),
        (encode(listed(group(READ)) + "\0"), Dropped.NOT_XML),
        (encode(listed(group(READ)).encode("utf-16")), Dropped.NOT_XML),
        (encode("<PrivilegeList/>"), Dropped.NOT_A_PRIVILEGE_LIST),
        (encode(listed(group(READ), namespace="http://example.dk/other")), Dropped.NOT_A_PRIVILEGE_LIST),
        (encode(listed(*[group(READ)] * 600)), Dropped.TOO_LARGE),
        ("A" * 1_000_000, Dropped.TOO_LARGE),
    ],
)
def test_what_is_no_privilege_list_gives_nothing_and_says_why(claim: object, reason: Dropped) -> None:
    assert read_privileges(claim) == Privileges(dropped=(reason,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE x [<!ENTITY scope "{SCOPE}"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
        + listed(f'<PrivilegeGroup Scope="&scope;">{READ}</PrivilegeGroup>')
    )
    privileges = read_privileges(encode(document.encode(encoding)))
    assert privileges.groups == ()
    assert privileges.dropped in {(Dropped.HAS_DOCTYPE,), (Dropped.NOT_XML,)}


def test_a_hidden_encoding_cannot_smuggle_a_document_type_in() -> None:
    hidden = "<!DOCTYPE x [<!ENTITY a 'b'>]>".encode("utf-7") + listed(group(READ)).encode()
    assert read_privileges(encode(b'<?xml version="1.0" encoding="utf-7"?>' + hidden)).groups == ()


def test_the_givers_number_is_not_in_what_a_log_would_print() -> None:
    assert ANNA not in repr(read(group(READ)))


@given(st.one_of(st.none(), st.text(), st.binary().map(encode), st.integers(), st.binary()))
def test_no_claim_whatever_makes_it_fail(claim: object) -> None:
    assert read_privileges(claim).groups == ()


@given(st.integers(min_value=0, max_value=400), st.binary(min_size=1, max_size=6))
def test_no_damaged_list_makes_it_fail_or_names_another_person(position: int, damage: bytes) -> None:
    document = listed(group(READ, constraint("32.18.20"))).encode()
    damaged = document[:position] + damage + document[position + len(damage) :]
    assert all(len(one.giver_cpr) == len(ANNA) for one in read_privileges(encode(damaged)).groups)
