"""The form in which a caseworker finds a case: what she types, and where she wants to go."""

from wtforms import StringField, ValidationError

from portal.domain.personal_numbers import mentions_cpr
from portal.i18n import gettext as _
from portal.web.caseworker.fields import name_field
from portal.web.typed_form import TypedForm


class FinderForm(TypedForm):
    """A number or a name. It is sent as a form, so that no name stands in an address or a log."""

    typed = name_field()

    def validate_typed(self, field: StringField) -> None:
        """Refuse nothing at all, and what we do not search by."""
        if mentions_cpr(field.data):
            raise ValidationError(_("You cannot search by CPR number here. Write the case number or a name."))
        if not field.data:
            raise ValidationError(_("Write the case number or a name."))
