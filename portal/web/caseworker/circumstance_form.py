"""The form in which a caseworker records something special about a case: only the fields that its kind asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from flask import request
from wtforms import RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal import clock
from portal.domain.circumstances import DELAY_LETTERS, NEEDED, OF_ONE_PARTY, Asked, CircumstanceKind
from portal.domain.people import PersonRef
from portal.domain.reasons import DATE_REASONS, HOLD_REASONS, Reason
from portal.i18n import N_
from portal.i18n import gettext as _
from portal.services.circumstances import CircumstanceDraft, CircumstancePage
from portal.web.caseworker.answer_forms import CitizenReadsForm, refuse_empty
from portal.web.caseworker.fields import DayField, name_field, words_field
from portal.web.typed_form import choice_field

MOST_DAYS_AHEAD = 3 * 365
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Labels:
    """What a kind is called, and what its fields ask for: message ids; empty for a field it does not have."""

    name: str
    begun_on: str
    promised_on: str = ""
    other: str = ""
    words: str = ""
    hint: str = ""


LABELS: Final[Mapping[CircumstanceKind, Labels]] = MappingProxyType(
    {
        CircumstanceKind.INTERIM_HELP: Labels(N_("Help for a time, while we handle the case"), N_("The help begins")),
        CircumstanceKind.NO_ANSWER: Labels(
            N_("The citizen has not answered"),
            N_("The day we wrote what is missing, and what happens without it"),
            N_("We decide if we have not heard by"),
            N_("What we still need, as it reads after “We still need”"),
            hint=N_("Use it only when the citizen has been told so in writing."),
        ),
        CircumstanceKind.SUSPENDED: Labels(
            N_("The case is on hold"), N_("On hold since"), N_("We look at it again by"),
            words=N_("If it is something else: as it reads after “because”"),
        ),
        CircumstanceKind.WITHDRAWN: Labels(N_("The citizen has withdrawn the application"), N_("Withdrawn on")),
        CircumstanceKind.MERGED: Labels(
            N_("Handled together with another case"), N_("Since"),
            other=N_("The other case's name, as the citizen knows it"),
        ),
        CircumstanceKind.MOVED: Labels(
            N_("The citizen has moved, and another municipality has the case"), N_("Handed over on"),
            other=N_("The municipality's name"),
        ),
        CircumstanceKind.REOPENED: Labels(
            N_("We look at the case again"), N_("Since"), words=N_("Why, as it reads after “because”")
        ),
        CircumstanceKind.REMITTED: Labels(
            N_("Ankestyrelsen has sent the case back"), N_("The day we got it"),
            hint=N_("The published deadline starts again on that day."),
        ),
        CircumstanceKind.COMPLAINT: Labels(
            N_("A complaint: we look at the decision again"), N_("The complaint came on"), N_("The citizen hears from us by")
        ),
        CircumstanceKind.COMPLAINT_ON_HOLD: Labels(
            N_("A complaint, and the decision does not apply meanwhile"), N_("The complaint came on"),
            N_("The citizen hears from us by"),
        ),
        CircumstanceKind.WAITING_LIST: Labels(
            N_("On a waiting list"), N_("Since"), N_("We write about the waiting time by")
        ),
        CircumstanceKind.RUNNING_SUPPORT: Labels(
            N_("Support that runs"), N_("Since"), N_("A day in the month we talk about how it is going"),
            N_("The support, as it reads after “You get”"),
        ),
        CircumstanceKind.DEATH: Labels(
            N_("Somebody has died"), N_("The day we were told"),
            hint=N_("Nothing is sent and no clock runs from now on. Phone the relatives."),
        ),
        CircumstanceKind.DELAYED_UNTIL: Labels(
            N_("Letter of delay, with a new day"), N_("Sent on"), N_("The citizen can expect the decision by"),
            words=N_("In your own words: what is delayed, and why"),
        ),
        CircumstanceKind.DELAYED_WITHOUT_DAY: Labels(
            N_("Letter of delay, without a day"), N_("Sent on"), N_("We write again by"),
            words=N_("In your own words: what is delayed, and why"),
        ),
        CircumstanceKind.CONTRIBUTOR: Labels(
            N_("Somebody else works on the case"), N_("Since"),
            other=N_("Name, profession and department"), words=N_("What they do in the case"),
        ),
        CircumstanceKind.COORDINATOR: Labels(
            N_("Somebody coordinates"), N_("Since"),
            other=N_("Name, profession and department"), words=N_("What they do in the case"),
        ),
    }
)  # fmt: skip
"""Every kind."""


class CircumstanceForm(CitizenReadsForm):
    """Which days, which words, and of whom. Fields that the kind does not ask for are not read."""

    begun_on = DayField()
    promised_on: DayField | None = DayField()
    until: DayField | None = DayField()
    other: StringField | None = name_field()
    words: TextAreaField | None = words_field()
    reason: RadioField | None = choice_field(Reason)
    party: RadioField | None = choice_field((EVERYBODY,), EVERYBODY)

    def shape(self, kind: CircumstanceKind, page: CircumstancePage) -> "CircumstanceForm":
        """Keep the fields of this kind alone, and offer the parties of the case."""
        labels, needed = LABELS[kind], NEEDED[kind]
        kept = {
            "promised_on": bool(labels.promised_on),
            "until": kind is CircumstanceKind.INTERIM_HELP and bool(request.form.get("until", "?").strip()),
            "other": bool(labels.other),
            "words": bool(labels.words),
            "reason": Asked.REASON in needed,
            "party": kind in OF_ONE_PARTY,
        }
        for name, is_kept in kept.items():
            if not is_kept:
                del self[name]
        for field, called in ((self.begun_on, labels.begun_on), (self.promised_on, labels.promised_on)):
            if field is not None:
                field.called = _(called)
        if self.until is not None:
            self.until.called = _("Last day, if it is known")
        self._needed = needed
        if self.reason is not None:
            reasons = DATE_REASONS if kind in DELAY_LETTERS else HOLD_REASONS
            self.reason.choices = [SelectChoice(reason.value) for reason in reasons]
        if self.party is not None:
            parties = [SelectChoice(person.ref) for person in page.parties]
            is_of_all = Asked.PARTY not in needed
            self.party.choices = [*([SelectChoice(EVERYBODY)] if is_of_all else []), *parties]
            if not is_of_all and self.party.data == EVERYBODY and len(page.parties) == 1:
                self.party.data = page.parties[0].ref
        return self

    def validate_begun_on(self, field: DayField) -> None:
        """It has begun."""
        if field.data is not None and field.data > clock.today():
            raise ValidationError(_("This day has not come yet. Record it when it has happened."))

    def validate_promised_on(self, field: DayField) -> None:
        """A promise is of a day ahead, and not of a year typed wrong."""
        if field.data is None:
            return
        if field.data < clock.today():
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        if field.data > clock.today() + timedelta(days=MOST_DAYS_AHEAD):
            raise ValidationError(_("That is more than three years ahead. Look at the year again."))

    def validate_until(self, field: DayField) -> None:
        """It ends after it begins."""
        first = self.begun_on.data
        if field.data is not None and first is not None and field.data < first:
            raise ValidationError(_("The last day comes before the first. Choose a later day."))

    def validate_other(self, field: object) -> None:
        """Refuse nothing at all."""
        refuse_empty(field)
        self.warn_of_cpr(field)

    def validate_words(self, field: object) -> None:
        """Words are needed where the sentence is made of them."""
        is_other = self.reason is not None and self.reason.data == Reason.OTHER
        if Asked.WORDS in self._needed or is_other:
            refuse_empty(field)
        self.warn_of_cpr(field)

    def draft(self, kind: CircumstanceKind) -> CircumstanceDraft:
        """What was sent, parsed."""
        party = self.party.data if self.party is not None and self.party.data != EVERYBODY else None
        return CircumstanceDraft(
            kind=kind,
            begun_on=self.begun_on.day,
            until=self.until.data if self.until is not None else None,
            promised_on=self.promised_on.data if self.promised_on is not None else None,
            other=(self.other.data or None) if self.other is not None else None,
            words=(self.words.data or None) if self.words is not None else None,
            reason=Reason(self.reason.data) if self.reason is not None else None,
            party=PersonRef(party) if party else None,
        )
