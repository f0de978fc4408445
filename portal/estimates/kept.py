"""Are our promises kept? A test that may be made every night, and what follows from it.

The sequential test weighs "fewer than promised are kept", every lower rate being as likely, against "as many as
promised". The weight is a fair game while promises are kept: however often and however long one looks, it passes 20
in fewer than one case of 20 (Ville's inequality), which an exact binomial test repeated each night would not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import comb, exp, inf, lgamma, log
from typing import Self

import numpy as np

from portal.estimates.history import Floats

PROMISED_SHARE = 0.8
SIGNIFICANCE = 0.05
FEWEST_PROMISES = 20
# The rate seen is drawn towards the rate promised as if so many more promises had gone as promised.
_PRIOR_PROMISES = 20
_NARROWEST_TAIL = 0.1


class Verdict(StrEnum):
    """What the promises whose outcome is known show."""

    TOO_FEW = "too_few"
    HOLDS = "holds"
    PROVEN_MISS = "proven_miss"


def verdict(promised: int, kept: int, *, share: float = PROMISED_SHARE, level: float = SIGNIFICANCE) -> Verdict:
    """Whether it is proven that fewer than `share` of our promises are kept.

    `promised` counts those with a known outcome, at best one for each case, for they are taken as independent.

    Raises:
        ValueError: when more are kept than promised, or one of them is negative.
    """
    if not 0 <= kept <= promised:
        raise ValueError(f"{kept} of {promised} promises cannot have been kept")
    if promised < FEWEST_PROMISES:
        return Verdict.TOO_FEW
    return Verdict.PROVEN_MISS if evidence_of_miss(promised, kept, share) >= 1 / level else Verdict.HOLDS


def evidence_of_miss(promised: int, kept: int, share: float) -> float:
    """How many times better "kept more seldom than `share`" explains the counts than "kept as often as `share`"."""
    missed = promised - kept
    beta = lgamma(kept + 1) + lgamma(missed + 1) - lgamma(promised + 2)
    # The share of a Beta(kept + 1, missed + 1) below `share` is a binomial tail of promised + 1 tries.
    below = _chance_of_at_least(promised + 1, kept + 1, share)
    if below <= 0:
        return 0.0
    weight = beta + log(below) - log(share) - kept * log(share) - missed * log(1 - share)
    return exp(weight) if weight < 700 else inf  # noqa: PLR2004 -- beyond it a float overflows


def _chance_of_at_least(tries: int, hits: int, share: float) -> float:
    terms = range(hits, tries + 1)
    return sum(exp(log(comb(tries, hit)) + hit * log(share) + (tries - hit) * log(1 - share)) for hit in terms)


@dataclass(frozen=True, slots=True)
class Widening:
    """How much narrower the tails outside our ranges are made: 1 leaves them, 0.5 halves each."""

    tail: float = 1.0

    def apply(self, levels: Floats) -> Floats:
        """The levels moved outwards; the median stays."""
        return np.where(levels < 0.5, levels * self.tail, np.where(levels > 0.5, 1 - (1 - levels) * self.tail, levels))  # noqa: PLR2004 -- the median

    @classmethod
    def after(cls, promised: int, kept: int, *, share: float = PROMISED_SHARE) -> Self:
        """What the next table is made with: wider on a proven miss, else as it is.

        On the scale of odds the promise is raised by as much as the rate seen falls short of it.
        """
        if verdict(promised, kept, share=share) is not Verdict.PROVEN_MISS:
            return cls()
        seen = (kept + share * _PRIOR_PROMISES) / (promised + _PRIOR_PROMISES)
        odds = (share / (1 - share)) ** 2 * (1 - seen) / seen
        return cls(max(1 / (1 + odds) / (1 - share), _NARROWEST_TAIL))


NO_WIDENING = Widening()


@dataclass(frozen=True, slots=True)
class Widenings:
    """How much wider the next table of a target is: in general, and of each case type and step with a tale of its own."""

    general: Widening = NO_WIDENING
    of_cell: Mapping[tuple[str, str], Widening] = field(default_factory=dict)

    @classmethod
    def after(cls, general: tuple[int, int], of_cell: Mapping[tuple[str, str], tuple[int, int]]) -> Self:
        """From how many were promised and kept, of the target and of each (case type, step).

        A cell with at least 20 is widened by its own proven miss, and not at all when it keeps what was promised; any
        other goes with the target.
        """
        by_all = Widening.after(*general)
        own = {cell: found for cell, counts in of_cell.items() if (found := _own_widening(*counts)) is not None}
        return cls(by_all, {cell: widening for cell, widening in own.items() if widening != by_all})


def _own_widening(promised: int, kept: int) -> Widening | None:
    """What a cell's own promises say; None when they do not say."""
    widening = Widening.after(promised, kept)
    keeps = promised >= FEWEST_PROMISES and kept >= PROMISED_SHARE * promised
    return widening if keeps or widening != NO_WIDENING else None


NO_WIDENINGS = Widenings()
