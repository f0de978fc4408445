"""What somebody reads who was not signed in: what happened, and what can be done. Never a word of the provider's."""

from dataclasses import dataclass, replace
from enum import StrEnum
from http import HTTPStatus

from portal.domain.assurance import AssuranceContradicts, AssuranceUnknown
from portal.domain.refusals import OutOfReach, Refusal
from portal.domain.sign_ins import (
    AnswerSaidTwice,
    LevelTooLow,
    NotOurStaff,
    ProviderAnswerRefused,
    ProviderDown,
    SignInAborted,
    SignInExpired,
)
from portal.i18n import N_
from portal.web.auth.claims import CprRefused, NotAPrivatePerson


class Way(StrEnum):
    """What the page offers to do next."""

    TRY_AGAIN = "try_again"
    CHOOSE_AGAIN = "choose_again"
    """Try again, and be asked who to be: the provider would let the same person in once more without a word."""
    STEP_UP = "step_up"


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """One page: message ids for its texts, its HTTP status, and the way on."""

    title: str
    text: str
    status: HTTPStatus
    way: Way = Way.TRY_AGAIN


SESSION_ENDED = RefusalPage(
    N_("You have been signed out"),
    N_("It is a while since you signed in, so we signed you out. What you have just sent was not saved."),
    HTTPStatus.FORBIDDEN,
)

_UNTRUSTED = RefusalPage(
    N_("You have not been signed in"),
    N_("Something in the answer we got was not as it should be, so for your safety we stopped. Please try again."),
    HTTPStatus.BAD_GATEWAY,
)
_UNCLEAR = RefusalPage(
    N_("You have not been signed in"),
    N_("We could not see how secure your sign-in was, so for your safety we stopped. Please try again."),
    HTTPStatus.FORBIDDEN,
)

_PAGES: dict[type[Refusal], RefusalPage] = {
    SignInAborted: RefusalPage(
        N_("You stopped signing in"),
        N_("You stopped signing in. You can try again whenever you like."),
        HTTPStatus.BAD_REQUEST,
    ),
    SignInExpired: RefusalPage(
        N_("Please sign in again"),
        N_("This sign-in has been used already, or it took too long. Nothing has happened to your cases."),
        HTTPStatus.BAD_REQUEST,
    ),
    LevelTooLow: RefusalPage(
        N_("Your sign-in must be more secure"),
        N_("To see your cases you must sign in with MitID at the level Substantial, for example with the MitID app."),
        HTTPStatus.FORBIDDEN,
        Way.STEP_UP,
    ),
    AssuranceUnknown: _UNCLEAR,
    AssuranceContradicts: _UNCLEAR,
    NotAPrivatePerson: RefusalPage(
        N_("Use your private MitID"),
        N_("You signed in on behalf of a company or an authority. Your own cases are opened with your private MitID."),
        HTTPStatus.FORBIDDEN,
        Way.CHOOSE_AGAIN,
    ),
    CprRefused: RefusalPage(
        N_("We cannot find you with this sign-in"),
        N_("Your sign-in came without a CPR number that we can use. Please phone us, and we will help you."),
        HTTPStatus.FORBIDDEN,
    ),
    NotOurStaff: RefusalPage(
        N_("You have no access to the caseworkers' pages"),
        N_("You are signed in at work, but nobody has given you a role here. Please ask your team leader."),
        HTTPStatus.FORBIDDEN,
        Way.CHOOSE_AGAIN,
    ),
    ProviderDown: RefusalPage(
        N_("Sign-in does not work right now"),
        N_("We cannot reach the sign-in service. Please try again in a few minutes."),
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
    AnswerSaidTwice: replace(_UNTRUSTED, status=HTTPStatus.BAD_REQUEST),
    ProviderAnswerRefused: _UNTRUSTED,
    OutOfReach: RefusalPage(
        N_("The portal is busy"),
        N_("You were not signed in or out, because we cannot reach what we need. Please try again in a few minutes."),
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
}


def page_for(refusal: Refusal) -> RefusalPage:
    """The page that tells of that refusal."""
    return next((_PAGES[kind] for kind in type(refusal).__mro__ if kind in _PAGES), _UNTRUSTED)
