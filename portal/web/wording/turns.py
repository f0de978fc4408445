"""Whose turn it is, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from portal import clock
from portal.domain.case_types import Actor
from portal.domain.roadmap.shape import Situation, Turn
from portal.i18n import N_, gettext
from portal.web.wording.days import coming_day, day, short
from portal.web.wording.phrases import phrase
from portal.web.wording.sentences import say

TURNS: Final[Mapping[Actor, str]] = MappingProxyType(
    {
        Actor.CITIZEN: N_("We are waiting for you"),
        Actor.MUNICIPALITY: N_("It is our turn"),
        Actor.THIRD_PARTY: N_("We are waiting for somebody else"),
        Actor.NOBODY: N_("Nobody is waiting for anything"),
    }
)
"""Who we wait for, when no name is known."""

OVER: Final[Mapping[Situation | None, str]] = MappingProxyType(
    {
        Situation.DECIDED: N_("The case is decided"),
        Situation.CLOSED: N_("The case is closed"),
        Situation.WITHDRAWN: N_("The application is withdrawn"),
        Situation.HANDED_ON: N_("The case goes on elsewhere"),
    }
)
"""What stands in its place when nobody waits."""

TURN_ICONS: Final[Mapping[Actor, str]] = MappingProxyType(
    {Actor.CITIZEN: "user", Actor.MUNICIPALITY: "current", Actor.THIRD_PARTY: "time", Actor.NOBODY: "circle"}
)
"""The shape that goes with it."""

ACTS: Final[Mapping[Actor, str]] = MappingProxyType(
    {
        Actor.CITIZEN: N_("We will be waiting for you then."),
        Actor.MUNICIPALITY: N_("We will do this."),
        Actor.THIRD_PARTY: N_("We will be waiting for somebody else then."),
        Actor.NOBODY: N_("Nobody has to do anything then."),
    }
)
"""Who acts in a step."""


def whose_turn(turn: Turn, situation: Situation | None = None) -> Markup:
    """Who we wait for: "Vi venter på din læge"; what has become of the case when we wait for nobody."""
    if turn.who is Actor.NOBODY and situation in OVER:
        return phrase(OVER[situation])
    if turn.who is Actor.THIRD_PARTY and turn.name is not None:
        return phrase(N_("We are waiting for %(name)s"), name=say(turn.name))
    return phrase(TURNS[turn.who])


def whose_turn_to_staff(turn: Turn) -> Markup:
    """The same for those at work here: who reads it is not the one we wait for."""
    return phrase(N_("We are waiting for the citizen")) if turn.who is Actor.CITIZEN else whose_turn(turn)


def turn_since(turn: Turn) -> str | None:
    """How long it has been so, to follow upon who it is: "siden mandag den 2. november."."""
    return None if turn.since is None else gettext(N_("since %(day)s."), day=day(turn.since))


def turn_until(turn: Turn, *, count_down: bool = True) -> str | None:
    """What comes of the wait: how long the citizen has, or when we remind the other."""
    if turn.remind_on is not None:
        return gettext(N_("We will remind them on %(day)s."), day=short(turn.remind_on))
    if turn.who is not Actor.CITIZEN or turn.until is None:
        return None
    if turn.until < clock.today():
        return gettext(N_("Your time ran out on %(day)s. You can still reach us."), day=day(turn.until))
    return gettext(N_("You have until %(day)s."), day=coming_day(turn.until, count_down=count_down))


def who_acts(acts: Actor, name: Markup | None) -> Markup:
    """Who does the next step: "Her venter vi på din læge."."""
    if acts is Actor.THIRD_PARTY and name is not None:
        return phrase(N_("We will be waiting for %(name)s then."), name=name)
    return phrase(ACTS[acts])
