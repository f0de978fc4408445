"""Cases with a whole life that the test knows, and a mirror that shows of each only what had happened by a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import delete, insert

from portal.domain.cases import CaseState, TaskStatus
from portal.storage.mirror import CaseRow, TaskRow
from portal.storage.session import open_session
from tests.world import SOURCE, World

CASE_TYPE: Final = "additional_costs_adult"
STEPS: Final = ("received", "assigned", "collect", "talk", "assess", "decision")
"""The steps of its path up to the decision that are sure to come."""
USUAL_DAYS: Final = {"received": 3, "assigned": 6, "collect": 30, "talk": 8, "assess": 14, "decision": 4}
_OURS: Final = UUID("6f0b8a52-5f6f-4f0a-9c55-0e6a3f3d7c00")


@dataclass(frozen=True)
class Life:
    """One case: when it was opened, and when each of its steps was done, one after the other."""

    number: int
    opened_on: date
    done_on: dict[str, date]
    """By step, in the order of the path."""
    team: str = "t1"
    case_type: str = CASE_TYPE

    @property
    def case_id(self) -> UUID:
        """The same each time."""
        return uuid5(_OURS, str(self.number))

    @property
    def decided_on(self) -> date:
        """The day on which the last step is done."""
        return max(self.done_on.values())

    def tasks_on(self, day: date) -> Iterable[dict[str, object]]:
        """The tasks that the case system has on a day; a step begins when the one before it is done."""
        began_on = self.opened_on
        for step, done_on in self.done_on.items():
            if began_on > day:
                return
            is_done = done_on <= day
            yield {
                "id": uuid5(self.case_id, step),
                "case_id": self.case_id,
                "source_id": step,
                "step": step,
                "status": TaskStatus.FINISHED if is_done else TaskStatus.STARTED,
                "due_on": None,
                "created_on": began_on,
                "started_on": began_on,
                "closed_on": done_on if is_done else None,
            }
            began_on = done_on


def some_lives(
    first: date, last: date, *, a_day: float = 1.0, slower: float = 1.0, seed: int = 1, numbers: int = 1
) -> list[Life]:
    """Lives of cases opened between two days, evenly; each step takes about its usual days, `slower` times as long."""
    dice = Random(seed)  # noqa: S311 -- made-up cases
    lives = []
    for number in range(int((last - first).days * a_day)):
        opened_on = first + timedelta(days=int(number / a_day))
        done_on, day = {}, opened_on
        for step in STEPS:
            day += timedelta(days=max(1, round(USUAL_DAYS[step] * slower * dice.lognormvariate(0, 0.5))))
            done_on[step] = day
        lives.append(Life(numbers + number, opened_on, done_on))
    return lives


@dataclass
class Mirror:
    """The mirror of a world, which is shown those lives day after day."""

    world: World
    lives: Sequence[Life]
    shown: dict[UUID, int] = field(default_factory=dict)
    """How many of its days the mirror has seen of each case."""

    def show(self, day: date) -> int:
        """Let the sync see what has happened by the end of a day; how many cases were written."""
        now = datetime.combine(day, time(5), tzinfo=UTC)
        changed = [life for life in self.lives if life.opened_on <= day and self._has_changed(life, day)]
        with open_session(self.world.engine, "mirror", writes=True) as session:
            ids = [life.case_id for life in changed]
            new = [life for life in changed if life.case_id not in self.shown]
            if new:
                session.execute(insert(CaseRow), [self._case(life, now) for life in new])
            for start in range(0, len(ids), 500):
                batch = ids[start : start + 500]
                session.execute(delete(TaskRow).where(TaskRow.case_id.in_(batch)))  # type: ignore[attr-defined]  # SQLModel types a column as its value
                table = CaseRow.__table__  # type: ignore[attr-defined]  # as above
                session.execute(table.update().where(table.c.id.in_(batch)).values(changed_at=now))
            tasks = [task for life in changed for task in life.tasks_on(day)]
            if tasks:
                session.execute(insert(TaskRow), tasks)
            session.commit()
        for life in changed:
            self.shown[life.case_id] = self._seen(life, day)
        return len(changed)

    def remove(self, life: Life, day: date) -> None:
        """Let the case be gone from the case system."""
        now = datetime.combine(day, time(5), tzinfo=UTC)
        table = CaseRow.__table__  # type: ignore[attr-defined]  # SQLModel's own table
        with open_session(self.world.engine, "mirror", writes=True) as session:
            gone = table.update().where(table.c.id == life.case_id)
            session.execute(gone.values(changed_at=now, deleted_at=now))
            session.commit()

    def _has_changed(self, life: Life, day: date) -> bool:
        return self.shown.get(life.case_id) != self._seen(life, day)

    def _seen(self, life: Life, day: date) -> int:
        return sum(done_on <= day for done_on in life.done_on.values())

    def _case(self, life: Life, now: datetime) -> dict[str, object]:
        return {
            "id": life.case_id,
            "source": SOURCE,
            "source_id": str(life.number),
            "case_number": f"S-{life.number:06}",
            "case_type": life.case_type,
            "source_state": "",
            "state": CaseState.RECEIVED,
            "opened_on": life.opened_on,
            "team": life.team,
            "listing_hash": "",
            "content_hash": "",
            "first_seen_at": datetime.combine(life.opened_on, time(5), tzinfo=UTC),
            "changed_at": now,
        }
