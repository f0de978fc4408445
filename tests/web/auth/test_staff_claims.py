"""Who among the staff it is, however their provider spells it."""

from typing import Any

import pytest

from portal.domain.sign_ins import ProviderAnswerRefused
from portal.web.auth.staff_claims import StaffClaimNames, read_staff

NAMES = StaffClaimNames(sign_in="preferred_username", roles="roles")
SUSANNE: dict[str, Any] = {"sub": "1", "preferred_username": "skr", "name": "Susanne Krogh", "roles": ["caseworker"]}


def read(id_claims: dict[str, Any], userinfo: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 -- asked for one field
    return read_staff(id_claims, userinfo or {"sub": "1"}, NAMES)


def test_userinfo_fills_in_what_the_id_token_leaves_out() -> None:
    staff = read({"sub": "1"}, SUSANNE)
    assert (staff.sign_in, staff.name, staff.roles) == ("skr", "Susanne Krogh", {"caseworker"})


def test_where_both_speak_the_signed_one_counts() -> None:
    staff = read(SUSANNE, {**SUSANNE, "preferred_username": "led", "roles": ["team_leader"]})
    assert (staff.sign_in, staff.roles) == ("skr", {"caseworker"})


def test_roles_may_be_words_in_one_text() -> None:
    assert read({**SUSANNE, "roles": "caseworker team_leader"}).roles == {"caseworker", "team_leader"}


@pytest.mark.parametrize("roles", [None, 7, True, {"caseworker": 1}, [7, None, ["caseworker"]]])
def test_roles_in_any_other_form_are_none(roles: object) -> None:
    assert read({**SUSANNE, "roles": roles}).roles == set()


def test_the_claims_may_have_other_names() -> None:
    names = StaffClaimNames(sign_in="upn", roles="groups")
    staff = read_staff({**SUSANNE, "upn": "skr@work.example", "groups": ["x"]}, {"sub": "1"}, names)
    assert (staff.sign_in, staff.roles) == ("skr@work.example", frozenset({"x"}))


@pytest.mark.parametrize(
    "userinfo", [{}, {"sub": "2"}, {"sub": None}, {"sub": ["1"]}], ids=["nobody", "another", "none", "a list"]
)
def test_userinfo_of_somebody_else_is_refused(userinfo: dict[str, Any]) -> None:
    with pytest.raises(ProviderAnswerRefused):
        read_staff(SUSANNE, userinfo, NAMES)


@pytest.mark.parametrize("value", ["", "a\x00b", "\ud800", "a" * 201, 7])
def test_a_sign_in_value_nothing_can_match_is_none(value: object) -> None:
    assert read({**SUSANNE, "preferred_username": value}).sign_in is None


def test_without_any_name_nobody_is_let_in() -> None:
    with pytest.raises(ProviderAnswerRefused):
        read({"sub": "1"})
