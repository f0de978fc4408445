"""A notice as plain text, to be copied into a letter or a journal. It is Danish whatever the page speaks."""

from markupsafe import Markup

from portal.clock import COPENHAGEN
from portal.domain.expectations import Basis, Expected
from portal.i18n import LANGUAGES, gettext, short_day, speaking
from portal.services.notice_receipts import NoticeReceipt
from portal.web.wording.expected import expected_next
from portal.web.wording.path import part_words
from portal.web.wording.sentences import sentence
from portal.web.wording.turns import who_acts


def letter_text(receipt: NoticeReceipt) -> str:
    """What the parties were told, one sentence a line."""
    notice = receipt.notice
    posted_on = notice.posted_at.astimezone(COPENHAGEN).date()
    with speaking(LANGUAGES[0]):
        name = Markup.escape(notice.acts_name) if notice.acts_name else None
        when = Expected(notice.expected_from, notice.expected_to, Basis.CASEWORKER, posted_on)
        lines = [
            gettext(
                "%(title)s, case %(number)s", title=receipt.title.spoken(LANGUAGES[0]), number=receipt.case_number
            ),
            gettext("Next step: %(text)s", text=sentence(receipt.text).unescape()),
            who_acts(notice.acts, name).unescape(),
            notice.part_words or part_words(notice.part),
            expected_next(when).striptags(),
            gettext(
                "Written by %(name)s on %(day)s.", name=notice.posted_by, day=short_day(posted_on, notice.expected_from)
            ),
        ]
    return "\n".join(lines)
