"""The mandates (fuldmagter) a citizen came with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.words import Words


@dataclass(frozen=True, slots=True)
class HeldFor:
    """Whom a mandate is from, what it covers here, and when it ends in this visit."""

    giver: str
    may_act: bool
    cases: tuple[Words, ...]
    ends_at: datetime


def list_held(gate: Gate) -> Sequence[HeldFor]:
    """One line a giver and right; a giver without any case here is not named."""
    lines: dict[tuple[str, bool], HeldFor] = {}
    for admission in gate.cases(Permission.MANDATES_READ):
        if admission.party is None or not admission.mandates:
            continue
        may_act = any(mandate.may_act for mandate in admission.mandates)
        ends_at = max(mandate.ends_at for mandate in admission.mandates)
        title = admission.case_type.name if admission.case_type else None
        key = (admission.party.name, may_act)
        before = lines.get(key)
        titles = (*(before.cases if before else ()), *([title] if title else []))
        lines[key] = HeldFor(admission.party.name, may_act, titles, ends_at)
    return list(lines.values())
