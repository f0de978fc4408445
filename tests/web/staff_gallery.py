"""Every staff page in every situation, and hearings on both sides, drawn by the portal itself over a small world of its own."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Final
from uuid import UUID

from flask import Flask

from portal import clock
from portal.domain.cases import CaseState
from portal.i18n import gettext, language
from portal.storage.engine import make_engine
from portal.storage.history import KeptRateRow
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.sync_runs import QuarantineRow, RunOutcome, SyncRunRow
from portal.storage.tables import metadata
from tests.databases import empty
from tests.reading import Page
from tests.web.hearing_situations import HEARINGS
from tests.web.statement_situations import STAFF_STATEMENTS
from tests.web.times_situations import TEAM_FIGURES, TEAM_TIMES, leader_opens
from tests.world import EKSEMPEL, SOURCE, TODAY, Visitor, World, a_world, later, ref_of

_WORKLIST: Final = "/medarbejder/"
_STATUS: Final = "/medarbejder/status"
_OWN_WORDS: Final = "Vi besøger dig og måler døren."


@dataclass(frozen=True)
class StaffPicture:
    """One page: its name and its template. It is drawn in a world, and not on the stage."""

    name: str
    template: str

    def html(self, _app: Flask) -> str:
        """The page as a browser gets it."""
        return _drawn(language())[self.name]


@dataclass(frozen=True)
class _Situation:
    template: str
    show: Callable[[World], Page]


def staff_gallery() -> tuple[StaffPicture, ...]:
    """All pictures of staff pages."""
    own = (StaffPicture(name, f"caseworker/{found.template}.html") for name, found in _SITUATIONS.items())
    return (*own, *(StaffPicture(name, f"{template}.html") for name, (template, _) in HEARINGS.items()))


@cache
def _drawn(spoken: str) -> Mapping[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/staff.sqlite"
        engine = make_engine(url)
        metadata.create_all(engine)
        engine.dispose()
        with a_world(url, EKSEMPEL) as world:
            world.language = spoken
            own = {name: _draw(name, situation, world, url) for name, situation in _SITUATIONS.items()}
            return own | {name: _draw_page(show(world), world, url) for name, (_, show) in HEARINGS.items()}


def _draw(name: str, situation: _Situation, world: World, url: str) -> str:
    page = situation.show(world)
    folder = situation.template.split("/")[0]
    assert page.root.xpath("//body[contains(@class, 'staff')]"), f"{name} ({folder}) is no staff page: {page.words}"
    return _draw_page(page, world, url)


def _draw_page(page: Page, world: World, url: str) -> str:
    assert page.status != 404, page.words
    empty(url)
    world.reads_the_case_system()
    return page.source


def _at(case: UUID, ending: str = "") -> str:
    return f"/medarbejder/sager/{case}{ending}"


def _demands(world: World, case: UUID, who: str = "Anna", **values: str) -> None:
    visitor = world.citizen(who)
    visitor.sends(visitor.opens(f"/sager/{case}/udtalelse").forms()[-1], **values)


def _writes(visitor: Visitor, case: UUID, **values: str) -> Page:
    return visitor.sends(visitor.opens(_at(case, "/naeste-skridt")).form("/naeste-skridt"), **values)


def _posts(visitor: Visitor, case: UUID, **values: str) -> Page:
    return visitor.sends(_writes(visitor, case, **values).form("/naeste-skridt"), button=gettext("Post it"))


def _worklist(world: World) -> Page:
    first = world.a_case()
    _demands(world, first, timing="later", words="")
    world.a_case(None, party="Mette")
    world.a_case("child_assessment", party="Mette", others=("Poul",))
    world.a_task(world.a_case(party="Bo", opened_on=TODAY), "collect")
    return world.caseworker().opens(_WORKLIST)


def _late_worklist(world: World) -> Page:
    _demands(world, world.a_case(), timing="now", words="Hør mig.")
    with later(days=20):
        return world.caseworker().opens(_WORKLIST)


def _case_with_all(world: World) -> Page:
    case = world.a_case("additional_costs_adult", others=("Bo",), opened_on=TODAY)
    _demands(world, case, timing="now", words="Lægen har misforstået det.")
    _demands(world, case, "Bo", timing="later", words="")
    susanne = world.caseworker()
    _posts(susanne, case, words=_OWN_WORDS)
    return susanne.opens(_at(case, "?som=2&gjort=dato"))


def _case_with_errors(world: World) -> Page:
    case = world.a_case()
    _demands(world, case, timing="later", words="")
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_at(case)).form("/afslag"), words="")


def _date_with_error(world: World) -> Page:
    case = world.a_case()
    _demands(world, case, timing="later", words="")
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_at(case)).form("/dato"), statement_by="i morgen")


def _case_waiting(world: World) -> Page:
    case = world.a_case()
    world.a_task(case, "collect")
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_at(case)).form("/venter-stadig"), who=" ", until="2026-11-01")


def _case_decided(world: World) -> Page:
    case = world.a_decided_case()
    _demands(world, case, words="Jeg er uenig.")
    return world.caseworker().opens(_at(case))


def _asks(world: World, case: UUID, word: str, **values: str) -> None:
    anna = world.citizen("Anna")
    anna.sends(anna.opens(f"/sager/{case}/henvendelser/ny/{word}").form(f"/ny/{word}"), **values)


def _case_with_requests(world: World) -> Page:
    case = world.a_decided_case()
    _asks(world, case, "klage-afgoerelse", words="I har ikke set brevet fra min læge.")
    _asks(world, case, "ring-op", phone="20 12 34 56", call_times="Efter klokken 14")
    susanne = world.caseworker()
    susanne.sends(susanne.opens(_at(case)).form("/tag"))
    susanne.sends(susanne.opens(_at(case)).form("/svar"), words="Vi har talt sammen i dag.")
    return susanne.sends(susanne.opens(_at(case)).form("/ny-dato"), words="Vi venter på lægen.", until="2027-01-08")


def _request_with_errors(world: World) -> Page:
    case = world.a_case()
    _asks(world, case, "aktindsigt")
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_at(case)).form("/ny-dato"), words="", until="i morgen")


def a_kept_rate(team: str, case_type: str, kept: int, due: int, verdict: str) -> KeptRateRow:
    """How the times told of decisions were right, of one team and kind of case."""
    return KeptRateRow(
        team=team,
        case_type=case_type,
        step="",
        target="decision",
        kept=kept,
        due=due,
        verdict=verdict,
        counted_on=TODAY,
    )


def _promises(world: World) -> Page:
    case = world.a_case()
    _asks(world, case, "ring-op")
    _asks(world, case, "spoergsmaal", words="Hvad nu?")
    susanne = world.caseworker()
    susanne.sends(susanne.opens(_at(case)).form("/svar"), words="Vi skriver i morgen.")
    team = world.municipality.team("disability")
    assert team is not None
    for case_type, kept, due, shown in (
        ("car_support", 41, 70, "proven_miss"),
        ("support_at_home", 118, 141, "holds"),
        ("bpa", 6, 8, "too_few"),
    ):
        world.write(a_kept_rate(team.source_id.casefold(), case_type, kept, due, shown))
    with later(days=20):
        return world.caseworker("Lise").opens("/medarbejder/loefter")


def _decision_with_error(world: World) -> Page:
    case = world.a_case(state=CaseState.DECIDED)
    susanne = world.caseworker()
    form = susanne.opens(_at(case)).form("/afgoerelse")
    return susanne.sends(form, outcome="granted", decided_on=(TODAY + timedelta(days=3)).isoformat())


def _case_to_release(world: World) -> Page:
    case = world.a_case("child_assessment", party="Mette", others=("Poul",))
    susanne = world.caseworker()
    susanne.sends(susanne.opens(_at(case)).form("/frigiv"), party=ref_of("Mette"), step="concern")
    return susanne.sends(susanne.opens(_at(case)).form("/frigiv"), step="none")


def _overtaken(world: World) -> Page:
    case = world.a_case()
    _demands(world, case, timing="later", words="")
    susanne, jonas = world.caseworker(), world.caseworker("Jonas")
    page = susanne.opens(_at(case))
    jonas.sends(jonas.opens(_at(case)).form("/dato"))
    return susanne.sends(page.form("/afslag"), ground="special_law", words="Du bliver hørt på en anden måde.")


def _write_with_errors(world: World) -> Page:
    wrong = {"step": "none", "expected_from": "i morgen", "acts": "third_party", "acts_name": "", "part": "x"}
    return _writes(world.caseworker(), world.a_case(opened_on=TODAY), **wrong)


def _preview(world: World) -> Page:
    case = world.a_case("additional_costs_adult", others=("Bo",), opened_on=TODAY)
    return _writes(world.caseworker(), case, words="Vi taler om 010170-1234.")


def _preview_unseen(world: World) -> Page:
    return _writes(world.caseworker(), world.a_case(state=CaseState.DECIDED), words="Vi taler sammen igen.")


def _finds(world: World, typed: str, **pressed: str) -> Page:
    world.a_case(others=("Bo",))
    world.a_case("residential")
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_WORKLIST).form("/find"), typed=typed, **pressed)


def _breach(world: World, **values: str) -> Page:
    case = world.a_case(opened_on=TODAY)
    susanne, lise = world.caseworker(), world.caseworker("Lise")
    susanne.sends(_posts(susanne, case, words="Bo får sin kørestol på torsdag.").form("/traek-tilbage"))
    (task,) = world.rows(BreachTaskRow)
    page = lise.opens(f"/medarbejder/brud/{task.id}")
    return lise.sends(page.form("/haandteret"), **values) if values else page


def _unheard(world: World, *, days_ago: int = 12, **said: str) -> UUID:
    """A change of support that was carried out before its party was heard."""
    with later(days=-days_ago):
        case = world.a_case("support_change", opened_on=TODAY - timedelta(days=90), **said)  # type: ignore[arg-type]  # only names
        world.the_case_moves(case, CaseState.EXECUTING)
    return case


def _mends(world: World, case: UUID, **values: str) -> Page:
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_at(case, "/manglende-hoering")).form("/manglende-hoering"), **values)


def _review(world: World, query: str = "") -> Page:
    _unheard(world, party="Bo", days_ago=60)
    _mends(world, _unheard(world))
    return world.caseworker().opens(f"/medarbejder/partshoering-mangler{query}")


def _mended(world: World) -> Page:
    case = _unheard(world)
    _mends(world, case)
    return world.caseworker().opens(_at(case, "/manglende-hoering"))


def _unsaid(world: World) -> Page:
    case = world.a_case(state=CaseState.DECIDED)
    return world.caseworker().opens(_at(case, "/manglende-hoering"))


def _circumstance_with_errors(world: World) -> Page:
    susanne, where = world.caseworker(), "/situation/suspended"
    return susanne.sends(
        susanne.opens(_at(world.a_case(), where)).form(where), begun_on="i morgen", promised_on=TODAY.isoformat()
    )


def _status(world: World) -> Page:
    now = clock.now()
    place = "/caseAttributes/caseDate"
    aside = QuarantineRow(
        source=SOURCE, record_key="1", reason="date_parsing", pointer=place, first_seen_at=now, last_seen_at=now
    )
    failed = SyncRunRow(source=SOURCE, started_at=now, outcome=RunOutcome.FAILED, error_class="Timeout")
    world.write(aside, failed)
    return world.caseworker().opens(_STATUS)


_SITUATIONS: Final = {
    "staff_worklist": _Situation("worklist/worklist", _worklist),
    "staff_worklist_late": _Situation("worklist/worklist", _late_worklist),
    "staff_worklist_empty": _Situation("worklist/worklist", lambda world: world.caseworker().opens(_WORKLIST)),
    "staff_worklist_unknown": _Situation(
        "worklist/worklist", lambda world: world.caseworker("Ukendt").opens(_WORKLIST)
    ),
    "staff_case": _Situation("cases/case", lambda world: world.caseworker().opens(_at(world.a_case()))),
    "staff_case_with_all": _Situation("cases/case", _case_with_all),
    "staff_case_with_errors": _Situation("cases/case", _case_with_errors),
    "staff_case_date_with_error": _Situation("cases/case", _date_with_error),
    **{name: _Situation("cases/case", show) for name, show in STAFF_STATEMENTS.items()},
    "staff_case_waiting_with_errors": _Situation("cases/case", _case_waiting),
    "staff_case_decided": _Situation("cases/case", _case_decided),
    "staff_case_decision_with_error": _Situation("cases/case", _decision_with_error),
    "staff_case_to_release": _Situation("cases/case", _case_to_release),
    "staff_case_overtaken": _Situation("cases/case", _overtaken),
    "staff_case_unknown_type": _Situation(
        "cases/case", lambda world: world.caseworker().opens(_at(world.a_case(None)))
    ),
    "staff_notice": _Situation(
        "notices/write", lambda world: world.caseworker().opens(_at(world.a_case(opened_on=TODAY), "/naeste-skridt"))
    ),
    "staff_notice_of_what_takes_longer": _Situation(
        "notices/write", lambda world: _writes(world.caseworker(), world.a_case(), words=_OWN_WORDS)
    ),
    "staff_notice_with_errors": _Situation("notices/write", _write_with_errors),
    "staff_notice_without_path": _Situation(
        "notices/write", lambda world: world.caseworker().opens(_at(world.a_case(None), "/naeste-skridt"))
    ),
    "staff_notice_preview": _Situation("notices/preview", _preview),
    "staff_notice_preview_unseen": _Situation("notices/preview", _preview_unseen),
    "staff_notice_receipt": _Situation(
        "notices/receipt", lambda world: _posts(world.caseworker(), world.a_case(opened_on=TODAY), words=_OWN_WORDS)
    ),
    "staff_found": _Situation("find/found", lambda world: _finds(world, "anna")),
    "staff_found_to_read": _Situation("find/found", lambda world: _finds(world, "anna", open="1")),
    "staff_found_nothing": _Situation("find/found", lambda world: _finds(world, "ukendt")),
    "staff_found_with_errors": _Situation("find/found", lambda world: _finds(world, " ")),
    "staff_breach": _Situation("breaches/breach", _breach),
    "staff_breach_with_errors": _Situation("breaches/breach", lambda world: _breach(world, words=" ")),
    "staff_breach_handled": _Situation(
        "breaches/breach", lambda world: _breach(world, words="Anmeldt. Bo har besked.")
    ),
    "staff_case_with_requests": _Situation("cases/case", _case_with_requests),
    "staff_case_request_with_errors": _Situation("cases/case", _request_with_errors),
    "staff_promises": _Situation("promises/kept", _promises),
    "staff_promises_none": _Situation(
        "promises/kept", lambda world: world.caseworker("Lise").opens("/medarbejder/loefter")
    ),
    "staff_times": _Situation("times/team", lambda world: leader_opens(world, *TEAM_FIGURES)),
    "staff_times_too_few": _Situation("times/team", leader_opens),
    "staff_times_not_counted": _Situation("times/team", lambda world: world.caseworker("Lise").opens(TEAM_TIMES)),
    "staff_times_not_leader": _Situation("times/team", lambda world: world.caseworker().opens(TEAM_TIMES)),
    "staff_missing_hearings": _Situation("hearing_review/list", _review),
    "staff_missing_hearings_with_errors": _Situation(
        "hearing_review/list", lambda world: _review(world, "?fra=i+g%C3%A5r&fund=alle")
    ),
    "staff_missing_hearings_none": _Situation(
        "hearing_review/list", lambda world: world.caseworker().opens("/medarbejder/partshoering-mangler")
    ),
    "staff_mending": _Situation(
        "hearing_review/case", lambda world: world.caseworker().opens(_at(_unheard(world), "/manglende-hoering"))
    ),
    "staff_mending_begun": _Situation("hearing_review/case", _mended),
    "staff_mending_unsaid": _Situation("hearing_review/case", _unsaid),
    "staff_mending_with_errors": _Situation(
        "hearing_review/case", lambda world: _mends(world, _unheard(world), words=" ", done_on="i går")
    ),
    "staff_mending_nothing": _Situation(
        "hearing_review/nothing", lambda world: world.caseworker().opens(_at(world.a_case(), "/manglende-hoering"))
    ),
    "staff_case_unheard": _Situation("cases/case", lambda world: world.caseworker().opens(_at(_unheard(world)))),
    "staff_circumstance": _Situation(
        "circumstances/note", lambda world: world.caseworker().opens(_at(world.a_case(), "/situation/suspended"))
    ),
    "staff_circumstance_with_errors": _Situation("circumstances/note", _circumstance_with_errors),
    "staff_status": _Situation("status/status", _status),
    "staff_status_quiet": _Situation("status/status", lambda world: world.caseworker().opens(_STATUS)),
}
