"""A proved identity becomes a sign-in, with an end that nothing moves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.access.sign_ins import SignIns
from portal.access.viewer import CitizenViewer, StaffRole, StaffViewer
from portal.domain.assurance import Assurance
from portal.domain.mandates import MandateRight
from portal.domain.people import person_ref
from portal.domain.sign_ins import LevelTooLow, NotOurStaff, ProviderAnswerRefused, Realm
from portal.municipality import load
from portal.services.sign_in import Arrival, ProvedStaff, SignInTerms, sign_citizen_in, sign_out, sign_staff_in
from portal.storage.engine import make_engine
from tests.sign_ins import whose

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KEY = b"k" * 32
TERMS = SignInTerms(KEY, absolute=timedelta(hours=8), mandate=timedelta(minutes=30))
MUNICIPALITY = load(Path(__file__).parents[2] / "portal/demo/municipality")


@dataclass(frozen=True)
class Privilege:
    giver_cpr: str
    rights: frozenset[MandateRight]
    kle_prefix: str | None = None


@dataclass(frozen=True)
class Citizen:
    subject: str = "sub"
    cpr: str = "0606451230"
    name: str = "Karen Test Andersen"
    assurance: Assurance = Assurance.SUBSTANTIAL
    session_id: str = "sid"
    session_expires_at: datetime | None = None
    privileges: tuple[Privilege, ...] = ()


STAFF = ProvedStaff("sub", "Susanne Krogh", "skr", frozenset({"caseworker", "printer-admin"}), "sid")


@pytest.fixture
def sign_ins(database_url: str) -> Iterator[SignIns]:
    engine = make_engine(database_url)
    yield SignIns(engine, MUNICIPALITY, idle=timedelta(hours=24))
    engine.dispose()


def signed_in(sign_ins: SignIns, citizen: Citizen, replaces: str | None = None) -> str:
    return sign_citizen_in(sign_ins, citizen, TERMS, Arrival("signed", replaces), now=NOW)


def viewer_of(sign_ins: SignIns, token: str, now: datetime = NOW) -> CitizenViewer | None:
    viewer = whose(sign_ins, token, Realm.CITIZEN, now=now)
    assert viewer is None or isinstance(viewer, CitizenViewer)
    return viewer


def test_a_citizen_is_known_by_a_reference_that_holds_no_cpr_number(sign_ins: SignIns) -> None:
    viewer = viewer_of(sign_ins, signed_in(sign_ins, Citizen()))
    assert viewer is not None
    assert viewer.person.ref == person_ref("0606451230", KEY)
    assert "0606451230" not in repr(viewer)


def test_level_low_does_not_come_in_and_level_high_does(sign_ins: SignIns) -> None:
    with pytest.raises(LevelTooLow):
        signed_in(sign_ins, Citizen(assurance=Assurance.LOW))
    assert viewer_of(sign_ins, signed_in(sign_ins, Citizen(assurance=Assurance.HIGH)))


def test_a_refused_sign_in_leaves_the_one_before_alone(sign_ins: SignIns) -> None:
    before = signed_in(sign_ins, Citizen())
    with pytest.raises(LevelTooLow):
        signed_in(sign_ins, Citizen(assurance=Assurance.LOW), replaces=before)
    assert viewer_of(sign_ins, before)


@pytest.mark.parametrize(
    ("provider_ends_after", "ends_after"),
    [(None, timedelta(hours=8)), (timedelta(hours=2), timedelta(hours=2)), (timedelta(days=2), timedelta(hours=8))],
)
def test_the_end_is_the_earlier_of_ours_and_the_providers(
    sign_ins: SignIns, provider_ends_after: timedelta | None, ends_after: timedelta
) -> None:
    expires_at = NOW + provider_ends_after if provider_ends_after else None
    token = signed_in(sign_ins, Citizen(session_expires_at=expires_at))
    assert viewer_of(sign_ins, token, NOW + ends_after - timedelta(seconds=1))
    assert viewer_of(sign_ins, token, NOW + ends_after) is None


def test_a_session_that_is_over_at_the_provider_does_not_begin_here(sign_ins: SignIns) -> None:
    with pytest.raises(ProviderAnswerRefused):
        signed_in(sign_ins, Citizen(session_expires_at=NOW))


def test_mandates_keep_who_gave_them_what_for_and_end_soon(sign_ins: SignIns) -> None:
    read = Privilege("0101701234", frozenset({MandateRight.READ}), "32.18.20")
    act = Privilege("0101701234", frozenset({MandateRight.READ, MandateRight.ACT}))
    viewer = viewer_of(sign_ins, signed_in(sign_ins, Citizen(privileges=(read, act))))
    assert viewer is not None
    anna = person_ref("0101701234", KEY)
    held = {(mandate.giver, mandate.may_act, mandate.kle_prefix) for mandate in viewer.mandates}
    assert held == {(anna, False, "32.18.20"), (anna, True, None)}
    assert {mandate.ends_at for mandate in viewer.mandates} == {NOW + timedelta(minutes=30)}


def test_staff_get_the_roles_that_are_ours_and_no_others(sign_ins: SignIns) -> None:
    viewer = whose(
        sign_ins, sign_staff_in(sign_ins, STAFF, TERMS, Arrival("signed", None), now=NOW), Realm.STAFF, now=NOW
    )
    assert isinstance(viewer, StaffViewer)
    assert viewer.roles == frozenset({StaffRole.CASEWORKER})


def test_staff_without_a_role_do_not_come_in(sign_ins: SignIns) -> None:
    stranger = replace(STAFF, roles=frozenset({"printer-admin", "CASEWORKER"}))
    with pytest.raises(NotOurStaff):
        sign_staff_in(sign_ins, stranger, TERMS, Arrival("signed", None), now=NOW)


def test_staff_the_provider_names_in_no_known_way_come_in_unmatched(sign_ins: SignIns) -> None:
    nameless = replace(STAFF, sign_in=None)
    token = sign_staff_in(sign_ins, nameless, TERMS, Arrival("signed", None), now=NOW)
    viewer = whose(sign_ins, token, Realm.STAFF, now=NOW)
    assert isinstance(viewer, StaffViewer)
    assert (viewer.caseworker_id, viewer.team_id, viewer.ref) == (None, None, "sub")


def test_signing_out_without_a_sign_in_does_nothing(sign_ins: SignIns) -> None:
    assert sign_out(sign_ins, None, Realm.CITIZEN, now=NOW) is None
    assert sign_out(sign_ins, "made-up", Realm.CITIZEN, now=NOW) is None
