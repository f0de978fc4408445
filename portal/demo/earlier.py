"""What was said in the town before it was started here, told as soon as its cases have been read.

A range of Knud's that has passed, and a day that Else's caseworker has written. A town that has had the portal for
longer would have them by itself; twice is once.
"""

import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from typing import Final

from sqlalchemy import exists, select
from sqlmodel import col

from portal import clock
from portal.access.permissions import Permission
from portal.access.runtime import Runtime
from portal.access.unit_of_work import unit_of_work
from portal.config import Settings
from portal.demo.keeping import Recipe, find_folder, read_recipe
from portal.demo.refusal import TownRefused, refuse_production
from portal.demo.staff import at_work
from portal.demo.town.founding import found_kinds_of_times
from portal.demo.town.kinds_of_times import OWN_DAY, PASSED, weekday
from portal.demo.town.lives import Life
from portal.domain.cases import CaseId
from portal.domain.rounded_ranges import round_outward
from portal.domain.said_ranges import DECISION_TARGET, RangeBasis, WhySaid
from portal.domain.working_days import add_working_days
from portal.municipality import load
from portal.services.notices import NoticeDraft, post
from portal.storage.engine import make_engine
from portal.storage.mirror import CaseRow
from portal.storage.records.notices import NoticeRow
from portal.storage.records.said_ranges import SaidRangeRow
from portal.storage.session import open_session

_LOOK_AGAIN_SECONDS: Final = 1.0
_OWNERS: Final = ("mirror", "records")
_BEFORE_OUR_TABLES: Final = 0


def main() -> int:
    """Wait until the cases have been read, tell what was said, and end; returns the exit code."""
    try:
        refuse_production(os.environ)
        recipe = read_recipe(find_folder(os.environ))
    except TownRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    settings = Settings.load()
    engine = make_engine(settings.database_url.get_secret_value())
    portal = Runtime(settings, load(settings.municipality), engine, engine, engine)
    lives = found_kinds_of_times(recipe)
    while lives and not tell_what_was_said(portal, recipe, lives, now=clock.now()):
        time.sleep(_LOOK_AGAIN_SECONDS)
    return 0


def tell_what_was_said(portal: Runtime, recipe: Recipe, lives: Mapping[str, Life], *, now: datetime) -> bool:
    """Tell it, if the cases have been read; whether they have. `now` is business time (UTC)."""
    passed, told = lives[PASSED.owner], lives[OWN_DAY.owner]
    cases = _cases_read(portal, (passed.number, told.number))
    if cases is None:
        return False
    _say_range(portal, cases[passed.number], recipe.day_zero)
    _post_own_day(portal, cases[told.number], now)
    return True


def _cases_read(portal: Runtime, numbers: tuple[str, ...]) -> Mapping[str, CaseRow] | None:
    with open_session(portal.engine, *_OWNERS) as session:
        rows = session.scalars(select(CaseRow).where(col(CaseRow.case_number).in_(numbers))).all()
    return {row.case_number: row for row in rows} if len(rows) == len(numbers) else None


def _say_range(portal: Runtime, case: CaseRow, day_zero: date) -> None:
    """Keep the range in the ledger, on the day it was said, if nothing was said of the case."""
    said_on, p10_on, p50_on, p80_on, p90_on = (
        weekday(day_zero, days) for days in (PASSED.said, PASSED.p10, PASSED.p50, PASSED.p80, PASSED.p90)
    )
    words = round_outward(p10_on, p90_on, said_on, portal.municipality.calendar)
    with open_session(portal.engine, *_OWNERS, writes=True) as session:
        if session.scalar(select(exists().where(col(SaidRangeRow.case_id) == case.id))):
            return
        session.add(
            SaidRangeRow(
                case_id=case.id,
                case_type=case.case_type or "",
                team=(case.team or "").casefold(),
                target=DECISION_TARGET,
                step=PASSED.step,
                step_since=said_on,
                p10_on=p10_on,
                p50_on=p50_on,
                p80_on=p80_on,
                p90_on=p90_on,
                unit=words.unit,
                from_on=words.earliest,
                to_on=words.latest,
                basis=RangeBasis.OWN,
                cases=PASSED.cases,
                table_version=_BEFORE_OUR_TABLES,
                why=WhySaid.FIRST,
                said_on=said_on,
                said_at=datetime.combine(said_on, time_of_day(2), tzinfo=UTC),
            )
        )
        session.commit()


def _post_own_day(portal: Runtime, case: CaseRow, now: datetime) -> None:
    """Post the caseworker's notice as she would herself, if nobody has posted one."""
    member = portal.municipality.staff_by_source(OWN_DAY.caseworker)
    if member is None:
        raise TownRefused(f"Nobody of the staff is {OWN_DAY.caseworker}.")
    with open_session(portal.engine, *_OWNERS) as session:
        if session.scalar(select(exists().where(col(NoticeRow.case_id) == case.id))):
            return
    with unit_of_work(portal, at_work(member), Permission.NOTICE_POST, now=now, writes=True) as gate:
        calendar = portal.municipality.calendar
        first, last = (add_working_days(gate.today, days, calendar) for days in (OWN_DAY.first, OWN_DAY.last))
        draft = NoticeDraft(OWN_DAY.step, words=None, expected_from=first, expected_to=last)
        post(gate, CaseId(case.id), draft, replaces=None)


if __name__ == "__main__":
    sys.exit(main())
