"""The forms of a hearing: what a party answers, of each fact that it is wrong, and a wish for more time."""

from wtforms import BooleanField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Length

from portal.domain.hearings import MOST_FACTS, Hearing
from portal.i18n import gettext as _
from portal.services.hearings import Answer
from portal.web.citizen.statement_form import LONGEST_WORDS
from portal.web.typed_form import TypedForm
from portal.web.typed_text import clean_text

LONGEST_WISH = 2_000


class HearingAnswerForm(TypedForm):
    """What the party says, and of the facts 1 to 5 what is wrong. The labels stand in the template."""

    words = TextAreaField(filters=[clean_text])

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse more than can be read with care, and keep it for the sender to shorten."""
        _short_enough(self, field, LONGEST_WORDS)

    def say_words_are_needed(self) -> None:
        """Tell the sender, at the field, that words are missing."""
        self.words.errors = [
            _("Write what you want to say, or what is wrong. Have you nothing to add? Then say so further down.")
        ]

    def answer(self, hearing: Hearing) -> Answer:
        """What was sent, parsed. Of a fact that is said to be wrong without words, that it is wrong."""
        said = {fact.id: self._said_of(number) for number, fact in enumerate(hearing.facts, start=1)}
        return Answer(self.words.data or "", {fact_id: words for fact_id, words in said.items() if words})

    def _said_of(self, number: int) -> str:
        if f"wrong_{number}" not in self:
            return ""
        words: str = self[f"wrong_{number}"].data or ""
        return words or (_("This is wrong.") if self[f"is_wrong_{number}"].data else "")


class MoreTimeForm(TypedForm):
    """A wish for more time; words are not needed."""

    why = TextAreaField(filters=[clean_text])

    def validate_why(self, field: TextAreaField) -> None:
        """Refuse more than is read in a wish."""
        _short_enough(self, field, LONGEST_WISH)


def _short_enough(form: BaseForm, field: TextAreaField, most: int = LONGEST_WORDS) -> None:
    message = _("Your text is too long. Shorten it to %(number)s characters.", number=most)
    Length(max=most, message=message)(form, field)


for _number in range(1, MOST_FACTS + 1):
    setattr(HearingAnswerForm, f"is_wrong_{_number}", BooleanField())
    setattr(HearingAnswerForm, f"wrong_{_number}", TextAreaField(filters=[clean_text], validators=[_short_enough]))
