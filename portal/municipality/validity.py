"""From when until when something holds: rules change, so case types, steps and mappings are dated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.municipality.tables import Row

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Validity:
    """From the first to the last day, both included; without a last day it holds until it is changed."""

    first: date
    last: date | None

    def holds(self, on: date) -> bool:
        """Whether `on` lies within."""
        return self.first <= on and (self.last is None or on <= self.last)

    def overlaps(self, other: "Validity") -> bool:
        """Whether the two have a day in common."""
        return self.holds(other.first) or other.holds(self.first)

    def split(self, others: Iterable["Validity"]) -> list["Validity"]:
        """The stretches within which each of `others` holds from end to end or not at all."""
        cuts = {self.first}
        for other in others:
            cuts.add(other.first)
            if other.last is not None and other.last < date.max:
                cuts.add(other.last + _DAY)
        firsts = sorted(cut for cut in cuts if self.holds(cut))
        lasts = [first - _DAY for first in firsts[1:]]
        return [Validity(first, last) for first, last in zip(firsts, [*lasts, self.last], strict=True)]


def read_validity(row: Row) -> Validity:
    """The columns `valid_from` and `valid_to`; empty means always."""
    first, last = row.first_day("valid_from"), row.last_day("valid_to")
    if last is not None and last < first:
        row.refuse("valid_to", "It ends before it begins.", "Write a last day on or after valid_from.")
        return Validity(first, None)
    return Validity(first, last)
