"""Every page in every situation, as it is drawn for pictures, for axe and for the template tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Self
from uuid import UUID

from flask import Flask
from markupsafe import escape

from portal import clock
from portal.access.sign_in_retention import KEPT as SIGN_INS_KEPT
from portal.domain.requests import NEEDS_WORDS, InterimAnswer, Request, RequestStage, RequestType
from portal.domain.sign_ins import LevelTooLow, SignInAborted
from portal.domain.statement_requests import Channel, RequestState, StatementRequest, Timing
from portal.i18n import gettext
from portal.services.mandates import HeldFor, Holder
from portal.services.mendings import Mending
from portal.web.auth.refusal_pages import SESSION_ENDED, page_for
from portal.web.citizen.hearing_form import LONGEST_WISH
from portal.web.kept import KEPT
from portal.web.own_cookies import own_cookies
from portal.web.request_address import WORDS
from portal.web.typed_text import TypedText
from tests.web import letter_situations as letters
from tests.web import situations as cases
from tests.web import statement_situations as speaking
from tests.web.measured_situations import MEASURED_SITUATIONS
from tests.web.situations import ANNAS_NAME, NOW, SITUATIONS, CaseCard, situation
from tests.web.special_situations import SPECIAL_SITUATIONS
from tests.web.staff_gallery import StaffPicture, staff_gallery
from tests.web.stage import RequestForm, StatementForm, Visitor, WishForm, draw
from tests.web.statement_situations import TIME_TO_SPEAK
from tests.web.times_situations import PUBLIC_TIMES

EVENING = NOW.replace(hour=19)
ANNA = Visitor(ANNAS_NAME)
KAREN = Visitor("Karen Test Andersen")


class Said(str):  # noqa: SLOT000 -- a handful of them
    """What the portal says, drawn in the language of whoever opens the page."""

    values: Mapping[str, object]

    def __new__(cls, message: str, **values: object) -> Self:
        said = super().__new__(cls, message)
        said.values = values
        return said

    def __html__(self) -> str:
        return escape(gettext(str(self), **self.values))


@dataclass(frozen=True)
class Picture:
    """One page: its name, its template and what the view hands it."""

    name: str
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    now: datetime = NOW
    viewer: Visitor | None = ANNA

    def html(self, app: Flask) -> str:
        """The page as a browser gets it."""
        with clock.frozen(self.now):
            return draw(app, self.template, viewer=self.viewer, **self.context)


def gallery() -> tuple[Picture | StaffPicture, ...]:
    """All pictures."""
    return (
        *_cases(),
        *_overviews(),
        *_statement_requests(),
        *_requests(),
        *_errors_told(),
        *_others(),
        *_public(),
        *_refusals(),
        *staff_gallery(),
    )


def _cases() -> Iterator[Picture]:
    for known in (*SITUATIONS, *SPECIAL_SITUATIONS, *TIME_TO_SPEAK, *letters.NO_DECISION_WAITS, *MEASURED_SITUATIONS):
        yield Picture(
            f"case_{known.name}",
            "citizen/cases/case.html",
            {"page": known.page(), "is_only_case": False},
            known.now,
            KAREN if known.on_behalf_of else ANNA,
        )


def card(name: str, on_behalf_of: str | None = None) -> CaseCard:
    """A case of that situation in the overview."""
    page = situation(name).page()
    return CaseCard(page.case_id, page.title, page.roadmap, on_behalf_of, page.case_number)


def _errors_told() -> Iterator[Picture]:
    begun = Mending(
        date(2026, 11, 16),
        "Vi skulle have hørt dig, før vi ændrede din støtte. Det gjorde vi ikke. Det beklager vi.",
        heard_on=None,
        decided_on=None,
        decided_words="",
        restored_on=None,
        restored_words="",
        is_over=False,
    )
    over = replace(
        begun,
        heard_on=date(2026, 11, 18),
        decided_on=date(2026, 11, 19),
        decided_words="Du beholder din støtte på otte timer om ugen.",
        restored_on=date(2026, 11, 17),
        restored_words="Du fik din støtte tilbage, mens vi så på sagen igen.",
        is_over=True,
    )
    page = situation("decided_refused").page()
    for name, mending in {"case_error_told": begun, "case_error_mended": over}.items():
        context = {"page": replace(page, mending=mending), "is_only_case": False}
        yield Picture(name, "citizen/cases/case.html", context)


def _overviews() -> Iterator[Picture]:
    template = "citizen/overview/cases.html"
    own = ("waits_for_you", "waits_for_doctor", "decision_waits", "deadline_missed", "decided_refused", "closed")
    given = ("on_behalf_may_only_read", "late")
    yield Picture("overview", template, {"cards": [card(name) for name in own]})
    yield Picture(
        "overview_with_mandates",
        template,
        {"cards": [card("waits_for_doctor"), *(card(name, ANNAS_NAME) for name in given)]},
        viewer=KAREN,
    )
    yield Picture("overview_mandates_only", template, {"cards": [card("late", ANNAS_NAME)]}, viewer=KAREN)
    only = {"page": situation("waits_for_doctor").page(), "is_only_case": True}
    yield Picture("overview_only_case", "citizen/cases/case.html", only)
    yield Picture("overview_empty", template, {"cards": []})


def form_with_errors() -> StatementForm:
    """A form sent without words."""
    form = StatementForm(data={"timing": Timing.NOW.value, "channel": Channel.PHONE.value})
    form.words.errors = [Said("Write what you want to say, or choose to say it later.")]
    return form


_SENT_NOTHING = {"wish": WishForm(), "is_overtaken": False, "typed": []}
"""Of the page of a demand: nothing was asked for yet."""


def _statement_requests() -> Iterator[Picture]:
    template = "citizen/statement_requests/request.html"
    faces: dict[str, tuple[str, StatementRequest | None]] = {
        "demand": ("waits_for_doctor", None),
        "received": ("decision_waits", cases.request()),
        "date_set": ("date_set", cases.request(RequestState.DATE_SET, statement_by=date(2026, 12, 7))),
        "lapsed": ("lapsed", cases.request(RequestState.LAPSED, statement_by=date(2026, 11, 19))),
        "decided": ("decided_refused", None),
    }
    for name, (of, request) in faces.items():
        yield Picture(
            f"request_{name}",
            template,
            {
                "page": situation(of).page(),
                "form": StatementForm(),
                **_SENT_NOTHING,
                "request": request,
            },
        )
    yield Picture(
        "request_more_time_asked",
        template,
        {
            "page": speaking.ASKED.page(),
            "form": StatementForm(),
            **_SENT_NOTHING,
            "request": speaking.asks_for_time_to_speak().requests[0],
        },
    )
    wish = WishForm(data={"why": "Jeg kan ikke gå."})
    wish.why.errors = [Said("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_WISH)]
    told = {"page": situation("date_set").page(), "request": cases.date_set().requests[0]}
    yield Picture(
        "request_wish_with_errors", template, {**told, "form": StatementForm(), **_SENT_NOTHING, "wish": wish}
    )
    overtaken = {
        "page": situation("lapsed").page(),
        "request": faces["lapsed"][1],
        "form": StatementForm(),
        **_SENT_NOTHING,
        "is_overtaken": True,
        "typed": [TypedText(Said("Your words"), "Jeg kan ikke gå.")],
    }
    yield Picture("request_wish_too_late", template, overtaken)
    yield Picture(
        "request_with_errors",
        template,
        {"page": situation("on_behalf_of").page(), "form": form_with_errors(), **_SENT_NOTHING, "request": None},
        viewer=KAREN,
    )
    for name, request in {
        "received": cases.request(),
        "given": cases.request(RequestState.GIVEN, channel=Channel.WRITING, statements=(cases.statement(),)),
        "declined": cases.ended(RequestState.DECLINED)().requests[0],
        "more_time_asked": speaking.asks_for_time_to_speak().requests[0],
        "more_time_given": speaking.given_time_to_speak().requests[0],
        "more_time_declined": speaking.time_to_speak(
            date(2026, 12, 7), speaking.more_time(answered_at=NOW, declined_words="Dit barn har brug for hjælp nu.")
        ),
    }.items():
        yield Picture(
            f"receipt_{name}",
            "citizen/statement_requests/receipt.html",
            {"receipt": receipt(request)},
        )
    yield from _no_decision_waits()


def _no_decision_waits() -> Iterator[Picture]:
    """What can still be said of a case that is decided or has ended, and what has been."""
    for known in (letters.MAY_STILL_TELL, letters.TOLD):
        page = known.page()
        context = {"page": page, "form": StatementForm(), **_SENT_NOTHING, "request": page.roadmap.hearing.request}
        yield Picture(f"request_{known.name}", "citizen/statement_requests/request.html", context)
    ended = next(known for known in SPECIAL_SITUATIONS if known.name == "special_withdrawn").page()
    context = {"page": ended, "form": StatementForm(), **_SENT_NOTHING, "request": None}
    yield Picture("request_ended_undecided", "citizen/statement_requests/request.html", context)
    told = receipt(letters.told_after_decision().requests[0])
    told.page = letters.TOLD.page()
    (told.request,) = told.page.roadmap.demands
    yield Picture("receipt_told_after_decision", "citizen/statement_requests/receipt.html", {"receipt": told})


def receipt(request: StatementRequest) -> SimpleNamespace:
    """What the view of a receipt hands over."""
    return SimpleNamespace(
        number=request.number,
        filed_at=request.received_at if request.statements else None,
        request=request,
        page=situation("decision_waits").page(),
    )


def asked(kind: RequestType = RequestType.QUESTION, **given: object) -> Request:
    """Something Anna asked last Friday."""
    base = Request(
        id=UUID(int=7),
        number="2026-K7RWX4M",
        case_id=cases.CASE_ID,
        party=cases.ANNA,
        type=kind,
        words="Hvornår hører jeg fra jer?" if kind in NEEDS_WORDS else "",
        stage=RequestStage.RECEIVED,
        received_at=NOW.replace(day=20),
        answer_by=date(2026, 11, 27),
    )
    return replace(base, **given)  # type: ignore[arg-type]  # what a request holds


def _requests() -> Iterator[Picture]:
    page, decided = situation("waits_for_doctor").page(), situation("decided_refused").page()
    way = cases.municipality().review_ways[0]
    ended = NOW.replace(day=22)
    put_off = InterimAnswer("Vi venter på lægen.", ended, "Susanne Krogh", date(2026, 11, 27), date(2026, 12, 18))
    answered = asked(stage=RequestStage.ANSWERED, ended_at=ended, answer_words="Vi skriver til dig i denne uge.")
    late = asked(RequestType.CALL_ME, answer_by=date(2026, 11, 20), phone="20 12 34 56", call_times="Efter klokken 14")
    kinds = [kind for kind in WORDS if kind is not RequestType.DECISION_COMPLAINT]
    template = "citizen/requests/asked.html"
    yield Picture("asked_nothing", template, {"page": page, "found": SimpleNamespace(asked=[], offered=kinds)})
    several = SimpleNamespace(asked=[asked(), late, answered], offered=kinds)
    yield Picture("asked_several", template, {"page": page, "found": several})
    reading = situation("on_behalf_may_only_read").page()
    yield Picture("asked_may_only_read", template, {"page": reading, "found": several}, viewer=KAREN)
    template, ways = "citizen/requests/ask.html", {each.code: each for each in cases.municipality().review_ways}
    for kind in WORDS:
        on = decided if kind is RequestType.DECISION_COMPLAINT else page
        context = {"page": on, "kind": kind, "ways": ways, "form": RequestForm.about(kind)}
        yield Picture(f"ask_{kind.value}", template, context)
    owed = next(known for known in SPECIAL_SITUATIONS if known.name == "call_asked").page()
    context = {"page": owed, "kind": RequestType.CALL_ME, "ways": ways, "form": RequestForm.about(RequestType.CALL_ME)}
    yield Picture("ask_call_me_again", template, context)
    wrong = RequestForm.about(RequestType.CALL_ME)
    wrong.phone.data, wrong.phone.errors = "min mors", [Said("Write a phone number, like 20 12 34 56.")]
    context = {"page": page, "kind": RequestType.CALL_ME, "ways": ways, "form": wrong}
    yield Picture("ask_with_errors", template, context)
    template, complaint = "citizen/requests/receipt.html", asked(RequestType.DECISION_COMPLAINT, is_late=True)
    for name, request in {
        "received": asked(taken_by="Susanne Krogh", stage=RequestStage.TAKEN),
        "call_me": asked(RequestType.CALL_ME),
        "late": late,
        "put_off": asked(RequestType.PAPERS, answer_by=put_off.until, interim_answers=(put_off,)),
        "review": asked(RequestType.REVIEW, review_way=way.code),
        "answered": answered,
        "complaint": complaint,
        "forwarded": replace(complaint, stage=RequestStage.FORWARDED, ended_at=ended, answer_words="Vi holder fast."),
        "withdrawn": asked(stage=RequestStage.WITHDRAWN, ended_at=ended),
    }.items():
        on = decided if request.type is RequestType.DECISION_COMPLAINT else page
        found = SimpleNamespace(filed_at=None)
        shown_way = way if request.review_way else None
        yield Picture(
            f"asked_receipt_{name}", template, {"page": on, "found": found, "request": request, "way": shown_way}
        )


def _others() -> Iterator[Picture]:
    looks = [
        SimpleNamespace(who="Susanne Krogh", kind="case", when=NOW.replace(hour=8), on_behalf=False),
        SimpleNamespace(who="Karen Test Andersen", kind="list", when=NOW.replace(day=20), on_behalf=True),
    ]
    until = NOW.replace(minute=40)
    car = (cases.case_type("car_support").name,)
    held = [
        HeldFor(ANNAS_NAME, car, may_act=False, ends_at=until),
        HeldFor(ANNAS_NAME, (), may_act=True, ends_at=until),
    ]
    holders = [
        Holder(KAREN.name, car, may_act=False, last_came_at=NOW.replace(day=20)),
        Holder("Ib Test Ibsen", (), may_act=True, last_came_at=NOW.replace(day=20)),
    ]
    seen = "citizen/cases/seen.html"
    page = situation("late").page()
    yield Picture("seen", seen, {"page": page, "looks": looks, "can_see": holders})
    yield Picture("seen_by_nobody", seen, {"page": page, "looks": [], "can_see": []})
    mandates = "citizen/mandates/mandates.html"
    yield Picture("mandates", mandates, {"mandates": held, "holders": holders}, viewer=KAREN)
    yield Picture("mandates_none", mandates, {"mandates": [], "holders": []})


def _public() -> Iterator[Picture]:
    hours = cases.municipality().phone_hours
    for name, now in {"front": NOW, "front_signed_in": NOW, "contact": NOW, "contact_closed": EVENING}.items():
        phone_now = hours.now(now, cases.municipality().calendar)
        viewer = ANNA if name.endswith("signed_in") else None
        yield Picture(name, f"public/{name.partition('_')[0]}.html", {"phone_now": phone_now}, now, viewer)
    yield Picture("help", "public/help.html", {"idle": 30, "mandate": 30}, viewer=None)
    for name, times in PUBLIC_TIMES.items():
        yield Picture(name, "public/times.html", {"times": times}, viewer=None)
    terms = {"kept": KEPT, "days": SIGN_INS_KEPT.days, "idle": 30, "hours": 8}
    yield Picture("privacy", "public/privacy.html", terms, viewer=None)
    yield Picture("cookies", "public/cookies.html", {"cookies": own_cookies("https://sager.eksempel.dk")}, viewer=None)


def _refusals() -> Iterator[Picture]:
    for kind in (LevelTooLow, SignInAborted):
        told = {"page": page_for(kind()), "way_url": "/log-ind"}
        yield Picture(f"refused_{kind.__name__}", "auth/refused.html", told, viewer=None)
    typed = {"typed": [TypedText(Said("Your words"), "Lægen har misforstået det.\nJeg kan ikke gå.")]}
    ended = {"page": SESSION_ENDED, "way_url": "/log-ind?next=%2Fsager", **typed}
    yield Picture("refused_session_ended", "auth/refused.html", ended, viewer=None)
    yield Picture("error_conflict_typed", "errors/conflict.html", {**typed, "form_page": "/sager"}, viewer=None)
    yield Picture("goodbye", "auth/goodbye.html", viewer=None)
    pages = ("not_found", "bad_request", "method", "too_large", "server", "expired_form", "conflict", "out_of_reach")
    for name in (*pages, "last_resort"):
        yield Picture(f"error_{name}", f"errors/{name}.html", viewer=None)
    for reason in ("holds_mandate_to_act", "something_new", None):
        yield Picture(
            f"error_not_allowed_{reason}",
            "errors/not_allowed.html",
            {"reason": reason},
            viewer=None,
        )
