"""Signing in: whom a sign-in is for, and why one is refused.

Each refusal becomes a kind page that says what can be done; none of them repeats a word of what a provider wrote.
"""

from enum import StrEnum

from portal.domain.refusals import Refusal


class Realm(StrEnum):
    """Whom a sign-in is for: citizens and staff have separate cookies, clients and pages."""

    CITIZEN = "citizen"
    STAFF = "staff"


class SignInRefused(Refusal):
    """Nobody was signed in."""


class SignInAborted(SignInRefused):
    """The person stopped half way."""


class SignInExpired(SignInRefused):
    """The answer belongs to no attempt of this browser: too late, used before, or begun elsewhere."""


class LevelTooLow(SignInRefused):
    """The level of assurance is below Substantial; the person can step up."""


class NotOurStaff(SignInRefused):
    """The staff provider knows them, but gives them no role in the portal."""


class ProviderDown(SignInRefused):
    """The provider does not answer, or says that it cannot."""


class ProviderAnswerRefused(SignInRefused):
    """The provider answered, but with something that must not be trusted; `check` names what it failed (for the log)."""

    def __init__(self, check: str) -> None:
        """Keep the name of the check, which holds no word of the answer itself."""
        super().__init__(check)
        self.check = check


class AnswerSaidTwice(ProviderAnswerRefused):
    """The address that the browser came back with says something twice; no provider writes that."""
