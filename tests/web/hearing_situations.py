"""Hearings in every situation, as the party and the staff meet them in a small world."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from portal.domain.cases import CaseState
from portal.domain.hearings import HearingState
from portal.i18n import gettext
from tests.reading import Page
from tests.world import TODAY, Visitor, World, later

Show = Callable[[World], Page]

_FACTS: Final = {
    "fact_1": "Du kan gå 200 meter uden hjælp.",
    "source_1": "Brev fra din læge den 2. november 2026",
    "matters_1": "Det taler imod, at du får støtte til bil.",
    "fact_2": "Du kan komme på arbejde med bus.",
    "outside_2": "y",
    "source_2": "Rapport fra ergoterapeut Peter Holm den 9. november 2026",
    "matters_2": "Støtte til bil kræver, at du ikke kan bruge bus.",
    "considering": "Vi overvejer at give dig afslag på støtte til bil.",
    "documents": "Lægens brev og rapporten. Du finder dem i Digital Post fra den 20. november.",
}


def _party(case: UUID, number: str, ending: str = "") -> str:
    return f"/sager/{case}/partshoering/{number}{ending}"


def _staff(case: UUID, ending: str = "") -> str:
    return f"/medarbejder/sager/{case}{ending}"


def _offered(world: World, state: CaseState = CaseState.RECEIVED) -> tuple[UUID, str]:
    """A hearing about two things, opened by Susanne; gives the case and the hearing's number."""
    case = world.a_case(state=state)
    susanne = world.caseworker()
    form = susanne.sends(susanne.opens(_staff(case, "/hoering/ny")).form("/ny"), button=gettext("Add one more")).form(
        "/ny"
    )
    susanne.sends(form, **_FACTS)
    (link,) = {
        each for each in world.citizen("Anna").opens(f"/sager/{case}").links().values() if "/partshoering/" in each
    }
    return case, link.rpartition("/")[2]


def _with(act: Callable[[Visitor, Visitor, UUID, str], object]) -> Callable[[str], Show]:
    """The party's page after something was done to a hearing, by Anna or Susanne."""

    def at(ending: str) -> Show:
        def show(world: World) -> Page:
            case, number = _offered(world)
            act(world.citizen("Anna"), world.caseworker(), case, number)
            return world.citizen("Anna").opens(_party(case, number, ending))

        return show

    return at


def _answers(anna: Visitor, case: UUID, number: str) -> None:
    anna.sends(
        anna.opens(_party(case, number)).form(number), words="Lægen så mig på en god dag.", wrong_1="Det er 20 meter."
    )


def _asks(anna: Visitor, case: UUID, number: str) -> None:
    anna.sends(anna.opens(_party(case, number)).form("/mere-tid"), why="Jeg er på sygehuset til på fredag.")


def _does(susanne: Visitor, case: UUID, ending: str, **values: str) -> None:
    susanne.sends(susanne.opens(_staff(case)).form(ending), **values)


def _considers(anna: Visitor, susanne: Visitor, case: UUID, number: str) -> None:
    _answers(anna, case, number)
    _does(susanne, case, "/vurderet", words="Vi har bedt lægen om at måle igen. Du hører fra os.")


def _gets_time(anna: Visitor, susanne: Visitor, case: UUID, number: str) -> None:
    _asks(anna, case, number)
    _does(susanne, case, "/mere-tid")


def _gets_no_time(anna: Visitor, susanne: Visitor, case: UUID, number: str) -> None:
    _asks(anna, case, number)
    _does(susanne, case, "/ikke-mere-tid", words="Du har allerede haft fire uger.")


def _has_nothing(anna: Visitor, case: UUID, number: str) -> None:
    anna.sends(anna.opens(_party(case, number, "/ingen-bemaerkninger")).form("/ingen-bemaerkninger"))


_OPEN = _with(lambda *_: None)
_ANSWERED = _with(lambda anna, _susanne, case, number: _answers(anna, case, number))
_ASKED = _with(lambda anna, _susanne, case, number: _asks(anna, case, number))
_NOTHING = _with(lambda anna, _susanne, case, number: _has_nothing(anna, case, number))
_CONSIDERED = _with(_considers)
_CALLED_OFF = _with(lambda _anna, susanne, case, _number: _does(susanne, case, "/aflyst", words="Sendt ved en fejl."))


def _after_decision(ending: str | None, *, is_answered: bool = False) -> Show:
    """A page of a hearing that was opened when the case was decided, or, without `ending`, of its case."""

    def show(world: World) -> Page:
        case, number = _offered(world, CaseState.DECIDED)
        anna = world.citizen("Anna")
        if is_answered:
            _answers(anna, case, number)
        return anna.opens(_party(case, number, ending) if ending is not None else f"/sager/{case}")

    return show


def _lapsed(world: World) -> Page:
    case, number = _offered(world)
    with later(days=20):
        return world.citizen("Anna").opens(_party(case, number))


def _may_only_read(world: World) -> Page:
    case, number = _offered(world)
    return world.citizen("Karen", reads_for=("Anna",)).opens(_party(case, number))


def _empty_answer(world: World) -> Page:
    case, number = _offered(world)
    anna = world.citizen("Anna")
    return anna.sends(anna.opens(_party(case, number)).form(number), words=" ")


def _case_that_asks(world: World) -> Page:
    case, _ = _offered(world)
    return world.citizen("Anna").opens(f"/sager/{case}")


def _overview_that_asks(world: World) -> Page:
    world.a_task(world.a_case("additional_costs_adult"), "collect")
    _offered(world)
    return world.citizen("Anna").opens("/sager")


def _question_with_errors(world: World) -> Page:
    susanne = world.caseworker()
    case = world.a_case(others=("Bo",))
    return susanne.sends(susanne.opens(_staff(case, "/hoering")).form("/hoering"), essential="yes")


def _offer_with_errors(world: World) -> Page:
    susanne = world.caseworker()
    case = world.a_case("child_assessment", party="Mette", others=("Emil",))
    form = susanne.opens(_staff(case, "/hoering/ny")).form("/ny")
    return susanne.sends(form, fact_1="Vi så 010170-1234.", fact_2="Mere", answer_by=TODAY.isoformat())


def _reason(world: World) -> Page:
    case = world.a_case(others=("Bo",))
    return world.caseworker().opens(_staff(case, "/hoering/begrundelse?part=1&mangler=unknown_to_party"))


def _reason_with_errors(world: World) -> Page:
    susanne = world.caseworker()
    case = world.a_case(others=("Bo",))
    form = susanne.opens(_staff(case, "/hoering/begrundelse")).form("/begrundelse")
    return susanne.sends(form, ground="not_met", known_1="Bilen er solgt")


def _codes_reason(world: World) -> None:
    susanne = world.caseworker()
    form = susanne.opens(_staff(world.a_case(), "/hoering/begrundelse?mangler=unknown_to_party")).form("/begrundelse")
    susanne.sends(
        form, words="Hun skrev det selv.", known_1="Bilen er solgt", how_1="Det står i ansøgningen til sagen."
    )


def _sample(world: World) -> Page:
    _codes_reason(world)
    return world.caseworker("Lise").opens("/medarbejder/begrundelser")


def _case_with_every_hearing(world: World) -> Page:
    case = world.a_case("support_change", others=("Bo", "Emil"))
    number = world.a_hearing(case)
    his = world.a_hearing(case, "Bo")
    world.a_hearing(case, "Emil", answer_by=TODAY - timedelta(days=1))
    anna, bo = world.citizen("Anna"), world.citizen("Bo")
    _answers(anna, case, number)
    _asks(bo, case, his)
    return world.caseworker().opens(_staff(case))


def _not_heard(world: World) -> Page:
    case = world.a_case(state=CaseState.DECIDED, others=("Bo",))
    world.a_hearing(case, state=HearingState.NO_COMMENT)
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_staff(case)).form("/afgoerelse"), outcome="refused")


def _too_soon(world: World) -> Page:
    case = world.a_case("child_assessment", party="Mette", others=("Emil",))
    susanne = world.caseworker()
    return susanne.sends(susanne.opens(_staff(case)).form("/samtale"), held_on="2062-01-01")


HEARINGS: Final[Mapping[str, tuple[str, Show]]] = {
    "hearing_open": ("citizen/hearings/hearing", _OPEN("")),
    "hearing_with_errors": ("citizen/hearings/hearing", _empty_answer),
    "hearing_more_time_asked": ("citizen/hearings/hearing", _ASKED("")),
    "hearing_more_time_given": ("citizen/hearings/hearing", _with(_gets_time)("")),
    "hearing_more_time_declined": ("citizen/hearings/hearing", _with(_gets_no_time)("")),
    "hearing_answered": ("citizen/hearings/hearing", _ANSWERED("")),
    "hearing_nothing_to_add": ("citizen/hearings/hearing", _NOTHING("")),
    "hearing_lapsed": ("citizen/hearings/hearing", _lapsed),
    "hearing_considered": ("citizen/hearings/hearing", _CONSIDERED("")),
    "hearing_called_off": ("citizen/hearings/hearing", _CALLED_OFF("")),
    "hearing_may_only_read": ("citizen/hearings/hearing", _may_only_read),
    "hearing_confirm_nothing": ("citizen/hearings/no_comment", _OPEN("/ingen-bemaerkninger")),
    "hearing_receipt_answered": ("citizen/hearings/receipt", _ANSWERED("/kvittering")),
    "hearing_receipt_more_time": ("citizen/hearings/receipt", _ASKED("/kvittering")),
    "hearing_receipt_nothing": ("citizen/hearings/receipt", _NOTHING("/kvittering")),
    "hearing_after_decision": ("citizen/hearings/hearing", _after_decision("")),
    "hearing_after_decision_answered": ("citizen/hearings/hearing", _after_decision("", is_answered=True)),
    "hearing_after_decision_case": ("citizen/cases/case", _after_decision(None)),
    "hearing_after_decision_case_answered": ("citizen/cases/case", _after_decision(None, is_answered=True)),
    "hearing_receipt_after_decision": ("citizen/hearings/receipt", _after_decision("/kvittering", is_answered=True)),
    "hearing_case": ("citizen/cases/case", _case_that_asks),
    "hearing_overview": ("citizen/overview/cases", _overview_that_asks),
    "staff_hearing_question": (
        "caseworker/hearings/question",
        lambda world: world.caseworker().opens(_staff(world.a_case(others=("Bo",)), "/hoering")),
    ),
    "staff_hearing_question_with_errors": ("caseworker/hearings/question", _question_with_errors),
    "staff_hearing_offer": (
        "caseworker/hearings/offer",
        lambda world: world.caseworker().opens(_staff(world.a_case(others=("Bo",)), "/hoering/ny")),
    ),
    "staff_hearing_offer_with_errors": ("caseworker/hearings/offer", _offer_with_errors),
    "staff_hearing_reason": ("caseworker/hearings/reason", _reason),
    "staff_hearing_reason_with_errors": ("caseworker/hearings/reason", _reason_with_errors),
    "staff_hearing_sample": ("caseworker/hearings/sample", _sample),
    "staff_hearing_sample_empty": (
        "caseworker/hearings/sample",
        lambda world: world.caseworker("Lise").opens("/medarbejder/begrundelser"),
    ),
    "staff_hearing_case": ("caseworker/cases/case", _case_with_every_hearing),
    "staff_hearing_not_heard": ("caseworker/cases/case", _not_heard),
    "staff_hearing_conversation_with_error": ("caseworker/cases/case", _too_soon),
}
"""Template and page of each, by the name of its picture."""
