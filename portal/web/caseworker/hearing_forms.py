"""The forms with which parties are heard: whom and about what, why none is owed, and what comes of a hearing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from wtforms import BooleanField, HiddenField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal.domain.cases import CaseId
from portal.domain.hearing_duty import Condition, ExemptionGround, KnownFact
from portal.domain.hearings import MOST_FACTS, FactKind
from portal.i18n import N_, gettext
from portal.i18n import gettext as _
from portal.services.hearing_duty import ReasonDraft
from portal.services.hearing_offers import FactDraft, HearingDraft, HearingRead
from portal.services.staff_hearings import HearingsOfCase
from portal.web.caseworker.answer_forms import CitizenReadsForm, refuse_empty, refuse_far_off
from portal.web.caseworker.fields import DayField, words_field
from portal.web.typed_form import TypedForm, choice_field

MISSING: Mapping[str, str] = MappingProxyType(
    {
        "fact": N_("Number %(number)s: write what it is."),
        "source": N_("Number %(number)s: write where it comes from."),
        "matters": N_("Number %(number)s: write why it matters."),
        "known": N_("Number %(number)s: write what the decision builds on."),
        "how": N_("Number %(number)s: write how the party knows."),
    }
)
"""What is to be written where it is missing, by the name of the field."""

NUMBERS = range(1, MOST_FACTS + 1)


def some_of(values: Iterable[str] = ()) -> SelectMultipleField:
    """Any of a few values; their words stand in the template."""
    return SelectMultipleField(choices=[SelectChoice(value) for value in values], validate_choice=False)


class PartiesForm(CitizenReadsForm):
    """Which parties it is about. A party is known by who it is: its number is another when the case gets one more."""

    parties = some_of()

    def offer(self, page: HearingsOfCase) -> None:
        """Let the form offer the parties of the case; an only one is chosen."""
        refs = [party.person.ref for party in page.parties]
        self.parties.choices = [SelectChoice(ref) for ref in refs]
        if len(refs) == 1 and not self.parties.data:
            self.parties.data = refs

    def validate_parties(self, field: SelectMultipleField) -> None:
        """Somebody of the case is chosen, and nobody else."""
        offered = {getattr(choice, "value", None) for choice in field.choices or ()}
        if not field.data or not offered.issuperset(field.data):
            raise ValidationError(_("Choose whom it is about."))


class QuestionForm(PartiesForm):
    """The four conditions of forvaltningsloven § 19(1), each a yes or a no."""

    unknown_to_party = choice_field(("yes", "no"))
    about_facts = choice_field(("yes", "no"))
    against_party = choice_field(("yes", "no"))
    essential = choice_field(("yes", "no"))

    @property
    def unmet(self) -> list[Condition]:
        """The conditions that are not met."""
        return [condition for condition in Condition if self[condition.value].data == "no"]


class FactsForm(PartiesForm):
    """Up to five things, of which as many are shown as are written, and one more on demand."""

    shown = HiddenField()

    def rows(self, names: Sequence[str]) -> int:
        """How many are shown: those written, at least one, and as many as were asked for."""
        written = [number for number in NUMBERS if any(self[f"{name}_{number}"].data for name in names)]
        asked_for = next((number for number in NUMBERS if self.shown.data == str(number)), 1)
        return min(max([1, asked_for, *written]), MOST_FACTS)

    def need_all(self, names: Sequence[str]) -> None:
        """Ask for what is missing where something is written, and of the first everything; put it at its field."""
        for number in NUMBERS:
            fields = [self[f"{name}_{number}"] for name in names]
            if number > 1 and not any(field.data for field in fields):
                continue
            for name, field in zip(names, fields, strict=True):
                if not field.data and not field.errors:
                    field.errors = [gettext(MISSING[name], number=number)]


class OfferForm(FactsForm):
    """A hearing: what we build on, what we consider, and until when the parties can answer."""

    NAMES = ("fact", "source", "matters")

    considering = words_field()
    documents = words_field()
    answer_by = DayField()

    def validate_answer_by(self, field: DayField) -> None:
        """Refuse a year typed wrong."""
        refuse_far_off(field)

    @property
    def is_whole(self) -> bool:
        """Whether each thing that is written has its source, and why it matters; what is missing is told."""
        self.need_all(self.NAMES)
        facts = [self[f"{name}_{number}"] for number in NUMBERS for name in self.NAMES]
        for field in (*facts, self.considering, self.documents):
            try:
                self.warn_of_cpr(field)
            except ValidationError as warning:
                field.errors = [str(warning)]
        return not self.errors

    def draft(self) -> HearingDraft:
        """What was sent, parsed."""
        return HearingDraft(
            parties=self.parties.data or [],
            facts=[self._fact(number) for number in NUMBERS if self[f"fact_{number}"].data],
            answer_by=self.answer_by.day,
            considering=self.considering.data or None,
            documents=self.documents.data or None,
        )

    def _fact(self, number: int) -> FactDraft:
        kind = FactKind.ASSESSMENT if self[f"outside_{number}"].data else FactKind.FACT
        text, source, matters = (self[f"{name}_{number}"].data for name in self.NAMES)
        return FactDraft(kind, text, source, matters)


class ReasonForm(FactsForm):
    """Why parties are not owed a hearing."""

    NAMES = ("known", "how")

    ground = choice_field(ExemptionGround)
    unmet = some_of(Condition)
    words = words_field()

    def validate_words(self, field: object) -> None:
        """It is said why."""
        refuse_empty(field)

    def validate_unmet(self, field: SelectMultipleField) -> None:
        """Where a condition is the reason, it is said which."""
        known = {condition.value for condition in Condition}
        if self.ground.data == ExemptionGround.NOT_MET and not known & set(field.data or ()):
            raise ValidationError(_("Choose what is not met. Is everything met? Then the party must be heard."))

    @property
    def is_whole(self) -> bool:
        """Whether it is told of each fact how the party knows, where a condition is the reason."""
        if self.ground.data == ExemptionGround.NOT_MET:
            self.need_all(self.NAMES)
        return not self.errors

    def drafts(self) -> list[ReasonDraft]:
        """What was sent, parsed: one reason for each party."""
        ground = ExemptionGround(self.ground.data)
        is_unmet = ground is ExemptionGround.NOT_MET
        unmet = frozenset(condition for condition in Condition if condition in (self.unmet.data or ()))
        facts = [KnownFact(self[f"known_{n}"].data, self[f"how_{n}"].data) for n in NUMBERS if self[f"known_{n}"].data]
        return [
            ReasonDraft(
                party, ground, self.words.data or "", unmet if is_unmet else frozenset(), facts if is_unmet else ()
            )
            for party in self.parties.data or []
        ]


class ConversationForm(TypedForm):
    """Which child was talked with, and when; never what was said."""

    party = choice_field(())
    held_on = DayField()


class HearingActForm(CitizenReadsForm):
    """Something done to a hearing, as it stood when it was read."""

    seen = HiddenField()

    def read(self, case_id: UUID, hearing_id: UUID) -> HearingRead:
        """Which hearing it is done to."""
        return HearingRead(CaseId(case_id), hearing_id, self.seen.data or "")


class UntilForm(HearingActForm):
    """Until when a party gets more time."""

    until = DayField()

    def validate_until(self, field: DayField) -> None:
        """Refuse a year typed wrong."""
        refuse_far_off(field)

    @property
    def day(self) -> date:
        """The day of a form that is valid."""
        return self.until.day


class HearingWordsForm(HearingActForm):
    """Words the party reads."""

    words = words_field()

    def validate_words(self, field: object) -> None:
        """Refuse nothing at all."""
        refuse_empty(field)
        self.warn_of_cpr(field)

    @property
    def said(self) -> str:
        """The words."""
        return self.words.data or ""


for _number in NUMBERS:
    setattr(OfferForm, f"outside_{_number}", BooleanField())
    for _name in OfferForm.NAMES:
        setattr(OfferForm, f"{_name}_{_number}", words_field())
    for _name in ReasonForm.NAMES:
        setattr(ReasonForm, f"{_name}_{_number}", words_field())
