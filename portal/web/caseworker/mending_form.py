"""The form in which a step of the mending is noted: the day, and what was done."""

from wtforms import HiddenField, ValidationError

from portal.domain.hearing_review import MendingStep
from portal.i18n import gettext as _
from portal.web.caseworker.answer_forms import CitizenReadsForm, refuse_empty
from portal.web.caseworker.fields import DayField, words_field

_STEPS = frozenset(each.value for each in MendingStep)


class MendingForm(CitizenReadsForm):
    """One step. Its words stand on the case page of those who were not heard, but for those of the hearing."""

    step = HiddenField()
    done_on = DayField()
    words = words_field()

    def validate_step(self, field: HiddenField) -> None:
        """Refuse what is no step."""
        if field.data not in _STEPS:
            raise ValidationError(_("Choose one."))

    def validate_words(self, field: object) -> None:
        """Refuse nothing at all."""
        refuse_empty(field)
        self.warn_of_cpr(field)

    @property
    def step_sent(self) -> MendingStep:
        """The step of a form that has been found valid."""
        return MendingStep(self.step.data or "")

    @property
    def said(self) -> str:
        """The words."""
        return self.words.data or ""
