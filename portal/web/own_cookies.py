"""The cookies that the portal sets, as its page about them tells them. A test browses and compares."""

from dataclasses import dataclass
from datetime import timedelta

from portal.domain.sign_ins import Realm
from portal.i18n import N_
from portal.web.auth.attempts import LASTS
from portal.web.auth.cookies import SignInCookie, cookie_name


@dataclass(frozen=True, slots=True)
class OwnCookie:
    """One cookie. A `*` at the end of a name stands for letters that are new each time."""

    name: str
    purpose: str
    """A message id."""
    lasts: timedelta | None
    """How long the browser keeps it; None until it is closed."""

    @property
    def days(self) -> int:
        """Whole days of it."""
        return self.lasts.days if self.lasts else 0

    @property
    def minutes(self) -> int:
        """Whole minutes of it."""
        return int(self.lasts.total_seconds()) // 60 if self.lasts else 0


def own_cookies(public_url: str) -> tuple[OwnCookie, ...]:
    """Every cookie of a portal at that address."""
    citizen, staff = (SignInCookie.named(realm, public_url).name for realm in (Realm.CITIZEN, Realm.STAFF))
    on_the_way = N_("It finds you again when you come back from MitID. It is gone as soon as you are signed in.")
    staff_on_the_way = N_("It finds those who work here again when they come back from where they sign in.")
    return (
        OwnCookie(
            citizen, N_("It shows that it is you who are signed in. It holds a random number and nothing else."), None
        ),
        OwnCookie(f"{citizen}-log-ind-*", on_the_way, LASTS),
        OwnCookie(
            cookie_name("sprog", public_url), N_("It remembers the language you have chosen."), timedelta(days=365)
        ),
        OwnCookie(staff, N_("It shows who is signed in of those who work here."), None),
        OwnCookie(f"{staff}-log-ind-*", staff_on_the_way, LASTS),
    )
