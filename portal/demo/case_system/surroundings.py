"""What the case system asks of time and of its town; `portal.clock` and `portal.demo.town` fit."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from portal.demo.town.records import TownCase


class Clock(Protocol):
    """Two kinds of time: the machine's for tokens, the town's for cases."""

    def real(self) -> datetime:
        """The machine's time, in UTC."""
        ...

    def today(self) -> date:
        """The town's date."""
        ...


class Cases(Protocol):
    """A town, as far as its case system needs one."""

    def cases_on(self, business_date: date) -> Sequence[TownCase]:
        """Every case the case system knows on that date, always in the same order."""
        ...
