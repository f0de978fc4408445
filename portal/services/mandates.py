"""Mandates (fuldmagter): those a citizen came with, and those others have come with from her."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from portal.access.admission import Admission
from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.access.viewer import CitizenViewer
from portal.domain.mandates import Mandate
from portal.domain.people import PersonRef
from portal.domain.value import value
from portal.domain.words import Words
from portal.storage.mandates import HolderRecord


@value
class HeldFor:
    """Whom a mandate is from, its subjects (none named: all cases), to read or also to act, and its end in this visit."""

    giver_name: str
    subjects: tuple[Words, ...]
    may_act: bool
    ends_at: datetime


@value
class Holder:
    """Somebody who has come with a mandate from the reader, its subjects, and when they last did."""

    name: str
    subjects: tuple[Words, ...]
    may_act: bool
    last_came_at: datetime


@value
class MandatesPage:
    """Both directions of a citizen's mandates."""

    held: Sequence[HeldFor]
    holders: Sequence[Holder]


def read_mandates(gate: Gate) -> MandatesPage:
    """The mandates the reader came with, and who has come with one from her.

    A giver without any case the reader may see is not named: that they exist is not hers to know.
    """
    viewer = gate.viewer
    if not isinstance(viewer, CitizenViewer):
        return MandatesPage((), ())
    names = {each.party.ref: each.party.name for each in gate.cases(Permission.MANDATES_READ) if each.party}
    held = [
        HeldFor(names[mandate.giver], _subjects(gate, mandate), mandate.may_act, mandate.ends_at)
        for mandate in viewer.mandates
        if mandate.giver in names
    ]
    return MandatesPage(held, [holder for holder, _ in _holders(gate, viewer.person.ref)])


def holders_for(gate: Gate, admission: Admission) -> Sequence[Holder]:
    """Who has come with a mandate from the party of an opened case that covers it."""
    if admission.party is None:
        return ()
    kle_number = admission.case.kle_number
    return [holder for holder, mandate in _holders(gate, admission.party.ref) if mandate.covers(kle_number)]


def _holders(gate: Gate, giver: PersonRef) -> Iterable[tuple[Holder, Mandate]]:
    for record in gate.mandate_holders(giver):
        mandate = _as_mandate(record, giver)
        yield Holder(record.name, _subjects(gate, mandate), record.may_act, record.last_came_at), mandate


def _as_mandate(record: HolderRecord, giver: PersonRef) -> Mandate:
    return Mandate(giver, record.may_act, record.kle_prefix, record.last_came_at)


def _subjects(gate: Gate, mandate: Mandate) -> tuple[Words, ...]:
    if mandate.kle_prefix is None:
        return ()
    covered = {
        dated.case_type.code: dated.case_type.name
        for dated in gate.municipality.case_types.dated
        if mandate.covers(dated.kle_number)
    }
    return tuple(covered.values())
