"""Sign-ins on the server, whatever opened them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from portal.access.sign_ins import NewCitizenSignIn, NewStaffSignIn, SignIns
from portal.access.viewer import CitizenViewer, StaffRole, StaffViewer
from portal.domain.mandates import Mandate
from portal.domain.people import Person, PersonRef
from portal.domain.sign_ins import Realm, SignInExpired
from portal.municipality import load
from portal.storage.engine import make_engine
from tests.sign_ins import whose

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
IDLE = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
MUNICIPALITY = load(Path(__file__).parents[2] / "portal/demo/municipality")
MANDATE = Mandate(PersonRef("b" * 64), may_act=True, kle_prefix="32.18", ends_at=NOW + 5 * MINUTE)
ANNA = NewCitizenSignIn(
    subject="sub-1",
    provider_session="sid-1",
    person=Person(PersonRef("a" * 64), "Anna Test Andersen"),
    assurance="substantial",
    mandates=(MANDATE,),
    ends_at=NOW + timedelta(hours=8),
    id_token="signed",
)
SUSANNE = NewStaffSignIn(
    subject="sub-2",
    provider_session=None,
    name="Susanne Krogh",
    sign_in="skr",
    roles=frozenset({StaffRole.CASEWORKER}),
    ends_at=NOW + timedelta(hours=8),
    id_token="signed",
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sign_ins(engine: Engine) -> SignIns:
    return SignIns(engine, MUNICIPALITY, idle=IDLE)


def statements(engine: Engine) -> list[str]:
    """Every statement from now on."""
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _cur, statement, *_rest: seen.append(statement))
    return seen


def test_a_token_opens_what_it_was_given_for(sign_ins: SignIns) -> None:
    viewer = whose(sign_ins, sign_ins.open(ANNA, replaces=None, now=NOW), Realm.CITIZEN, now=NOW)
    assert isinstance(viewer, CitizenViewer)
    assert viewer.person == ANNA.person
    assert viewer.mandates == (MANDATE,)
    assert viewer.ends_at == NOW + IDLE


def test_staff_are_matched_to_the_municipalitys_own_list(sign_ins: SignIns) -> None:
    viewer = whose(sign_ins, sign_ins.open(SUSANNE, replaces=None, now=NOW), Realm.STAFF, now=NOW)
    listed = MUNICIPALITY.staff_by_sign_in("skr")
    assert isinstance(viewer, StaffViewer)
    assert listed is not None
    assert (viewer.caseworker_id, viewer.team_id) == (listed.source_id, listed.team.source_id)
    assert (viewer.ref, viewer.roles) == ("skr", frozenset({StaffRole.CASEWORKER}))


@pytest.mark.parametrize("token", ["", "made-up", "\x00", "\udcff", "' OR 1=1 --", "a" * 100_000])
def test_a_made_up_token_opens_nothing(sign_ins: SignIns, token: str) -> None:
    sign_ins.open(ANNA, replaces=None, now=NOW)
    assert whose(sign_ins, token, Realm.CITIZEN, now=NOW) is None


def test_a_token_of_one_realm_opens_nothing_in_the_other(sign_ins: SignIns) -> None:
    citizen = sign_ins.open(ANNA, replaces=None, now=NOW)
    staff = sign_ins.open(SUSANNE, replaces=None, now=NOW)
    assert whose(sign_ins, citizen, Realm.STAFF, now=NOW) is None
    assert whose(sign_ins, staff, Realm.CITIZEN, now=NOW) is None
    assert sign_ins.end(citizen, Realm.STAFF, now=NOW) is None
    assert whose(sign_ins, citizen, Realm.CITIZEN, now=NOW) is not None


def test_an_ended_sign_in_gives_its_hint_once_and_opens_nothing(sign_ins: SignIns) -> None:
    token = sign_ins.open(ANNA, replaces=None, now=NOW)
    ended = sign_ins.end(token, Realm.CITIZEN, now=NOW)
    assert ended is not None
    assert ended.id_token == "signed"
    assert whose(sign_ins, token, Realm.CITIZEN, now=NOW) is None
    assert sign_ins.end(token, Realm.CITIZEN, now=NOW) is None


def test_a_new_sign_in_ends_the_one_it_replaces_and_no_other(sign_ins: SignIns) -> None:
    phone, laptop = (sign_ins.open(ANNA, replaces=None, now=NOW) for _ in range(2))
    sign_ins.open(ANNA, replaces=laptop, now=NOW)
    assert whose(sign_ins, laptop, Realm.CITIZEN, now=NOW) is None
    assert whose(sign_ins, phone, Realm.CITIZEN, now=NOW) is not None


def test_an_attempt_is_answered_once(sign_ins: SignIns) -> None:
    sign_ins.use_attempt("state-1", expires_at=NOW)
    sign_ins.use_attempt("state-2", expires_at=NOW)
    with pytest.raises(SignInExpired):
        sign_ins.use_attempt("state-1", expires_at=NOW + MINUTE)


def test_rest_ends_it_at_the_minute(sign_ins: SignIns) -> None:
    token = sign_ins.open(ANNA, replaces=None, now=NOW)
    assert whose(sign_ins, token, Realm.CITIZEN, now=NOW + IDLE) is None


def test_a_look_keeps_it_open_for_another_while(sign_ins: SignIns) -> None:
    token = sign_ins.open(ANNA, replaces=None, now=NOW)
    viewer = whose(sign_ins, token, Realm.CITIZEN, now=NOW + 20 * MINUTE)
    assert viewer is not None
    assert viewer.ends_at == NOW + 20 * MINUTE + IDLE
    assert whose(sign_ins, token, Realm.CITIZEN, now=NOW + 49 * MINUTE) is not None


def test_nothing_keeps_it_open_beyond_its_end(sign_ins: SignIns) -> None:
    token = sign_ins.open(ANNA, replaces=None, now=NOW)
    for minutes in range(20, 480, 20):
        viewer = whose(sign_ins, token, Realm.CITIZEN, now=NOW + minutes * MINUTE)
        assert viewer is not None
        assert viewer.ends_at <= ANNA.ends_at
    assert whose(sign_ins, token, Realm.CITIZEN, now=ANNA.ends_at) is None


def test_a_mandate_is_gone_at_its_end_while_the_sign_in_goes_on(sign_ins: SignIns) -> None:
    token = sign_ins.open(ANNA, replaces=None, now=NOW)
    viewer = whose(sign_ins, token, Realm.CITIZEN, now=MANDATE.ends_at)
    assert isinstance(viewer, CitizenViewer)
    assert viewer.mandates == ()


def test_a_look_is_one_query_and_writes_at_most_once_a_minute(sign_ins: SignIns, engine: Engine) -> None:
    token = sign_ins.open(ANNA, replaces=None, now=NOW)
    seen = statements(engine)
    whose(sign_ins, token, Realm.CITIZEN, now=NOW + timedelta(seconds=59))
    assert [statement.split()[0] for statement in seen if "sign_in" in statement] == ["SELECT"]
    seen.clear()
    whose(sign_ins, token, Realm.CITIZEN, now=NOW + MINUTE)
    whose(sign_ins, token, Realm.CITIZEN, now=NOW + MINUTE + timedelta(seconds=30))
    assert [statement.split()[0] for statement in seen if "sign_in" in statement] == ["SELECT", "UPDATE", "SELECT"]
