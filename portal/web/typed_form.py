"""What every form of the portal is made of: fields that somebody typed or chose."""

from flask import request
from flask_wtf import FlaskForm


class TypedForm(FlaskForm):  # type: ignore[misc]
    """A form that reads typed fields alone: a file or JSON in a field's place is as if nothing was sent."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Which part of a request is read."""

        def wrap_formdata(self, form: FlaskForm, formdata: object) -> object:  # noqa: ARG002 -- called so by the library
            """The typed fields of the request; with `formdata=None`, for a fresh form, none at all."""
            return None if formdata is None else request.form
