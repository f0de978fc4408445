"""The form in which a party asks to be heard."""

from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from portal.domain.statement_requests import Channel, Timing
from portal.i18n import gettext as _
from portal.services.statement_requests import Demand
from portal.web.typed_form import TypedForm, choice_field
from portal.web.typed_text import clean_text

LONGEST_WORDS = 20_000


class StatementForm(TypedForm):
    """When, how, with whom, and the words themselves. The labels stand in the template."""

    timing = choice_field(Timing, Timing.NOW.value)
    words = TextAreaField(
        filters=[clean_text],
    )
    channel = choice_field(Channel, Channel.WRITING.value)
    with_support_person = BooleanField()

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse more than can be read with care, and keep it for the sender to shorten."""
        Length(
            max=LONGEST_WORDS,
            message=_("Your text is too long. Shorten it to %(number)s characters.", number=LONGEST_WORDS),
        )(self, field)

    def say_words_are_needed(self) -> None:
        """Tell the sender, at the field, that words are missing; that they may come later, where that can be chosen."""
        may_come_later = bool(self.timing.raw_data)
        later = _("Write what you want to say, or choose to say it later.")
        self.words.errors = [later if may_come_later else _("Write what you want to say.")]

    def demand(self) -> Demand:
        """What was sent, parsed."""
        return Demand(
            timing=Timing(self.timing.data),
            channel=Channel(self.channel.data),
            with_support_person=bool(self.with_support_person.data),
            words=self.words.data or "",
        )
