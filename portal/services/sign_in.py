"""Signing in and out: a proved identity becomes a sign-in with an end; ended, it opens nothing.

A mandate comes as a snapshot without an end of its own, so it gets a short one. All times are the machine's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from portal.access.sign_ins import EndedSignIn, NewCitizenSignIn, NewStaffSignIn, SignIns
from portal.access.viewer import StaffRole
from portal.domain.assurance import Assurance
from portal.domain.mandates import Mandate, MandateRight
from portal.domain.people import Person, person_ref
from portal.domain.sign_ins import LevelTooLow, NotOurStaff, ProviderAnswerRefused, Realm

REQUIRED_ASSURANCE = Assurance.SUBSTANTIAL


class ProvedPrivilege(Protocol):
    """What somebody has given the one who signs in."""

    @property
    def giver_cpr(self) -> str:
        """Whose mandate it is."""

    @property
    def rights(self) -> frozenset[MandateRight]:
        """To read, or also to act."""

    @property
    def kle_prefix(self) -> str | None:
        """The subject it is limited to; None: no limit."""


class ProvedCitizen(Protocol):
    """A citizen as the provider's claims prove them."""

    @property
    def subject(self) -> str:
        """The provider's name for them."""

    @property
    def cpr(self) -> str:
        """Ten digits; never stored."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def assurance(self) -> Assurance:
        """How sure the provider is."""

    @property
    def session_id(self) -> str:
        """The provider's own session."""

    @property
    def session_expires_at(self) -> datetime | None:
        """When that session ends; None when the provider does not say."""

    @property
    def privileges(self) -> Sequence[ProvedPrivilege]:
        """The mandates that came along."""


@dataclass(frozen=True, slots=True)
class ProvedStaff:
    """A member of staff as the staff provider's claims prove them."""

    subject: str
    name: str
    sign_in: str | None
    """The value of the configured caseworker claim."""
    roles: frozenset[str]
    """Every role the provider names, ours and others."""
    session_id: str | None


@dataclass(frozen=True, slots=True)
class SignInTerms:
    """How long things last, and the key that turns CPR numbers into references."""

    person_key: bytes
    absolute: timedelta
    """A sign-in ends after this, however busy it is."""
    mandate: timedelta
    """A mandate ends this long after the sign-in it came with."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How somebody came back from the provider."""

    id_token: str = field(repr=False)
    """The provider wants it as a hint when they sign out."""
    replaces: str | None = field(repr=False)
    """The token their browser still held from an earlier sign-in."""


def sign_citizen_in(
    sign_ins: SignIns, citizen: ProvedCitizen, terms: SignInTerms, arrival: Arrival, *, now: datetime
) -> str:
    """Open a sign-in for a citizen and give its token, for the cookie.

    Raises:
        LevelTooLow: the level of assurance is below Substantial.
        ProviderAnswerRefused: the provider's session is already over.

    """
    if citizen.assurance < REQUIRED_ASSURANCE:
        raise LevelTooLow
    new = NewCitizenSignIn(
        subject=citizen.subject,
        provider_session=citizen.session_id,
        person=Person(person_ref(citizen.cpr, terms.person_key), citizen.name),
        assurance=citizen.assurance.name.lower(),
        mandates=tuple(_hold(privilege, terms, now) for privilege in citizen.privileges),
        ends_at=_find_end(terms, citizen.session_expires_at, now),
        id_token=arrival.id_token,
    )
    return sign_ins.open(new, replaces=arrival.replaces, now=now)


def sign_staff_in(sign_ins: SignIns, staff: ProvedStaff, terms: SignInTerms, arrival: Arrival, *, now: datetime) -> str:
    """Open a sign-in for a member of staff and give its token, for the cookie.

    Raises:
        NotOurStaff: none of their roles is one of the portal's.

    """
    roles = frozenset(role for role in StaffRole if role.value in staff.roles)
    if not roles:
        raise NotOurStaff
    new = NewStaffSignIn(
        subject=staff.subject,
        provider_session=staff.session_id,
        name=staff.name,
        sign_in=staff.sign_in,
        roles=roles,
        ends_at=now + terms.absolute,
        id_token=arrival.id_token,
    )
    return sign_ins.open(new, replaces=arrival.replaces, now=now)


def sign_out(sign_ins: SignIns, token: str | None, realm: Realm, *, now: datetime) -> EndedSignIn | None:
    """End the sign-in that the cookie holds; None when there was none."""
    return sign_ins.end(token, realm, now=now) if token else None


def _hold(privilege: ProvedPrivilege, terms: SignInTerms, now: datetime) -> Mandate:
    return Mandate(
        giver=person_ref(privilege.giver_cpr, terms.person_key),
        may_act=MandateRight.ACT in privilege.rights,
        kle_prefix=privilege.kle_prefix,
        ends_at=now + terms.mandate,
    )


def _find_end(terms: SignInTerms, provider_ends_at: datetime | None, now: datetime) -> datetime:
    ends_at = now + terms.absolute
    if provider_ends_at is None:
        return ends_at
    if provider_ends_at <= now:
        raise ProviderAnswerRefused("session_expiry")
    return min(ends_at, provider_ends_at)
