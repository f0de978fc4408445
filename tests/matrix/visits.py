"""Each viewer of the table as somebody with a browser, at a case that they stand to as the table says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import pytest
from flask_wtf.csrf import generate_csrf
from werkzeug.test import Client, TestResponse

from portal import clock
from portal.access.sign_ins import SignIns
from portal.domain.assurance import Assurance
from portal.domain.mandates import Mandate
from portal.domain.sign_ins import LevelTooLow, Realm
from portal.services.sign_in import Arrival, SignInTerms, sign_citizen_in
from portal.web.auth.cookies import SignInCookie
from tests.matrix.examples import Example
from tests.matrix.ground import BY_HAND, OF_A_CHILD, Ground, Standing, lay_ground
from tests.world import PORTAL, Visitor, World, ref_of
from tools.access_matrix.doors import Door

_BUILDING: Final = "02.34"
_SIGN_IN_COOKIES: Final = {
    "/": SignInCookie.named(Realm.CITIZEN, PORTAL).name,
    "/medarbejder/": SignInCookie.named(Realm.STAFF, PORTAL).name,
}
"""By a page of each realm."""


@dataclass(frozen=True)
class Visit:
    """A browser, and the case it goes to."""

    client: Client
    ground: Ground
    csrf_token: str

    def asks(self, world: World, door: Door, form: Mapping[str, str], ground: Ground) -> TestResponse:
        """The answer of a door to what lies at `ground`."""
        data = {**form, "csrf_token": self.csrf_token} if door.method == "POST" else None
        return self.client.open(ground.leads_to(world.app, door), method=door.method, data=data, base_url=PORTAL)


@dataclass(frozen=True)
class LowCitizen:
    """What a provider proves of somebody who signed in with MitID at level Low."""

    subject: str = "lene"
    cpr: str = "0404602226"
    name: str = "Lene"
    assurance: Assurance = Assurance.LOW
    session_id: str = "session"
    session_expires_at: None = None
    privileges: tuple[()] = ()


@dataclass(frozen=True)
class Grounds:
    """The cases that viewers come to. What lies there for one lies there for the next, until somebody has changed it."""

    world: World
    _laid: dict[tuple[object, ...], Ground] = field(default_factory=dict)

    def for_viewer(self, key: str, example: Example) -> Ground:
        """The case as that viewer stands to it."""
        by_hand = key in {"party_unreleased", "party_released", "mandate_unreleased"}
        is_secondary = key == "party_secondary"
        return self._lay(
            case_type=BY_HAND if by_hand else OF_A_CHILD if is_secondary else example.case_type,
            of_another_team=key.endswith("other_team"),
            caseworker="Jonas" if key == "staff_of_team" else "Susanne",
            state=example.state,
            stands=Standing(example.demand, example.hearing, example.asks_for_more_time),
            is_secondary=is_secondary,
            is_released=key == "party_released" or example.is_released,
        )

    def forget(self, changed: Ground) -> None:
        """Lay a new one for the next who comes."""
        for kind in [kind for kind, ground in self._laid.items() if ground is changed]:
            del self._laid[kind]

    def _lay(self, **kind: Any) -> Ground:  # noqa: ANN401 -- as lay_ground takes them
        named = tuple(kind.values())
        if named not in self._laid:
            self._laid[named] = lay_ground(self.world, **kind)
        return self._laid[named]


def visit(grounds: Grounds, key: str, example: Example) -> Visit:
    """That viewer, signed in or not, and their case."""
    assert key in _VISITORS, f"Say in tests/matrix/visits.py how {key} signs in, and to which case they come."
    ground = grounds.for_viewer(key, example)
    client = _VISITORS[key](grounds.world).client
    return Visit(client, ground, _csrf_token(grounds.world, client))


def nobody(world: World) -> Visitor:
    """A browser that has never been here."""
    return Visitor(world.app.test_client())


def _csrf_token(world: World, client: Client) -> str:
    """A token as the pages give it to the sign-in that this browser holds."""
    for page, name in _SIGN_IN_COOKIES.items():
        if held := client.get_cookie(name, domain="127.0.0.1"):
            headers = {"Cookie": f"{name}={held.value}"}
            with world.app.test_request_context(page, base_url=PORTAL, headers=headers):
                return str(generate_csrf())
    return "nobody's"


def _mandate(*, may_act: bool = True, kle_prefix: str | None = None, minutes: int = 30) -> Mandate:
    return Mandate(ref_of("Anna"), may_act, kle_prefix, clock.real() + timedelta(minutes=minutes))


def _karen(world: World, mandate: Mandate) -> Visitor:
    return world.citizen("Karen", mandates=(mandate,))


def _refused_for_level_low(world: World) -> Visitor:
    sign_ins = SignIns(world.engine, world.municipality, idle=timedelta(minutes=30))
    terms = SignInTerms(b"p" * 32, timedelta(hours=8), timedelta(minutes=30))
    with pytest.raises(LevelTooLow):
        sign_citizen_in(sign_ins, LowCitizen(), terms, Arrival("", None), now=clock.real())
    return nobody(world)


def _ended(world: World, realm: Realm) -> Visitor:
    visitor = world.citizen("Anna") if realm is Realm.CITIZEN else world.caseworker()
    cookie = visitor.client.get_cookie(SignInCookie.named(realm, PORTAL).name, domain="127.0.0.1")
    assert cookie is not None
    sign_ins = SignIns(world.engine, world.municipality, idle=timedelta(minutes=30))
    assert sign_ins.end(cookie.value, realm, now=clock.real()) is not None
    return visitor


_VISITORS: Final[Mapping[str, Callable[[World], Visitor]]] = {
    "nobody": nobody,
    "level_low": _refused_for_level_low,
    "ended_party": lambda world: _ended(world, Realm.CITIZEN),
    "ended_staff": lambda world: _ended(world, Realm.STAFF),
    "other_citizen": lambda world: world.citizen("Bo"),
    "mandate_expired": lambda world: _karen(world, _mandate(minutes=-1)),
    "mandate_other_subject": lambda world: _karen(world, _mandate(kle_prefix=_BUILDING)),
    "mandate_unreleased": lambda world: _karen(world, _mandate()),
    "mandate_read": lambda world: _karen(world, _mandate(may_act=False)),
    "mandate_act": lambda world: _karen(world, _mandate()),
    "party_unreleased": lambda world: world.citizen("Anna"),
    "party_secondary": lambda world: world.citizen("Anna"),
    "party_released": lambda world: world.citizen("Anna"),
    "party": lambda world: world.citizen("Anna"),
    "staff_unmatched": lambda world: world.caseworker("Ukendt"),
    "staff_other_team": lambda world: world.caseworker("Susanne"),
    "leader_other_team": lambda world: world.caseworker("Lise"),
    "staff_of_team": lambda world: world.caseworker("Susanne"),
    "caseworker": lambda world: world.caseworker("Susanne"),
    "leader": lambda world: world.caseworker("Lise"),
}
