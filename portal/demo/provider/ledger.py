"""What one realm remembers: who is signed in, and the codes and access tokens it has given out.

All in the memory of one process; several threads may ask at once. Times are the machine's, in UTC.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol, TypeVar
from uuid import uuid4

from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oidc.core import AuthorizationCodeMixin

from portal import clock
from portal.demo.provider.clients import Client

SESSION_HOURS = 4
CODE_SECONDS = 60
TOKEN_SECONDS = 300


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody's session with the provider. `account` is what the demo calls them."""

    account: str
    signed_in_at: datetime
    expires_at: datetime
    cookie: str = field(default_factory=secrets.token_urlsafe, repr=False)
    session_id: str = field(default_factory=lambda: str(uuid4()))
    transaction_id: str = field(default_factory=lambda: str(uuid4()))


@dataclass(frozen=True, slots=True)
class Code(AuthorizationCodeMixin):
    """An authorization code and what it was given for."""

    code: str = field(repr=False)
    client_id: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    sign_in: SignIn
    expires_at: datetime
    code_challenge_method: str = "S256"

    def get_redirect_uri(self) -> str:
        """Where it was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """What was asked for."""
        return self.scope

    def get_nonce(self) -> str:
        """What binds the ID token to the request."""
        return self.nonce

    def get_auth_time(self) -> int:
        """When the person signed in, in seconds since 1970."""
        return int(self.sign_in.signed_in_at.timestamp())

    def get_acr(self) -> str | None:  # type: ignore[override]
        """None: this kind of provider says the level in `loa`."""
        return None

    def get_amr(self) -> list[str] | None:  # type: ignore[override]
        """None: the realm says how they signed in."""
        return None


@dataclass(frozen=True, slots=True)
class AccessToken(TokenMixin):
    """What opens userinfo."""

    token: str = field(repr=False)
    client: Client
    scope: str
    sign_in: SignIn
    expires_at: datetime

    def check_client(self, client: Client) -> bool:
        """Whether it was given to that client."""
        return client is self.client

    def get_scope(self) -> str:
        """What it opens."""
        return self.scope

    def get_expires_in(self) -> int:
        """How many seconds it lived from the start."""
        return TOKEN_SECONDS

    def is_expired(self) -> bool:
        """Whether its time is over."""
        return clock.real() >= self.expires_at

    def is_revoked(self) -> bool:
        """Never; a session that ends takes its tokens out of the ledger."""
        return False

    def get_user(self) -> SignIn:
        """Whose it is."""
        return self.sign_in

    def get_client(self) -> Client:
        """Whom it was given to."""
        return self.client


class _Ends(Protocol):
    @property
    def expires_at(self) -> datetime: ...


_Entry = TypeVar("_Entry", bound=_Ends)


class Ledger:
    """The realm's memory."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._sign_ins: dict[str, SignIn] = {}
        self._codes: dict[str, Code] = {}
        self._tokens: dict[str, AccessToken] = {}

    def open_session(self, account: str) -> SignIn:
        """Sign somebody in."""
        now = clock.real()
        sign_in = SignIn(account, now, now + timedelta(hours=SESSION_HOURS))
        with self._lock:
            _keep(self._sign_ins, sign_in.cookie, sign_in)
        return sign_in

    def session(self, cookie: str | None) -> SignIn | None:
        """Who is signed in with that cookie."""
        with self._lock:
            return _live(self._sign_ins.get(cookie or ""))

    def end_session(self, session_id: str | None) -> None:
        """Sign somebody out, and let their tokens open nothing any more."""
        with self._lock:
            for cookie, sign_in in list(self._sign_ins.items()):
                if sign_in.session_id == session_id:
                    del self._sign_ins[cookie]
            for token in list(self._tokens.values()):
                if token.sign_in.session_id == session_id:
                    del self._tokens[token.token]

    def keep_code(self, code: Code) -> None:
        """Remember a code until it is used or its minute is over."""
        with self._lock:
            _keep(self._codes, code.code, code)

    def take_code(self, code: str, client: ClientMixin) -> Code | None:
        """The code, once: whoever asks, rightly or wrongly, it is spent."""
        with self._lock:
            taken = _live(self._codes.pop(code, None))
        return taken if taken is not None and taken.client_id == client.get_client_id() else None

    def keep_token(self, token: AccessToken) -> None:
        """Remember an access token."""
        with self._lock:
            _keep(self._tokens, token.token, token)

    def token(self, token: str) -> AccessToken | None:
        """The access token of that spelling."""
        with self._lock:
            return self._tokens.get(token)


def _keep(entries: dict[str, _Entry], key: str, entry: _Entry) -> None:
    now = clock.real()
    for old in [name for name, kept in entries.items() if kept.expires_at <= now]:
        del entries[old]
    entries[key] = entry


def _live(entry: _Entry | None) -> _Entry | None:
    return entry if entry is not None and clock.real() < entry.expires_at else None
