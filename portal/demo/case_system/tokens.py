"""Bearer tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4), valid for five minutes."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIFETIME_SECONDS = 300
SCOPE = "client"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who may ask for tokens."""

    client_id: str
    client_secret: str = field(repr=False)

    def match(self, client_id: str, client_secret: str) -> bool:
        """Whether these are the same, compared in constant time."""
        same_id = secrets.compare_digest(self.client_id.encode(), client_id.encode())
        same_secret = secrets.compare_digest(self.client_secret.encode(), client_secret.encode())
        return same_id and same_secret


class Tokens:
    """The tokens handed out and not yet expired."""

    def __init__(self) -> None:
        """Begin with none."""
        self._ends_at: dict[str, datetime] = {}

    def issue(self, now: datetime) -> str:
        """Hand out a token that lives for `LIFETIME_SECONDS` from `now`."""
        self._ends_at = {token: end for token, end in self._ends_at.items() if end > now}
        token = secrets.token_urlsafe(32)
        self._ends_at[token] = now + timedelta(seconds=LIFETIME_SECONDS)
        return token

    def accept(self, token: str, now: datetime) -> bool:
        """Whether the token was handed out here and still lives at `now`."""
        end = self._ends_at.get(token)
        return end is not None and now < end
