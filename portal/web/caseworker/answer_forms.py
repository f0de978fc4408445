"""The forms of a case's own page: each is short, and is sent to an address of its own."""

from datetime import timedelta
from uuid import UUID

from wtforms import HiddenField, ValidationError

from portal import clock
from portal.domain.decisions import Decision, Outcome
from portal.domain.personal_numbers import mentions_cpr
from portal.domain.reasons import DATE_REASONS
from portal.domain.releases import WithdrawalReason
from portal.domain.statement_requests import DeclineGround
from portal.i18n import gettext as _
from portal.services.statement_answers import Answered
from portal.web.caseworker.fields import DayField, name_field, words_field
from portal.web.typed_form import TypedForm, choice_field

MOST_DAYS_AHEAD = 365


class CitizenReadsForm(TypedForm):
    """A form with words that a citizen reads: a CPR number in them is warned of once, and sent when sent again."""

    warned = HiddenField()

    def warn_of_cpr(self, field: object) -> None:
        """Ask whether a number that looks like a CPR number is meant.

        Raises:
            ValidationError: there is one, and it has not been warned of.
        """
        if mentions_cpr(getattr(field, "data", None)) and not self.warned.data:
            self.warned.data = "1"
            raise ValidationError(
                _(
                    "This looks like a CPR number, and a citizen can read it. Leave it out, or send it again if you are sure."
                )
            )


class AnswerForm(CitizenReadsForm):
    """An answer to a demand, as it stood when it was read."""

    seen = HiddenField()

    def answered(self, case_id: UUID, request_id: UUID) -> Answered:
        """Which demand is answered."""
        return Answered(case_id, request_id, self.seen.data or "")  # type: ignore[arg-type]  # a case id is a UUID


class DateForm(AnswerForm):
    """Until when the party may make the statement."""

    statement_by = DayField()

    def validate_statement_by(self, field: DayField) -> None:
        """Refuse a year typed wrong."""
        refuse_far_off(field)


class MoveForm(AnswerForm):
    """Another day than the party was given, and why: from a list, and in words they read."""

    statement_by = DayField()
    change_reason = choice_field(DATE_REASONS)
    change_words = words_field()

    def validate_statement_by(self, field: DayField) -> None:
        """Refuse a year typed wrong."""
        refuse_far_off(field)

    def validate_change_words(self, field: object) -> None:
        """The reason of a list does not say what it was in this case."""
        refuse_empty(field, _("Write why, so that the citizen can understand it."))
        self.warn_of_cpr(field)

    @property
    def why(self) -> str:
        """The words."""
        return self.change_words.data or ""


class WordsForm(AnswerForm):
    """Words that somebody reads, or what somebody said."""

    words = words_field()

    def validate_words(self, field: object) -> None:
        """Refuse nothing at all."""
        refuse_empty(field)
        self.warn_of_cpr(field)

    @property
    def said(self) -> str:
        """The words."""
        return self.words.data or ""


class PutOffForm(WordsForm):
    """Why an answer takes longer, and the new date."""

    until = DayField()

    def validate_until(self, field: DayField) -> None:
        """Refuse a year typed wrong."""
        refuse_far_off(field)


FORWARDED = "forwarded"
"""The complaint is sent on, and the decision holds."""


class ComplaintForm(WordsForm):
    """What a complaint over a decision led to, and why."""

    led_to = choice_field(("changed", FORWARDED))

    @property
    def is_forwarded(self) -> bool:
        """Whether it is sent on."""
        return bool(self.led_to.data == FORWARDED)


class DeclineForm(WordsForm):
    """Why a demand is declined."""

    ground = choice_field(DeclineGround)


class DecisionForm(TypedForm):
    """What was decided, when, and from when its letter can be read."""

    seen = HiddenField()
    outcome = choice_field(Outcome)
    decided_on = DayField()
    letter_available_on = DayField()

    def validate_letter_available_on(self, field: DayField) -> None:
        """Refuse a year typed wrong."""
        refuse_far_off(field)

    def decision(self) -> Decision:
        """What was sent, parsed."""
        return Decision(Outcome(self.outcome.data), self.decided_on.day, self.letter_available_on.day)


class ReleaseForm(TypedForm):
    """Which party may see the case, and how far."""

    party = choice_field(())
    step = choice_field(())


class WithdrawalForm(TypedForm):
    """From which party a release is taken back, and why."""

    party = choice_field(())
    reason = choice_field(WithdrawalReason)
    words = words_field()

    def validate_words(self, field: object) -> None:
        """Refuse nothing at all."""
        refuse_empty(field)


class WaitingForm(CitizenReadsForm):
    """Whom the case still waits for, and until when."""

    who = name_field()
    until = DayField()

    def validate_who(self, field: object) -> None:
        """Refuse nobody."""
        refuse_empty(field, _("Write who we are waiting for."))
        self.warn_of_cpr(field)

    def validate_until(self, field: DayField) -> None:
        """Refuse a day that cannot be waited until."""
        refuse_far_off(field)


def refuse_empty(field: object, message: str | None = None) -> None:
    """Say that words are needed.

    Raises:
        ValidationError: there are none.
    """
    if not getattr(field, "data", None):
        raise ValidationError(message or _("Write something here."))


def refuse_far_off(field: DayField) -> None:
    """Say that a day is too far off to be meant.

    Raises:
        ValidationError: it is.
    """
    if field.data is not None and field.data > clock.today() + timedelta(days=MOST_DAYS_AHEAD):
        raise ValidationError(_("That is more than a year ahead. Look at the year again."))
