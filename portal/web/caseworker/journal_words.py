"""What an entry of the journal says, as staff read it: days in words, and what was coded in the words of its choice.

The entry itself is kept, sealed and collected as it was written. Only how it is read aloud changes here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.domain.circumstances import CircumstanceKind
from portal.domain.hearing_review import MendingStep
from portal.domain.reasons import Reason
from portal.domain.requests import RequestType
from portal.domain.words import Words
from portal.i18n import N_, gettext
from portal.services.hearing_export import OUTCOMES, STEPS
from portal.storage.journal import EntryKind, JournalEntryRow
from portal.web.caseworker.circumstance_form import LABELS
from portal.web.caseworker.hearing_words import GROUNDS
from portal.web.wording.days import short
from portal.web.wording.reasons import CHOICES
from portal.web.wording.requests import request_title
from portal.web.wording.sentences import say

OF_CITIZENS: Final = frozenset(
    {
        EntryKind.MESSAGE_RECEIVED,
        EntryKind.STATEMENT_REQUEST_RECEIVED,
        EntryKind.STATEMENT_RECEIVED,
        EntryKind.STATEMENT_MORE_TIME_ASKED,
        EntryKind.REQUEST_RECEIVED,
        EntryKind.HEARING_MORE_TIME_ASKED,
    }
)
"""Entries in a citizen's own words alone, in whatever language they wrote. An answer to a hearing quotes its facts."""

_WITH_REASON: Final = frozenset(
    {
        EntryKind.NOTICE_POSTED,
        EntryKind.CIRCUMSTANCE_NOTED,
        EntryKind.CIRCUMSTANCE_ENDED,
        EntryKind.DELAY_LETTER_SENT,
        EntryKind.STATEMENT_DATE_MOVED,
    }
)
_DAY: Final = r"(\d{4}-\d\d-\d\d)"
_ONE: Final = re.compile(_DAY)
_TWO: Final = re.compile(f"{_DAY}/{_DAY}")
_MOVED: Final = re.compile(f"{_DAY} -> {_DAY}")
_SINCE: Final = re.compile(f"{_DAY}/")
_DECIDED: Final = re.compile(f"([a-z_]+) {_DAY} {_DAY}")
_MENDED: Final = re.compile(f"([a-z_]+) {_DAY}")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line, and whether the page says it in the reader's language or somebody wrote it."""

    text: str
    is_said: bool


def entry_lines(entry: JournalEntryRow, named: Mapping[str, Words]) -> list[EntryLine]:
    """The lines of an entry; `named` are the words of its case's own codes."""
    if entry.kind is EntryKind.REQUEST_RECEIVED:
        return [EntryLine(_asked(entry.text, named), is_said=True)]
    if entry.kind in OF_CITIZENS:
        return [EntryLine(entry.text, is_said=True)]
    if entry.kind is EntryKind.CASE_RELEASED and (step := named.get(entry.text)):
        return [EntryLine(gettext(N_("Can be seen until “%(step)s”."), step=say(step)), is_said=True)]
    return list(_lines(entry))


def _asked(text: str, named: Mapping[str, Words]) -> str:
    """What a party asked: its kind, the way in which the case is to be looked at, and then their own words."""
    kind, *rest = text.split("\n\n")
    if kind not in set(RequestType):
        return text
    if rest and kind == RequestType.REVIEW and rest[0] in named:
        rest[0] = str(say(named[rest[0]]))
    return "\n\n".join([request_title(RequestType(kind)), *rest])


def _lines(entry: JournalEntryRow) -> Iterator[EntryLine]:
    for number, line in enumerate(entry.text.splitlines()):
        said = _said(line, entry.kind, is_first=number == 0)
        yield EntryLine(line if said is None else said, is_said=said is not None)


def _said(line: str, kind: EntryKind, *, is_first: bool) -> str | None:
    """What a line of days or codes comes to; None for one that somebody wrote."""
    try:
        days = _days(line)
        if days is None and is_first:
            days = _begun(line, kind)
    except (KeyError, ValueError):
        return None
    if days is None and kind in _WITH_REASON and line in set(Reason):
        return gettext(CHOICES[Reason(line)])
    return days


def _days(line: str) -> str | None:
    if found := _ONE.fullmatch(line):
        return short(date.fromisoformat(found[1]))
    if found := _TWO.fullmatch(line):
        first, last = (short(date.fromisoformat(each)) for each in found.groups())
        return first if first == last else gettext(N_("From %(first)s to %(last)s"), first=first, last=last)
    if found := _MOVED.fullmatch(line):
        old, new = (short(date.fromisoformat(each)) for each in found.groups())
        return gettext(N_("Before: %(old)s. Now: %(new)s."), old=old, new=new)
    if found := _SINCE.fullmatch(line):
        return gettext(N_("Since %(first)s"), first=short(date.fromisoformat(found[1])))
    return None


def _begun(line: str, kind: EntryKind) -> str | None:
    """A first line that names what was decided, mended or recorded."""
    if kind is EntryKind.DECISION_CONFIRMED and (found := _DECIDED.fullmatch(line)):
        decided, letter = (short(date.fromisoformat(each)) for each in found.groups()[1:])
        return gettext(
            N_("%(outcome)s. Decided on %(decided)s, letter available on %(letter)s."),
            outcome=gettext(OUTCOMES[found[1]]), decided=decided, letter=letter,
        )  # fmt: skip
    if kind is EntryKind.HEARING_MENDED and (found := _MENDED.fullmatch(line)):
        done = short(date.fromisoformat(found[2]))
        return gettext(N_("%(step)s, %(day)s"), step=gettext(STEPS[MendingStep(found[1])]), day=done)
    if kind is EntryKind.HEARING_REASON_CODED:
        return gettext(GROUNDS[line])
    return gettext(LABELS[CircumstanceKind(line)].name) if kind in _WITH_REASON else None
