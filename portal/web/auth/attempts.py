"""An attempt to sign in, from the step out of the portal to the step back, kept by the browser that began it.

State, nonce and code verifier travel in a signed cookie of their own, one for each attempt, so that two tabs can
sign in at once. It is taken away when the answer comes, and the server notes that it came: no copy counts again.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from flask import Response
from itsdangerous import BadData, URLSafeSerializer

from portal.domain.sign_ins import SignInExpired

LASTS = timedelta(minutes=15)
_MAX_OPEN = 4
_TAG_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Attempt:
    """What must come back, and where the person wanted to go."""

    state: str
    nonce: str
    verifier: str
    next_path: str
    begun_at: float
    """Seconds since 1970, by the machine's clock."""

    @property
    def expires_at(self) -> datetime:
        """When it is too old for any answer (UTC)."""
        return datetime.fromtimestamp(self.begun_at, UTC) + LASTS


def begin_attempt(next_path: str, *, now: datetime) -> Attempt:
    """A new attempt with fresh secrets."""
    return Attempt(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        next_path=next_path,
        begun_at=now.timestamp(),
    )


class AttemptCookies:
    """The cookies that hold a realm's open attempts."""

    def __init__(self, prefix: str, keys: Sequence[str], *, secure: bool) -> None:
        """Sign with the last of `keys`, accept all of them; `prefix` is the realm's own."""
        self._prefix = prefix
        self._secure = secure
        self._serializer = URLSafeSerializer(list(keys), salt=f"sign-in-attempt:{prefix}")

    def keep(self, response: Response, attempt: Attempt, cookies: Mapping[str, str]) -> None:
        """Hand the attempt to the browser; the oldest go when there are too many."""
        ours = [name for name in cookies if name.startswith(self._prefix)]
        for name in ours[: max(0, len(ours) - _MAX_OPEN + 1)]:
            self._delete(response, name)
        response.set_cookie(
            self._name(attempt.state),
            str(self._serializer.dumps(asdict(attempt))),
            max_age=int(LASTS.total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="Lax",
        )

    def find(self, state: str, cookies: Mapping[str, str], *, now: datetime) -> Attempt:
        """The attempt that `state` belongs to.

        Raises:
            SignInExpired: this browser has no such attempt, or it is too old.

        """
        try:
            attempt = Attempt(**self._serializer.loads(cookies.get(self._name(state), "")))
        except (BadData, TypeError):
            raise SignInExpired from None
        if attempt.state != state or not attempt.begun_at <= now.timestamp() < attempt.expires_at.timestamp():
            raise SignInExpired
        return attempt

    def forget(self, response: Response, state: str, cookies: Mapping[str, str]) -> None:
        """Take the attempt away, whatever came of it."""
        if (name := self._name(state)) in cookies:
            self._delete(response, name)

    def _name(self, state: str) -> str:
        tag = "".join(character for character in state if character.isascii() and character.isalnum())
        return f"{self._prefix}-{tag[:_TAG_CHARACTERS]}"

    def _delete(self, response: Response, name: str) -> None:
        response.delete_cookie(name, path="/", secure=self._secure, httponly=True, samesite="Lax")
