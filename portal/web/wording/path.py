"""How the steps of a path are marked, and how the citizen takes part in them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from portal import clock
from portal.domain.case_types import CitizenPart
from portal.domain.roadmap.shape import Mark, PathStep, YourPart
from portal.domain.sentences import Sentence
from portal.i18n import N_, gettext
from portal.web.wording.days import coming_day, day, short
from portal.web.wording.measured import range_in_short

MARKS: Final[Mapping[Mark, str]] = MappingProxyType(
    {
        Mark.DONE: N_("Done"),
        Mark.NOW: N_("Now"),
        Mark.COMING: N_("To come"),
        Mark.MAYBE: N_("May come"),
        Mark.SKIPPED: N_("Was not needed"),
        Mark.UNKNOWN: N_("We cannot see whether it was done"),
    }
)
"""What a mark is called: read aloud for every step, and shown where the shape alone would not say it."""

_MARKS_SHOWN: Final = frozenset({Mark.NOW, Mark.SKIPPED, Mark.UNKNOWN})
"""Marks that stand under the step by their name."""

MARK_ICONS: Final[Mapping[Mark, str]] = MappingProxyType(
    {
        Mark.DONE: "check",
        Mark.NOW: "current",
        Mark.COMING: "circle",
        Mark.MAYBE: "dashed",
        Mark.SKIPPED: "skipped",
        Mark.UNKNOWN: "unknown",
    }
)
"""The shape of a mark."""

PARTS: Final[Mapping[CitizenPart, str]] = MappingProxyType(
    {
        CitizenPart.NOTHING: N_("You do not have to do anything."),
        CitizenPart.MEETING: N_("We will invite you to a meeting."),
        CitizenPart.ANSWER: N_("We will ask you something, and you answer."),
        CitizenPart.DOCUMENT: N_("We will ask you to send us something."),
        CitizenPart.HEARING: N_("You can tell us what you think before we decide."),
        CitizenPart.CHOICE: N_("The choice is yours."),
    }
)
"""The citizen's part in a step that comes."""

_DUE: Final[Mapping[CitizenPart, str]] = MappingProxyType(
    {
        CitizenPart.ANSWER: N_("Answer by %(day)s."),
        CitizenPart.DOCUMENT: N_("Send it by %(day)s."),
        CitizenPart.HEARING: N_("Answer by %(day)s."),
        CitizenPart.CHOICE: N_("Choose by %(day)s."),
    }
)


def mark_name(step: PathStep) -> str:
    """What the step's mark is called."""
    return gettext(MARKS[step.mark])


def step_note(step: PathStep) -> str | None:
    """The line under a step: when it was done or began, what became of it, or when it was measured to come."""
    if step.mark is Mark.DONE:
        return gettext(N_("Done. We do not know when.")) if step.on is None else short(step.on)
    if step.mark is Mark.NOW and step.on is not None:
        return gettext(N_("Now, since %(day)s"), day=short(step.on))
    if step.mark in _MARKS_SHOWN:
        return gettext(MARKS[step.mark])
    if step.expected is not None:
        return gettext(N_("Expected %(range)s"), range=range_in_short(step.expected))
    return None


def timed_steps(steps: Iterable[PathStep]) -> list[PathStep]:
    """Those of which it was measured when they come."""
    return [step for step in steps if step.expected is not None]


def part_words(part: CitizenPart) -> str:
    """How the citizen takes part in a step that comes."""
    return gettext(PARTS[part])


def due(part: YourPart, *, count_down: bool = True) -> str | None:
    """By when the citizen acts; None when nothing is due, or when the sentence says it already.

    A meeting has an expected time and never a deadline.
    """
    said = isinstance(part.text, Sentence) and "date" in part.text.values
    if part.due_on is None or said or part.part not in _DUE:
        return None
    if part.due_on < clock.today():
        return gettext(N_("Your time ran out on %(day)s. Phone us."), day=day(part.due_on))
    return gettext(_DUE[part.part], day=coming_day(part.due_on, count_down=count_down))
