"""The form in which a party asks us something; which of its fields are shown follows from what is asked."""

import re
from collections.abc import Sequence
from typing import Final

from wtforms import StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal.domain.requests import NEEDS_WORDS, Request, RequestType
from portal.i18n import gettext as _
from portal.municipality.review_ways import ReviewWay
from portal.services.requests import RequestDraft
from portal.web.citizen.statement_form import LONGEST_WORDS
from portal.web.typed_form import TypedForm, choice_field
from portal.web.typed_text import clean_text

LONGEST_LINE: Final = 200
CALLS: Final = frozenset({RequestType.CALL_ME, RequestType.CONVERSATION})
"""What is asked with a number to phone, and when it suits."""

_PHONE: Final = re.compile(r"\+?[0-9]{6,15}")


def _one_line(text: str | None) -> str:
    return " ".join(clean_text(text).split())


class RequestForm(TypedForm):
    """The words, and what else is needed. The labels stand in the template."""

    words = TextAreaField(filters=[clean_text])
    phone = StringField(filters=[_one_line])
    call_times = StringField(filters=[_one_line])
    review_way = choice_field(())

    @classmethod
    def about(cls, kind: RequestType, ways: Sequence[ReviewWay], *, is_fresh: bool = False) -> "RequestForm":
        """The form for what is asked: only its own fields are in it."""
        form = cls(formdata=None) if is_fresh else cls()
        form.kind = kind
        form.review_way.choices = [SelectChoice(way.code) for way in ways]
        if kind is not RequestType.REVIEW:
            del form.review_way
        if kind not in CALLS:
            del form.phone
            del form.call_times
        return form

    kind: RequestType = RequestType.QUESTION

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse more than can be read with care, and nothing where words are needed.

        Raises:
            ValidationError: with words for the one who typed it.
        """
        if len(field.data or "") > LONGEST_WORDS:
            raise ValidationError(
                _("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_WORDS)
            )
        if self.kind in NEEDS_WORDS and not field.data:
            raise ValidationError(_("Write what it is about."))

    def validate_phone(self, field: StringField) -> None:
        """Refuse what cannot be phoned.

        Raises:
            ValidationError: with words for the one who typed it.
        """
        if field.data and not _PHONE.fullmatch(re.sub(r"[ .()-]", "", field.data)):
            raise ValidationError(_("Write a phone number, like 20 12 34 56."))

    def validate_call_times(self, field: StringField) -> None:
        """Refuse what is longer than a line.

        Raises:
            ValidationError: with words for the one who typed it.
        """
        if len(field.data or "") > LONGEST_LINE:
            raise ValidationError(_("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_LINE))

    def follow(self, call: Request) -> None:
        """Hold what we know already of a call that is owed, to be put right."""
        if self.kind is RequestType.CALL_ME:
            self.phone.data, self.call_times.data = call.phone, call.call_times

    def draft(self) -> RequestDraft:
        """What was sent, parsed."""
        return RequestDraft(
            type=self.kind,
            words=self.words.data or "",
            phone=(self.phone.data or None) if "phone" in self else None,
            call_times=(self.call_times.data or None) if "call_times" in self else None,
            review_way=self.review_way.data if "review_way" in self else None,
        )
