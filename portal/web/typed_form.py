"""What every form of the portal is made of: fields that somebody typed or chose."""

from collections.abc import Iterable, Mapping, Sequence

from flask import request
from flask_wtf import FlaskForm
from wtforms import RadioField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from portal.i18n import gettext as _
from portal.web.form_token import is_token_refused


class TypedForm(FlaskForm):  # type: ignore[misc]
    """A form that reads typed fields alone: a file or JSON in a field's place is as if nothing was sent."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Which part of a request is read."""

        def wrap_formdata(self, form: FlaskForm, formdata: object) -> object:  # noqa: ARG002 -- called so by the library
            """The typed fields of the request; with `formdata=None`, for a fresh form, none at all."""
            return None if formdata is None else request.form

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Whether it can be used as it was sent; one whose token is refused never can."""
        if not is_token_refused():
            return bool(super().validate(extra_validators))
        self.csrf_token.errors = [
            _("The page had been open too long, so nothing was sent. What you wrote is still here. Send it again.")
        ]
        return False


def choice_field(values: Iterable[str], default: str | None = None) -> RadioField:
    """One of a few values; their words stand in the template."""
    return RadioField(
        choices=[SelectChoice(value) for value in values], default=default, validators=[_chosen], validate_choice=False
    )


def _chosen(_form: object, field: RadioField) -> None:
    """Refuse what was not offered, in our own words."""
    if field.data not in {getattr(choice, "value", None) for choice in field.choices or ()}:
        raise ValidationError(_("Choose one."))
