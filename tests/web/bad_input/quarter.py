"""A quarter of the town with a case for every form of the portal, and everybody who meets one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from portal.domain.cases import CaseState, TaskStatus
from portal.domain.decisions import Outcome
from portal.storage.engine import make_engine
from portal.storage.records.breaches import BreachTaskRow
from portal.storage.records.decisions import DecisionRow
from portal.storage.tables import metadata
from tests.reading import PageForm
from tests.world import EKSEMPEL, MONDAY, TODAY, Visitor, World, a_world, later, ref_of

STRANGER: Final = "Fremmed"
"""A party whom nobody here may hear of: not Anna, not Karen, not Susanne's team."""


@dataclass(frozen=True)
class Quarter:
    """The visitors by name, and a case that none of them may know of."""

    visitors: dict[str, Visitor]
    hidden_case: UUID


@contextmanager
def a_town(folder: Path) -> Iterator[World]:
    """A world of its own, on SQLite in that folder, where nothing here disturbs another."""
    url = f"sqlite:///{folder}/portal.sqlite"
    engine = make_engine(url)
    metadata.create_all(engine)
    engine.dispose()
    with a_world(url, EKSEMPEL) as world:
        yield world


def build_quarter(world: World) -> Quarter:
    """Cases of Anna's in every situation that has a form, worked on by Susanne and told of to Lise."""
    anna, susanne, lise = world.citizen("Anna"), world.caseworker(), world.caseworker("Lise")
    fresh = world.a_case()
    world.a_task(fresh, "collect")
    asked = world.a_case("additional_costs_adult")
    _sends_words(anna, asked, timing="later")
    given_until = world.a_case()
    _sends_words(anna, given_until, timing="later")
    _sets_day(susanne, given_until)
    wished = world.a_case()
    _sends_words(anna, wished, timing="later")
    _sets_day(susanne, wished)
    anna.sends(anna.opens(f"/sager/{wished}/udtalelse").form("/mere-tid"))
    _sends_words(anna, world.a_case("car_support"), words="Lægen har misforstået det.")
    _a_decided_case(world)
    _sends_words(anna, _a_decided_case(world), words="Jeg er uenig.")
    waiting = world.a_case()
    world.a_task(waiting, "collect", TaskStatus.STARTED)
    _posts(susanne, waiting, words="Vi venter på din læge.", acts="third_party", acts_name="din læge")
    mistaken = world.a_case()
    susanne.sends(_posts(susanne, mistaken, words="Bo får sin stol på torsdag."))
    world.a_case("child_assessment", party="Anna", others=("Poul",))
    _releases(susanne, world.a_case("additional_costs_child", party="Anna", others=("Poul",)), "Poul")
    world.a_case("child_assessment", party="Mette", others=("Emil",))
    _hearings(world, anna)
    _asks(world, anna)
    _special(world, susanne)
    _unheard(world)
    hidden = world.a_case("building_permit", party=STRANGER, caseworker=None, team="building")
    visitors = {
        "anna": anna,
        "karen": world.citizen("Karen", reads_for=("Poul",), acts_for=("Anna",)),
        "susanne": susanne,
        "leader": lise,
        "anonymous": Visitor(world.app.test_client()),
    }
    assert world.rows(BreachTaskRow), "The leader has nothing to handle."
    return Quarter(visitors, hidden)


def _hearings(world: World, anna: Visitor) -> None:
    """One that waits for Anna, one for an answer to her wish for more time, and one to be considered."""
    world.a_hearing(world.a_case())
    wished, answered = world.a_case(), world.a_case()
    number = world.a_hearing(wished)
    anna.sends(anna.opens(f"/sager/{wished}/partshoering/{number}").form("/mere-tid"))
    number = world.a_hearing(answered)
    anna.sends(anna.opens(f"/sager/{answered}/partshoering/{number}").form(number), words="Jeg kan ikke gå.")


def _asks(world: World, anna: Visitor) -> None:
    """A case in which Anna asked to be called, and one whose decision she complained about."""
    for case, word, values in (
        (world.a_case(), "ring-op", {"phone": "20 12 34 56"}),
        (_a_decided_case(world), "klage-afgoerelse", {"words": "Jeg er uenig."}),
    ):
        anna.sends(anna.opens(f"/sager/{case}/henvendelser/ny/{word}").form(f"/ny/{word}"), **values)


def _special(world: World, susanne: Visitor) -> None:
    """A case whose party gets help until it is decided."""
    where = f"/medarbejder/sager/{world.a_case()}/situation/interim-help"
    susanne.sends(susanne.opens(where).form(where), begun_on=TODAY.isoformat())


def _unheard(world: World) -> None:
    """A change of support that was carried out before Anna was heard."""
    with later(days=-12):
        case = world.a_case("support_change", opened_on=TODAY - timedelta(days=90))
        world.the_case_moves(case, CaseState.EXECUTING)


def _sends_words(anna: Visitor, case_id: UUID, **values: str) -> None:
    form = anna.opens(f"/sager/{case_id}/udtalelse").form("/udtalelse")
    assert anna.sends(form, **values).status == 200


def _sets_day(susanne: Visitor, case_id: UUID) -> None:
    """Anna has a day to speak by."""
    assert susanne.sends(susanne.opens(f"/medarbejder/sager/{case_id}").form("/dato")).status == 200


_WHY: Final = {"change_reason": "other", "change_words": "Lægen er syg."}
"""Why it takes longer: it has, in a case of three weeks ago."""


def _posts(susanne: Visitor, case_id: UUID, **values: str) -> PageForm:
    """Post a notice, and give the form that takes it back."""
    page = susanne.sends(
        susanne.opens(f"/medarbejder/sager/{case_id}/naeste-skridt").form("/naeste-skridt"), **_WHY, **values
    )
    return susanne.sends(page.form("/naeste-skridt"), button="Send").form("/traek-tilbage")


def _releases(susanne: Visitor, case_id: UUID, who: str) -> None:
    form = susanne.opens(f"/medarbejder/sager/{case_id}").form("/frigiv")
    assert susanne.sends(form, party=ref_of(who), step="received").status == 200


def _a_decided_case(world: World) -> UUID:
    case_id = world.a_case(state=CaseState.DECIDED)
    decision = DecisionRow(
        case_id=case_id,
        outcome=Outcome.REFUSED,
        decided_on=TODAY,
        letter_available_on=TODAY,
        confirmed_by_ref="skr",
        confirmed_at=MONDAY,
    )
    world.write(decision)
    return case_id
