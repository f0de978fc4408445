"""Telling what comes next: write, see it as the parties will, post; say who is still waited for; take back."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.access.permissions import Permission
from portal.domain.cases import CaseId
from portal.domain.reasons import DATE_REASONS
from portal.domain.refusals import Conflict
from portal.i18n import gettext as _
from portal.services import notice_choices, notice_receipts, notices
from portal.services.notice_choices import NoticePage
from portal.services.notices import NoPath, NoSuchStep, NoticeOvertaken
from portal.web.access_rules import requires
from portal.web.caseworker.answer_forms import WaitingForm
from portal.web.caseworker.case_page import Sent, back_to_case, show_case
from portal.web.caseworker.finder_form import FinderForm
from portal.web.caseworker.letter_text import letter_text, told_lines
from portal.web.caseworker.notice_form import NoticeForm, fresh_form
from portal.web.caseworker.wording import ACTORS, PARTS, spoken
from portal.web.form_token import shows_form_again
from portal.web.request_scope import gate
from portal.web.wording.reasons import CHOICES

_HERE = "/sager/<uuid:case_id>/naeste-skridt"
_Answer = Response | tuple[str, int]


def add_to(bp: Blueprint) -> None:
    """Add the pages of notices."""
    bp.get(_HERE)(notice)
    bp.post(_HERE)(post_notice)
    bp.get(f"{_HERE}/<uuid:notice_id>")(notice_receipt)
    bp.post(f"{_HERE}/<uuid:notice_id>/traek-tilbage")(take_back_notice)
    bp.post("/sager/<uuid:case_id>/venter-stadig")(still_waiting)


@requires(Permission.NOTICE_POST)
def notice(case_id: UUID) -> tuple[str, int]:
    """The form to tell what comes next, with what is likely already chosen."""
    page = _read(case_id)
    return _show_form(page, fresh_form(page))


@requires(Permission.NOTICE_POST)
@shows_form_again
def post_notice(case_id: UUID) -> _Answer:
    """Tell what comes next: see it as the parties will, then post it or change it."""
    page = _read(case_id)
    form = NoticeForm()
    form.offer(page)
    is_valid = form.validate_on_submit()
    if not is_valid or not page.steps:
        return _show_form(page, form, status=422)
    if "send" not in request.form:
        form.follow_step(page)
        return _preview(case_id, form)
    try:
        with gate() as opened:
            posted = notices.post(opened, CaseId(case_id), form.draft(), form.replaced_id)
    except (NoticeOvertaken, Conflict):
        form.replaces.data = str(_read(case_id).live_id or "")
        return _preview(
            case_id, form, _("Somebody else has written a new next step. Yours replaces it if you send it.")
        )
    return redirect(url_for("caseworker.notice_receipt", case_id=case_id, notice_id=posted), code=303)


@requires(Permission.NOTICE_POST)
def notice_receipt(case_id: UUID, notice_id: UUID) -> str:
    """That a notice is posted, with its text to keep in the journal or a letter."""
    with gate() as opened:
        receipt = notice_receipts.read_receipt(opened, CaseId(case_id), notice_id)
    return render_template(
        "caseworker/notices/receipt.html", receipt=receipt, letter=letter_text(receipt), finder=FinderForm(None)
    )


@requires(Permission.NOTICE_POST)
def take_back_notice(case_id: UUID, notice_id: UUID) -> _Answer:
    """Take back a notice that was posted to the wrong case."""
    with gate() as opened:
        notices.take_back(opened, CaseId(case_id), notice_id)
    return back_to_case(case_id, "trukket", "naeste-skridt")


@requires(Permission.NOTICE_POST)
@shows_form_again
def still_waiting(case_id: UUID) -> _Answer:
    """Tell whom the case still waits for."""
    form = WaitingForm()
    is_valid = form.validate_on_submit()
    if is_valid and form.until.day < clock.today():
        form.until.errors = [_("This day has passed. Choose today or a later day.")]
        is_valid = False
    if not is_valid:
        return show_case(case_id, Permission.NOTICE_POST, sent=Sent("venter", form))
    try:
        with gate() as opened:
            notices.post_still_waiting(opened, CaseId(case_id), form.who.data or "", form.until.day)
    except (NoPath, NoSuchStep, Conflict):
        trouble = _("The case has moved on since you opened the page. See how it stands now.")
        return show_case(case_id, Permission.NOTICE_POST, trouble=trouble)
    return back_to_case(case_id, "venter", "naeste-skridt")


def _read(case_id: UUID) -> NoticePage:
    with gate() as opened:
        return notice_choices.read_choices(opened, CaseId(case_id))


def _show_form(page: NoticePage, form: NoticeForm, status: int = 200) -> tuple[str, int]:
    return _page(page, form, is_preview=False), status


def _preview(case_id: UUID, form: NoticeForm, trouble: str | None = None) -> tuple[str, int]:
    with gate() as opened:
        page = notice_choices.preview(opened, CaseId(case_id), form.draft())
    return _page(page, form, is_preview=True, trouble=trouble), 409 if trouble else 200


def _page(page: NoticePage, form: NoticeForm, *, is_preview: bool, trouble: str | None = None) -> str:
    wanted = request.form.get("som", default=1, type=int)
    return render_template(
        "caseworker/notices/write.html",
        page=page,
        form=form,
        shown=next((view for view in page.views if view.number == wanted), None),
        is_preview=is_preview,
        lines=told_lines(page.notice, page.text) if page.notice and page.text else [],
        trouble=trouble,
        actors=spoken(ACTORS),
        parts=spoken(PARTS),
        reasons=spoken({reason.value: CHOICES[reason] for reason in DATE_REASONS}),
    )
