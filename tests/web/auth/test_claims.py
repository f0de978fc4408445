"""From a broker's claims to one citizen, or to none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.assurance import Assurance, AssuranceContradicts, AssuranceUnknown
from portal.domain.mandates import MandateRight
from portal.domain.refusals import Refusal
from portal.web.auth.claims import (
    PROFILES,
    ClaimMissing,
    CprRefused,
    NotAnIdentityToken,
    NotAPrivatePerson,
    UserinfoOfAnother,
    read_neb,
)
from portal.web.auth.privileges import Dropped

NSIS = "https://data.gov.dk/concept/core/nsis/"
ID_TOKEN: dict[str, object] = {
    "iss": "https://pp.netseidbroker.dk/op",
    "sub": "bab646bb-8608-4ac7-ac42-cee4ad490600",
    "aud": "9ad129c2-0341-40e4-a184-b834272217dd",
    "auth_time": 1795299990,
    "neb_sid": "4f1d",
    "idp": "mitid",
    "identity_type": "private",
    "loa": NSIS + "Substantial",
    "ial": NSIS + "Substantial",
    "aal": NSIS + "Substantial",
    "amr": ["code_app"],
}
USERINFO: dict[str, object] = {
    "sub": "bab646bb-8608-4ac7-ac42-cee4ad490600",
    "identity_type": "private",
    "loa": NSIS + "Substantial",
    "mitid.uuid": "7027a386-aa7c-4dd6-93de-ebffd670f8b5",
    "mitid.identity_name": "Test Testesen",
    "dk.cpr": "0101800000",
    "session_expiry": 1795314400,
}
ABSENT = object()


def changed(claims: dict[str, object], **changes: object) -> dict[str, object]:
    """The claims with some of them changed; `_` in a name stands for a dot, `ABSENT` takes one away."""
    merged = claims | {name.replace("__", "."): value for name, value in changes.items()}
    return {name: value for name, value in merged.items() if value is not ABSENT}


def test_a_citizen_is_known_by_what_id_token_and_userinfo_agree_on() -> None:
    identity = read_neb(ID_TOKEN, USERINFO)
    assert identity.subject == "bab646bb-8608-4ac7-ac42-cee4ad490600"
    assert identity.cpr == "0101800000"
    assert identity.name == "Test Testesen"
    assert identity.assurance is Assurance.SUBSTANTIAL
    assert identity.session_id == "4f1d"
    assert identity.privileges == ()
    assert identity.session_expires_at == datetime.fromtimestamp(1795314400, UTC)


def test_the_profile_is_found_by_the_name_in_the_settings() -> None:
    assert PROFILES["neb"](ID_TOKEN, USERINFO) == read_neb(ID_TOKEN, USERINFO)


def test_neither_number_nor_name_is_in_what_a_log_would_print() -> None:
    printed = repr(read_neb(ID_TOKEN, USERINFO))
    assert "0101800000" not in printed
    assert "Testesen" not in printed


def test_mandates_come_from_userinfo() -> None:
    claim = (
        "PGI6UHJpdmlsZWdlTGlzdCB4bWxuczpiPSJodHRwOi8vZGlnc3QuZGsvb2lvc2FtbC9iYXNpY19wcml2aWxlZ2VfcHJvZmlsZSI+PFBy"
        "aXZpbGVnZUdyb3VwIFNjb3BlPSJ1cm46ZGs6Z292OnNhbWw6Y3ByTnVtYmVySWRlbnRpZmllcjowMTAxNzAxMjM0Ij48UHJpdmlsZWdl"
        "PnVybjpkazpla3NlbXBlbGtvbW11bmU6c2Fnc3BvcnRhbDpsYWVzPC9Qcml2aWxlZ2U+PC9Qcml2aWxlZ2VHcm91cD48L2I6UHJpdmls"
        "ZWdlTGlzdD4="
    )
    userinfo = USERINFO | {"https://data.gov.dk/model/core/eid/privilegesIntermediate": claim}
    (group,) = read_neb(ID_TOKEN, userinfo).privileges
    assert (group.giver_cpr, group.rights) == ("0101701234", frozenset({MandateRight.READ}))


def test_broken_mandates_do_not_keep_a_citizen_from_their_own_cases() -> None:
    userinfo = USERINFO | {"https://data.gov.dk/model/core/eid/privilegesIntermediate": "!"}
    identity = read_neb(ID_TOKEN, userinfo)
    assert identity.privileges == ()
    assert identity.dropped_privileges == (Dropped.NOT_BASE64,)


@pytest.mark.parametrize("sub", [ABSENT, None, "", "someone-else", 7, ["bab646bb-8608-4ac7-ac42-cee4ad490600"]])
def test_userinfo_of_somebody_else_or_nobody_is_refused(sub: object) -> None:
    with pytest.raises(UserinfoOfAnother):
        read_neb(ID_TOKEN, changed(USERINFO, sub=sub))


@pytest.mark.parametrize("sub", [ABSENT, None, "", "x" * 256, 7, "a\0b", "a\nb"])
def test_an_empty_or_overlong_subject_is_refused_even_when_both_say_it(sub: object) -> None:
    with pytest.raises(ClaimMissing):
        read_neb(changed(ID_TOKEN, sub=sub), changed(USERINFO, sub=sub))


def test_another_mitid_than_the_id_tokens_is_refused() -> None:
    id_token = ID_TOKEN | {"mitid.uuid": "11111111-aa7c-4dd6-93de-ebffd670f8b5"}
    with pytest.raises(UserinfoOfAnother):
        read_neb(id_token, USERINFO)
    with pytest.raises(UserinfoOfAnother):
        read_neb(id_token, changed(USERINFO, mitid__uuid=ABSENT))


def test_the_same_mitid_in_both_is_fine() -> None:
    assert read_neb(ID_TOKEN | {"mitid.uuid": USERINFO["mitid.uuid"]}, USERINFO).name == "Test Testesen"


@pytest.mark.parametrize("loa", [ABSENT, None, "", "substantial", "https://example.dk/Substantial", 3])
def test_a_missing_or_unknown_level_is_refused_wherever_it_is(loa: object) -> None:
    with pytest.raises(AssuranceUnknown):
        read_neb(changed(ID_TOKEN, loa=loa), USERINFO)
    with pytest.raises(AssuranceUnknown):
        read_neb(ID_TOKEN, changed(USERINFO, loa=loa))


@pytest.mark.parametrize("level", ["Low", "High"])
def test_id_token_and_userinfo_must_agree_on_the_level(level: str) -> None:
    with pytest.raises(AssuranceContradicts):
        read_neb(ID_TOKEN, changed(USERINFO, loa=NSIS + level))
    with pytest.raises(AssuranceContradicts):
        read_neb(changed(ID_TOKEN, acr=NSIS + "loa/" + level), USERINFO)


def test_a_level_cannot_be_higher_than_what_it_is_made_of() -> None:
    with pytest.raises(AssuranceContradicts):
        read_neb(changed(ID_TOKEN, aal=NSIS + "Low"), USERINFO)
    identity = read_neb(changed(ID_TOKEN, ial=NSIS + "High"), USERINFO)
    assert identity.assurance is Assurance.SUBSTANTIAL


def test_level_low_is_said_as_it_is_so_that_the_portal_can_offer_a_step_up() -> None:
    low = {"loa": NSIS + "Low", "ial": NSIS + "Low", "aal": NSIS + "Low"}
    assert read_neb(ID_TOKEN | low, USERINFO | {"loa": NSIS + "Low"}).assurance is Assurance.LOW


@pytest.mark.parametrize("cpr", [ABSENT, None, "", "010180-0000", "3102801234", "01018000001", 101800000])
def test_a_sign_in_without_a_real_cpr_number_is_refused(cpr: object) -> None:
    with pytest.raises(CprRefused):
        read_neb(ID_TOKEN, changed(USERINFO, dk__cpr=cpr))


def test_a_cpr_number_in_the_id_token_alone_does_not_count() -> None:
    with pytest.raises(CprRefused):
        read_neb(ID_TOKEN | {"dk.cpr": "0101800000"}, changed(USERINFO, dk__cpr=ABSENT))


def test_somebody_who_signs_in_for_a_company_is_refused() -> None:
    with pytest.raises(NotAPrivatePerson):
        read_neb(changed(ID_TOKEN, identity_type="professional"), USERINFO)


def test_a_logout_token_is_no_sign_in() -> None:
    events: dict[str, object] = {"http://schemas.openid.net/event/backchannel-logout": {}}
    with pytest.raises(NotAnIdentityToken):
        read_neb(ID_TOKEN | {"events": events}, USERINFO)


@pytest.mark.parametrize("sid", [ABSENT, "", None, 5, "x" * 256])
def test_a_sign_in_without_session_is_refused_for_it_could_not_be_ended(sid: object) -> None:
    with pytest.raises(ClaimMissing):
        read_neb(changed(ID_TOKEN, neb_sid=sid), USERINFO)


def test_a_broker_that_does_not_say_when_its_session_ends_is_believed() -> None:
    assert read_neb(ID_TOKEN, changed(USERINFO, session_expiry=ABSENT)).session_expires_at is None


def test_the_sessions_end_may_be_written_as_text() -> None:
    identity = read_neb(ID_TOKEN, changed(USERINFO, session_expiry="1795314400"))
    assert identity.session_expires_at == datetime.fromtimestamp(1795314400, UTC)


@pytest.mark.parametrize("expiry", ["soon", True, 10**30, -(10**30), [], 1.5, float("nan"), "9" * 5000])
def test_a_nonsense_end_of_the_session_is_refused(expiry: object) -> None:
    with pytest.raises(ClaimMissing):
        read_neb(ID_TOKEN, changed(USERINFO, session_expiry=expiry))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted({*ID_TOKEN, *USERINFO, "acr", "mitid.uuid", "events"})), JSON)
def test_whatever_a_broker_puts_in_a_claim_the_answer_is_an_identity_or_a_refusal(name: str, value: object) -> None:
    for id_token, userinfo in ((ID_TOKEN | {name: value}, USERINFO), (ID_TOKEN, USERINFO | {name: value})):
        try:
            identity = read_neb(id_token, userinfo)
        except Refusal:
            continue
        assert identity.subject == ID_TOKEN["sub"]
