"""The two doors of the portal, citizens' and staff's: each with its provider, its cookies and its way home."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from flask import Flask
from requests.adapters import BaseAdapter

from portal.access.sign_ins import SignIns
from portal.config import Settings
from portal.domain.sign_ins import Realm
from portal.services.sign_in import SignInTerms
from portal.web import current
from portal.web.auth.attempts import AttemptCookies
from portal.web.auth.cookies import SignInCookie
from portal.web.auth.discovery import Provider
from portal.web.auth.oidc import ClientRegistration, OidcClient
from portal.web.auth.staff_claims import StaffClaimNames
from portal.web.auth.transport import Transport

_EXTENSION = "portal_doors"
_PREFIX = {Realm.CITIZEN: "", Realm.STAFF: "/medarbejder"}


@dataclass(frozen=True, slots=True)
class Door:
    """One realm's way in and out."""

    realm: Realm
    client: OidcClient
    cookie: SignInCookie
    attempts: AttemptCookies
    home: str
    sign_in_path: str
    goodbye_url: str
    """The whole address, registered with the provider."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Both doors, and what is behind them."""

    by_realm: Mapping[Realm, Door]
    sign_ins: SignIns
    terms: SignInTerms
    staff_claims: StaffClaimNames
    settings: Settings


def build_doors(settings: Settings, sign_ins: SignIns, adapter: BaseAdapter | None) -> Doors:
    """The doors that the settings describe; an `adapter` replaces the network."""
    terms = SignInTerms(
        person_key=settings.person_key.get_secret_value().encode(),
        absolute=timedelta(hours=settings.session_absolute_hours),
        mandate=timedelta(minutes=settings.mandate_minutes),
    )
    transport = Transport(adapter)
    by_realm = {realm: _build_door(realm, settings, transport) for realm in Realm}
    staff_claims = StaffClaimNames(settings.staff_oidc_caseworker_claim, settings.staff_oidc_roles_claim)
    return Doors(by_realm, sign_ins, terms, staff_claims, settings)


def install_doors(app: Flask, doors: Doors) -> None:
    """Keep the doors with the app."""
    app.extensions[_EXTENSION] = doors


def current_doors() -> Doors:
    """The doors of the app that answers this request."""
    return cast("Doors", current.app().extensions[_EXTENSION])


def realm_of(path: str) -> Realm:
    """Whose pages that path belongs to."""
    staff = _PREFIX[Realm.STAFF]
    return Realm.STAFF if path == staff or path.startswith(f"{staff}/") else Realm.CITIZEN


def _build_door(realm: Realm, settings: Settings, transport: Transport) -> Door:
    public_url = settings.public_url.rstrip("/")
    prefix = _PREFIX[realm]
    cookie = SignInCookie.named(realm, public_url)
    redirect_uri = f"{public_url}{prefix}/log-ind/retur"
    if realm is Realm.CITIZEN:
        issuer = settings.oidc_issuer
        registration = ClientRegistration(
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret.get_secret_value(),
            redirect_uri=redirect_uri,
            scope="openid mitid ssn",
        )
    else:
        issuer = settings.staff_oidc_issuer
        registration = ClientRegistration(
            client_id=settings.staff_oidc_client_id,
            client_secret=settings.staff_oidc_client_secret.get_secret_value(),
            redirect_uri=redirect_uri,
            scope="openid profile",
        )
    keys = [*settings.previous_secret_keys, settings.secret_key]
    return Door(
        realm=realm,
        client=OidcClient(Provider(issuer, transport), registration),
        cookie=cookie,
        attempts=AttemptCookies(
            f"{cookie.name}-log-ind", [key.get_secret_value() for key in keys], secure=cookie.is_secure
        ),
        home="/medarbejder/" if realm is Realm.STAFF else "/sager",
        sign_in_path=f"{prefix}/log-ind",
        goodbye_url=f"{public_url}/log-ud/farvel",
    )
