"""The form in which a caseworker tells what comes next."""

from datetime import date, timedelta
from uuid import UUID

from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal import clock
from portal.domain.case_types import Actor, CitizenPart
from portal.domain.personal_numbers import mentions_cpr
from portal.domain.reasons import DATE_REASONS, Reason
from portal.i18n import gettext as _
from portal.services.notice_choices import NoticePage
from portal.services.notices import NoticeDraft
from portal.web.caseworker.answer_forms import refuse_empty
from portal.web.caseworker.fields import DayField, name_field, words_field
from portal.web.caseworker.wording import ACTORS, AS_THE_STEP_SAYS, PARTS
from portal.web.typed_form import TypedForm, choice_field

MOST_DAYS_AHEAD = 3 * 365


class NoticeForm(TypedForm):
    """Which step, in whose words, when, who acts and how the citizen takes part. Its labels stand in the template."""

    step = choice_field(())
    words = words_field()
    expected_from = DayField()
    expected_to = DayField()
    acts = choice_field(ACTORS, AS_THE_STEP_SAYS)
    acts_name = name_field()
    part = choice_field(PARTS, AS_THE_STEP_SAYS)
    part_words = words_field()
    change_reason = choice_field(DATE_REASONS)
    change_words = words_field()
    replaces = HiddenField()
    """The notice that stood when this one was begun."""
    offered = HiddenField()
    """The step whose usual time stands in the two dates; empty when somebody has chosen them."""

    def offer(self, page: NoticePage) -> None:
        """Let the form offer the steps of the case."""
        self.step.choices = [SelectChoice(step.code) for step in page.steps]
        self._here = {step.code for step in page.steps if step.is_here}
        self._told_days = page.told_days
        self._is_late = page.is_late
        if not self.needs_reason:
            self.change_reason.validators = []

    def validate_change_words(self, field: object) -> None:
        """The reason of a list does not say what it was in this case."""
        if self.needs_reason:
            refuse_empty(field, _("Write why, so that the citizen can understand it."))

    def validate_words(self, field: object) -> None:
        """The step a case stands at is no news: of it, only own words are."""
        if self.step.data in self._here and not getattr(field, "data", None):
            raise ValidationError(_("The case stands at this step already. Write in your own words what you do now."))

    def validate_expected_from(self, field: DayField) -> None:
        """Refuse what has passed."""
        if field.data is not None and field.data < clock.today():
            raise ValidationError(_("This day has passed. Choose today or a later day."))

    def validate_expected_to(self, field: DayField) -> None:
        """Refuse what cannot be: an end before the beginning, or a year typed wrong."""
        first = self.expected_from.data
        if field.data is None:
            return
        if field.data < max(first or clock.today(), clock.today()):
            raise ValidationError(_("The last day comes before the first. Choose a later day."))
        if field.data > clock.today() + timedelta(days=MOST_DAYS_AHEAD):
            raise ValidationError(_("That is more than three years ahead. Look at the year again."))

    def validate_acts_name(self, field: object) -> None:
        """Somebody else has a name."""
        if self.acts.data == Actor.THIRD_PARTY and not getattr(field, "data", None):
            raise ValidationError(_("Write who it is, as it reads after “We are waiting for”: your doctor."))

    def follow_step(self, page: NoticePage) -> None:
        """Let the dates go with the step that was chosen, when they were only offered and nobody has changed them."""
        offered, usual = page.usual_days(self.offered.data), page.usual_days(self.step.data)
        is_untouched = offered is not None and offered == (self.expected_from.data, self.expected_to.data)
        if is_untouched and usual is not None:
            self.expected_from.data, self.expected_to.data = usual
        self.offered.data = self.step.data if is_untouched else ""

    @property
    def changed_from(self) -> date | None:
        """The last day that was told of the step, when another is told now."""
        told, new = self._told_days.get(self.step.data), self.expected_to.data
        return told if told is not None and new is not None and told != new else None

    @property
    def needs_reason(self) -> bool:
        """Whether the parties are to read why: a day that was told is changed, or it takes longer than they were told."""
        return self.changed_from is not None or self._is_late

    @property
    def mentions_cpr(self) -> bool:
        """Whether something in it looks like a CPR number."""
        return any(
            mentions_cpr(field.data) for field in (self.words, self.acts_name, self.part_words, self.change_words)
        )

    @property
    def replaced_id(self) -> UUID | None:
        """The notice that stood when this one was begun."""
        try:
            return UUID(self.replaces.data or "")
        except ValueError:
            return None

    def draft(self) -> NoticeDraft:
        """What was sent, parsed. A name goes with somebody else, whom the step may name already."""
        return NoticeDraft(
            step=self.step.data,
            words=self.words.data or None,
            expected_from=self.expected_from.day,
            expected_to=self.expected_to.day,
            acts=Actor(self.acts.data) if self.acts.data else None,
            acts_name=self.acts_name.data or None,
            part=CitizenPart(self.part.data) if self.part.data else None,
            part_words=self.part_words.data or None,
            change_reason=Reason(self.change_reason.data) if self.needs_reason and self.change_reason.data else None,
            change_words=(self.change_words.data or None) if self.needs_reason else None,
        )


def fresh_form(page: NoticePage) -> NoticeForm:
    """The form with what is likely already chosen: the notice that stands, or the next sure step in its usual time."""
    draft = page.suggested
    values: dict[str, object] = {"replaces": str(page.live_id or "")}
    if draft is not None:
        usual = page.usual_days(draft.step)
        values |= {
            "step": draft.step,
            "words": draft.words,
            "offered": draft.step if usual == (draft.expected_from, draft.expected_to) else "",
            "expected_from": max(draft.expected_from, clock.today()),
            "expected_to": draft.expected_to,
            "acts": draft.acts.value if draft.acts and draft.acts in ACTORS else AS_THE_STEP_SAYS,
            "acts_name": draft.acts_name,
            "part": draft.part.value if draft.part and draft.part in PARTS else AS_THE_STEP_SAYS,
            "part_words": draft.part_words,
        }
    form = NoticeForm(formdata=None, **values)
    form.offer(page)
    return form
