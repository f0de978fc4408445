"""What an estimate is about: the decision, the end of the step a case is in, or the start of a coming step."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from portal.estimates.history import Flags, Floats, History, Ints


class Kind(StrEnum):
    """The three kinds of arrival that can be expected."""

    DECISION = "decision"
    LEAVING = "leaving"
    START = "start"


@dataclass(frozen=True, slots=True)
class Target:
    """What is waited for; `step` names the coming step when it is the start of one."""

    kind: Kind
    step: str = ""


DECISION = Target(Kind.DECISION)
LEAVING = Target(Kind.LEAVING)


def start_of(step: str) -> Target:
    """The start of a coming step, for those cases that come to it."""
    return Target(Kind.START, step)


@dataclass(frozen=True, slots=True)
class Spells:
    """For each visit how long it was waited for the target, in days since 1970 and NaN when not known to be over.

    `left` is when the step was left, `over` when the target came or could no longer come; `arrived` tells which. A
    visit that began after the target is not waited in, nor is one of the very step that is waited for: `is_waiting`
    is false for it.
    """

    left: Floats
    over: Floats
    arrived: Flags
    is_waiting: Flags


def spells(history: History, target: Target) -> Spells:
    """How each visit of the history stands to the target, by what is known in the history."""
    is_target = np.zeros(len(history), bool)
    match target.kind:
        case Kind.DECISION:
            arrival, missed = history.decided, np.where(np.isnan(history.decided), history.closed, np.nan)
        case Kind.LEAVING:
            arrival, missed = _earliest(history.left, history.closed), np.full(len(history), np.nan)
        case _:
            is_target = _is_step(history, target.step)
            arrival, missed = _starts(history, is_target)
    over = np.where(np.isnan(arrival), missed, arrival)
    left = _earliest(history.left, over)
    return Spells(left=left, over=over, arrived=~np.isnan(arrival), is_waiting=~(over < history.entered) & ~is_target)


def _is_step(history: History, step: str) -> Flags:
    return history.step == history.steps.index(step) if step in history.steps else np.zeros(len(history), bool)


def _starts(history: History, is_step: Flags) -> tuple[Floats, Floats]:
    """For each visit when its case next entered the step after it, and when that could no longer happen.

    A step that usually begins before the decision can no longer come when the case is decided; one that begins after
    it, when the case is closed.
    """
    most = int(history.ordinal.max(initial=0)) + 1
    place: Ints = history.case * most + history.ordinal
    order = np.argsort(place[is_step])
    places, entered = place[is_step][order], history.entered[is_step][order]
    following = np.searchsorted(places, place, side="right")
    is_there = following < len(places)
    is_there[is_there] = places[following[is_there]] // most == history.case[is_there]
    arrival = np.full(len(history), np.nan)
    arrival[is_there] = entered[following[is_there]]
    return arrival, np.where(is_there, np.nan, _last_chance(history, is_step))


def _last_chance(history: History, is_step: Flags) -> Floats:
    after_decision = int((history.entered[is_step] >= history.decided[is_step]).sum())
    is_after_decision = after_decision * 2 > int(is_step.sum())
    return history.closed if is_after_decision else _earliest(history.decided, history.closed)


def _earliest(one: Floats, other: Floats) -> Floats:
    """The smaller of two, where NaN is later than everything."""
    return np.fmin(one, other)
