"""A notice as plain text, to be copied into a letter or a journal. It is Danish whatever the page speaks."""

import re

from markupsafe import Markup

from portal.clock import COPENHAGEN
from portal.domain.expectations import Basis, Expected
from portal.domain.notices import Notice
from portal.domain.sentences import Text
from portal.i18n import LANGUAGES, gettext, short_day, speaking
from portal.services.notice_receipts import NoticeReceipt
from portal.web.wording.expected import expected_next
from portal.web.wording.path import part_words
from portal.web.wording.sentences import sentence
from portal.web.wording.turns import who_acts

_TAG = re.compile("<[^>]*>")


def told_lines(notice: Notice, text: Text) -> list[str]:
    """What a notice tells, one sentence a line."""
    said_on = notice.posted_at.astimezone(COPENHAGEN).date()
    with speaking(LANGUAGES[0]):
        name = Markup.escape(notice.acts_name) if notice.acts_name else None
        when = Expected(notice.expected_from, notice.expected_to, Basis.CASEWORKER, said_on)
        return [
            gettext("Next step: %(text)s", text=sentence(text).unescape()),
            who_acts(notice.acts, name).unescape(),
            notice.part_words or part_words(notice.part),
            _without_tags(expected_next(when)),
        ]


def letter_text(receipt: NoticeReceipt) -> str:
    """What the parties were told, in its case and with who wrote it."""
    notice, title = receipt.notice, receipt.title.da
    posted_on = notice.posted_at.astimezone(COPENHAGEN).date()
    with speaking(LANGUAGES[0]):
        about = gettext("%(title)s, case %(number)s", title=title, number=receipt.case_number)
        day = short_day(posted_on, notice.expected_from)
        by = gettext("Written by %(name)s on %(day)s.", name=notice.posted_by, day=day)
    return "\n".join([about, *told_lines(notice, receipt.text), by])


def _without_tags(said: Markup) -> str:
    """What is said, with the spaces that tie a day to its month: `Markup.striptags` would loosen them."""
    return Markup(_TAG.sub("", said)).unescape()  # noqa: S704 -- to be read as plain text
