"""A notice as plain text, to be copied into a letter or a journal. It is Danish whatever the page speaks."""

from markupsafe import Markup

from portal.clock import COPENHAGEN
from portal.domain.circumstances import CircumstanceKind
from portal.domain.expectations import Basis, Expected
from portal.domain.notices import Notice
from portal.domain.sentences import Text
from portal.i18n import LANGUAGES, day_in_words, gettext, short_day, speaking
from portal.services.circumstances import CircumstanceDraft, CircumstancePage
from portal.services.notice_receipts import NoticeReceipt
from portal.web.wording.expected import expected_next
from portal.web.wording.path import part_words
from portal.web.wording.phrases import as_plain
from portal.web.wording.reasons import because
from portal.web.wording.sentences import sentence
from portal.web.wording.turns import who_acts


def told_lines(notice: Notice, text: Text) -> list[str]:
    """What a notice tells, one sentence a line, and last why a time is new."""
    said_on = notice.posted_at.astimezone(COPENHAGEN).date()
    with speaking(LANGUAGES[0]):
        name = Markup.escape(notice.acts_name) if notice.acts_name else None
        when = Expected(notice.expected_from, notice.expected_to, Basis.CASEWORKER, said_on)
        return [
            gettext("Next step: %(text)s", text=sentence(text).unescape()),
            who_acts(notice.acts, name).unescape(),
            notice.part_words or part_words(notice.part),
            as_plain(expected_next(when)),
            *([notice.change_words] if notice.change_words else []),
        ]


def delay_letter_text(page: CircumstancePage, draft: CircumstanceDraft) -> str:
    """The letter of retssikkerhedsloven § 3: what is delayed, why, and the new day, or when we write again."""
    with speaking(LANGUAGES[0]):
        day = day_in_words(draft.promised_on or draft.begun_on, draft.begun_on)
        has_day = draft.kind is CircumstanceKind.DELAYED_UNTIL
        lines = [
            gettext("%(title)s, case %(number)s", title=page.title.da, number=page.case_number),
            gettext("Your case is taking longer than our deadline. We are sorry."),
            gettext("It is because %(reason)s.", reason=because(draft.reason)) if draft.reason else "",
            draft.words or "",
            gettext("You can expect our decision by %(day)s.", day=day)
            if has_day
            else gettext("We cannot say yet when we will decide. We will write to you again by %(day)s.", day=day),
            gettext("The law says that we must tell you so (section 3 of retssikkerhedsloven)."),
        ]
    return "\n\n".join(line for line in lines if line)


def letter_text(receipt: NoticeReceipt) -> str:
    """What the parties were told, in its case and with who wrote it."""
    notice, title = receipt.notice, receipt.title.da
    posted_on = notice.posted_at.astimezone(COPENHAGEN).date()
    with speaking(LANGUAGES[0]):
        about = gettext("%(title)s, case %(number)s", title=title, number=receipt.case_number)
        day = short_day(posted_on, notice.expected_from)
        by = gettext("Written by %(name)s on %(day)s.", name=notice.posted_by, day=day)
    return "\n".join([about, *told_lines(notice, receipt.text), by])
