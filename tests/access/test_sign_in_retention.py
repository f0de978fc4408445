"""What is still known of a sign-in, and for how long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portal.access.sign_in_retention import KEPT, Forgotten, forget_sign_ins
from portal.access.sign_ins import NewCitizenSignIn, SignIns
from portal.domain.mandates import Mandate
from portal.domain.people import Person, PersonRef
from portal.domain.sign_ins import Realm, SignInExpired
from portal.municipality import load
from portal.storage.engine import make_engine
from portal.storage.session import open_session
from portal.storage.sign_ins import SignInMandateRow, SignInRow

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
IDLE = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
MUNICIPALITY = load(Path(__file__).parents[2] / "portal/demo/municipality")
ANNA = NewCitizenSignIn(
    subject="anna",
    provider_session="sid-1",
    person=Person(PersonRef("a" * 64), "Anna Test Andersen"),
    assurance="substantial",
    mandates=(Mandate(PersonRef("b" * 64), may_act=True, kle_prefix=None, ends_at=NOW + IDLE),),
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


def kept(engine: Engine) -> dict[str, str | None]:
    """Who is known to have signed in, each with their ID token."""
    with open_session(engine, "sign_ins") as session:
        return {row.subject: row.id_token for row in session.execute(select(SignInRow)).scalars()}


def test_a_sign_in_keeps_its_token_while_it_lasts(sign_ins: SignIns, engine: Engine) -> None:
    token = sign_ins.open(ANNA, replaces=None, now=NOW)
    assert forget_sign_ins(engine, idle=IDLE, now=NOW + IDLE - MINUTE) == Forgotten(0, 0, 0)
    ended = sign_ins.end(token, Realm.CITIZEN, now=NOW + IDLE - MINUTE)
    assert ended is not None
    assert ended.id_token == "signed"


def test_one_that_rested_too_long_or_reached_its_end_gives_up_its_token(sign_ins: SignIns, engine: Engine) -> None:
    sign_ins.open(replace(ANNA, subject="idle"), replaces=None, now=NOW - IDLE)
    sign_ins.open(replace(ANNA, subject="over", ends_at=NOW), replaces=None, now=NOW - MINUTE)
    sign_ins.open(ANNA, replaces=None, now=NOW - MINUTE)
    assert forget_sign_ins(engine, idle=IDLE, now=NOW) == Forgotten(id_tokens=2, sign_ins=0, attempts=0)
    assert kept(engine) == {"idle": None, "over": None, "anna": "signed"}


def test_after_half_a_year_nobody_can_tell_who_signed_in(sign_ins: SignIns, engine: Engine) -> None:
    sign_ins.open(ANNA, replaces=None, now=NOW)
    sign_ins.open(replace(ANNA, subject="later"), replaces=None, now=NOW + MINUTE)
    forget_sign_ins(engine, idle=IDLE, now=NOW + KEPT - MINUTE)
    assert set(kept(engine)) == {"anna", "later"}
    assert forget_sign_ins(engine, idle=IDLE, now=NOW + KEPT) == Forgotten(id_tokens=0, sign_ins=1, attempts=0)
    assert set(kept(engine)) == {"later"}
    with open_session(engine, "sign_ins") as session:
        assert len(session.execute(select(SignInMandateRow)).all()) == 1


def test_an_answered_attempt_is_remembered_until_its_cookie_is_too_old(sign_ins: SignIns, engine: Engine) -> None:
    sign_ins.use_attempt("state", expires_at=NOW)
    forget_sign_ins(engine, idle=IDLE, now=NOW - MINUTE)
    with pytest.raises(SignInExpired):
        sign_ins.use_attempt("state", expires_at=NOW)
    assert forget_sign_ins(engine, idle=IDLE, now=NOW) == Forgotten(id_tokens=0, sign_ins=0, attempts=1)
    sign_ins.use_attempt("state", expires_at=NOW)
