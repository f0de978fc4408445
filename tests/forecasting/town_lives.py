"""The demo town's finished cases, shown to a mirror as if the portal had been there all the while."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete, insert

from portal.demo.keeping import Recipe
from portal.demo.town.founding import found_history
from portal.demo.town.lives import Life
from portal.domain.cases import CaseState
from portal.municipality import Municipality
from portal.storage.mirror import CaseEventRow, CaseRow, EventKind, TaskRow
from portal.storage.session import open_session
from tests.world import SOURCE, World

_AT_A_TIME: Final = 400


@dataclass(frozen=True)
class TownLife:
    """A case of the town, in the municipality's own terms."""

    life: Life
    case_type: str
    municipality: Municipality

    @property
    def case_id(self) -> UUID:
        """What the case system and the mirror call it."""
        return self.life.uuid

    @cached_property
    def steps(self) -> dict[str, tuple[date, date]]:
        """When each step truly began and ended, by its code and in order."""
        found = {}
        for task in self.life.tasks:
            step = self.municipality.step_for_task(self.case_type, task.title, self.life.opened_on)
            assert step is not None
            found[step] = (task.started_on, task.closed_on)
        return found

    @property
    def closed_on(self) -> date:
        """When everything was over."""
        return self.life.progress[-1].day

    def states(self) -> Iterator[tuple[date, CaseState]]:
        """The states that the case system showed, and since when."""
        for since in self.life.progress:
            yield since.day, self.municipality.state(SOURCE, since.what.value)


def town_lives(municipality: Municipality, day_zero: date, *case_types: str) -> Sequence[TownLife]:
    """The cases of these types that were finished before day zero."""
    lives = found_history(Recipe(1, 80, day_zero)).lives
    typed = (
        TownLife(life, found.code, municipality)
        for life in lives
        if (found := municipality.case_type_for(life.kle, life.facet, life.opened_on)) is not None
    )
    return [life for life in typed if life.case_type in case_types]


@dataclass
class TownMirror:
    """The mirror of a world, which is shown those cases as they stood on one day after the other."""

    world: World
    lives: Sequence[TownLife]
    shown_until: date = date.min
    known: set[UUID] = field(default_factory=set)

    def show(self, day: date) -> None:
        """Let the sync see everything that has happened by the end of a day."""
        begun = [life for life in self.lives if life.life.opened_on <= day]
        changed = [life for life in begun if any(self.shown_until < each <= day for each in _days(life))]
        for start in range(0, len(changed), _AT_A_TIME):
            self._write(changed[start : start + _AT_A_TIME], day)
        self.known.update(life.case_id for life in changed)
        self.shown_until = day

    def _write(self, changed: Sequence[TownLife], day: date) -> None:
        table, tasks = CaseRow.__table__, TaskRow.__table__  # type: ignore[attr-defined]  # SQLModel's own tables
        now = _morning(day)
        with open_session(self.world.engine, "mirror", writes=True) as session:
            ids = [life.case_id for life in changed]
            if new := [_case(life, now) for life in changed if life.case_id not in self.known]:
                session.execute(insert(CaseRow), new)
            session.execute(delete(TaskRow).where(tasks.c.case_id.in_(ids)))
            for life in changed:
                state = [state for since, state in life.states() if since <= day][-1]
                session.execute(table.update().where(table.c.id == life.case_id).values(changed_at=now, state=state))
            session.execute(insert(TaskRow), [task for life in changed for task in _tasks(life, day)])
            if seen := [event for life in changed for event in _events(life, self.shown_until, day)]:
                session.execute(insert(CaseEventRow), seen)
            session.commit()


def _days(life: TownLife) -> Iterator[date]:
    yield life.life.opened_on
    yield from (since.day for since in life.life.progress)
    for task in life.life.tasks:
        yield from (task.created_on, task.started_on, task.closed_on)


def _case(life: TownLife, now: datetime) -> dict[str, object]:
    return {
        "id": life.case_id,
        "source": SOURCE,
        "source_id": str(life.case_id),
        "case_number": life.life.number,
        "case_type": life.case_type,
        "source_state": "",
        "state": CaseState.RECEIVED,
        "opened_on": life.life.opened_on,
        "team": str(life.life.department.number),
        "listing_hash": "",
        "content_hash": "",
        "first_seen_at": _morning(life.life.opened_on),
        "changed_at": now,
    }


def _tasks(life: TownLife, day: date) -> Iterator[dict[str, object]]:
    found = life.life.on(day)
    assert found is not None
    for place, task in enumerate(found.tasks):
        yield {
            "id": task.uuid,
            "case_id": life.case_id,
            "source_id": f"{place:03}",
            "step": life.municipality.step_for_task(life.case_type, task.title, life.life.opened_on),
            "status": task.status,
            "due_on": task.deadline_on,
            "created_on": task.created_on,
            "started_on": task.started_on,
            "closed_on": task.closed_on,
        }


def _events(life: TownLife, after: date, until: date) -> Iterator[dict[str, object]]:
    """What was seen to change: of a day with more than one state, the last alone."""
    before = CaseState.RECEIVED
    for since, state in dict(life.states()).items():
        if state is not before and after < since <= until:
            yield {
                "id": uuid4(),
                "case_id": life.case_id,
                "kind": EventKind.STATE_CHANGED,
                "before": before.value,
                "after": state.value,
                "observed_at": _morning(since),
                "run_id": uuid4(),
            }
        before = state


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(5), tzinfo=UTC)
