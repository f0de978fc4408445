"""The two realms: citizens with MitID, and the municipality's staff; each tells of people in its own way."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from joserfc.jwk import RSAKey

from portal import clock
from portal.demo.people import Citizen, People, StaffMember
from portal.demo.provider.clients import Client
from portal.demo.provider.ledger import Ledger, SignIn
from portal.demo.provider.misbehaviour import JsonObject, Misbehaviour
from portal.demo.provider.privileges import CLAIM as PRIVILEGES_CLAIM
from portal.demo.provider.privileges import write_privileges
from portal.domain.assurance import Assurance

_NSIS = "https://data.gov.dk/concept/core/nsis/"
_ID_NAMESPACE = uuid5(NAMESPACE_URL, "https://eksempelkommune.example/demo")


@dataclass(frozen=True, slots=True)
class Choice:
    """One button on the page that asks who to be."""

    account: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Buttons that stand together; a folded group is opened by the one who looks for it."""

    title: str
    choices: tuple[Choice, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Realm(ABC):
    """One issuer with its client, key, people and memory."""

    issuer: str
    client: Client
    key: RSAKey
    people: People
    ledger: Ledger
    misbehaviour: Misbehaviour | None

    name: ClassVar[str]
    scopes: ClassVar[tuple[str, ...]]
    title: ClassVar[str]
    """The heading of the page that asks who to be."""
    returns_to: ClassVar[str]
    """Where on the portal a sign-in ends."""
    abort_description: ClassVar[str]
    """What the portal is told when somebody changes their mind."""

    @property
    def cookie(self) -> str:
        """The name of its session cookie, unlike any other's: ports share cookies."""
        return f"demo_provider_{self.name}"

    @abstractmethod
    def groups(self) -> Sequence[Group]:
        """Who there is to choose from."""

    @abstractmethod
    def find_account(self, hint: str) -> str | None:
        """The account a login_hint names; None when there is none."""

    @abstractmethod
    def id_token_claims(self, sign_in: SignIn) -> JsonObject:
        """What the ID token says of somebody, beside what every ID token says."""

    @abstractmethod
    def userinfo_claims(self, sign_in: SignIn, scope: str) -> JsonObject:
        """What userinfo says of somebody, as far as the scope goes."""

    def subject(self, account: str) -> str:
        """The same person's name towards this client, always (pairwise)."""
        return str(uuid5(_ID_NAMESPACE, f"{self.name}/{self.client.client_id}/{account}"))


class CitizensRealm(Realm):
    """Citizens, as Signaturgruppen's broker (Nets eID Broker) tells of them."""

    name = "citizens"
    title = "Log på som borger"
    scopes = ("openid", "mitid", "ssn")
    returns_to = "/log-ind/retur"
    abort_description = "mitid_user_aborted"

    def groups(self) -> Sequence[Group]:
        """Those with a story first, then those who act for somebody else, then the rest of the town."""
        told = [one for one in self.people.citizens if one.about]
        return (
            Group("Borgere", tuple(_show_citizen(one) for one in told if not one.mandates)),
            Group("Pårørende med fuldmagt", tuple(_show_citizen(one) for one in told if one.mandates)),
            Group(
                "Andre i byen",
                tuple(_show_citizen(one) for one in self.people.citizens if not one.about),
                is_folded=True,
            ),
        )

    def find_account(self, hint: str) -> str | None:
        """A citizen by what the demo calls her."""
        return hint if hint in self.people.citizens_by_key else None

    def id_token_claims(self, sign_in: SignIn) -> JsonObject:
        """Subject, session and level; never the CPR number."""
        citizen = self._citizen(sign_in)
        level = _spell_level(citizen.level)
        return {
            "sub": self.subject(citizen.key),
            "neb_sid": sign_in.session_id,
            "transaction_id": sign_in.transaction_id,
            "idp": "mitid",
            "identity_type": "private",
            "loa": level,
            "ial": level,
            "aal": level,
            "amr": ["password"] if citizen.level is Assurance.LOW else ["code_app"],
        }

    def userinfo_claims(self, sign_in: SignIn, scope: str) -> JsonObject:
        """Level and session; with `mitid` name and birthday, with `ssn` CPR number and mandates."""
        citizen = self._citizen(sign_in)
        scopes = scope.split()
        claims: JsonObject = {
            "sub": self.subject(citizen.key),
            "idp": "mitid",
            "identity_type": "private",
            "loa": _spell_level(citizen.level),
            "session_expiry": int(sign_in.expires_at.timestamp()),
            "session_is_active": "true",
        }
        if "mitid" in scopes:
            claims |= {
                "mitid.uuid": str(uuid5(_ID_NAMESPACE, f"mitid/{citizen.key}")),
                "mitid.identity_name": citizen.name,
                "mitid.date_of_birth": citizen.born_on.isoformat(),
                "mitid.age": str(_age(citizen)),
                "mitid.has_cpr": "true",
            }
        if "ssn" in scopes:
            claims["dk.cpr"] = citizen.cpr
            if citizen.mandates:
                claims[PRIVILEGES_CLAIM] = write_privileges(citizen.mandates, self.people.citizens_by_key)
        return claims

    def _citizen(self, sign_in: SignIn) -> Citizen:
        return self.people.citizens_by_key[sign_in.account]


class StaffRealm(Realm):
    """The municipality's staff, as its own sign-in provider tells of them."""

    name = "staff"
    title = "Log på som medarbejder"
    scopes = ("openid", "profile")
    returns_to = "/medarbejder/log-ind/retur"
    abort_description = "user_aborted"

    def groups(self) -> Sequence[Group]:
        """All of them."""
        choices = tuple(Choice(one.preferred_username, one.name, one.about) for one in self.people.staff)
        return (Group("Medarbejdere", choices),)

    def find_account(self, hint: str) -> str | None:
        """A member of staff by user name, or by what the demo calls them."""
        names = (one.preferred_username for one in self.people.staff if hint in {one.preferred_username, one.key})
        return next(names, None)

    def id_token_claims(self, sign_in: SignIn) -> JsonObject:
        """Who, and in which session."""
        return self._describe(sign_in) | {"sid": sign_in.session_id}

    def userinfo_claims(self, sign_in: SignIn, scope: str) -> JsonObject:
        """The same again; the scope takes nothing away."""
        del scope
        return self._describe(sign_in)

    def _describe(self, sign_in: SignIn) -> JsonObject:
        member: StaffMember = next(one for one in self.people.staff if one.preferred_username == sign_in.account)
        return {
            "sub": self.subject(member.preferred_username),
            "preferred_username": member.preferred_username,
            "name": member.name,
            "roles": list(member.roles),
        }


def _show_citizen(citizen: Citizen) -> Choice:
    return Choice(citizen.key, citizen.name, citizen.about)


def _spell_level(level: Assurance) -> str:
    return _NSIS + level.name.capitalize()


def _age(citizen: Citizen) -> int:
    today = clock.real().astimezone(clock.COPENHAGEN).date()
    born = citizen.born_on
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
