"""The form in which the review of hearings is narrowed. It is sent as an address, which names no person."""

from typing import Final

from flask import request
from wtforms import Form, SelectField, ValidationError
from wtforms.validators import Optional

from portal.domain.hearing_review import Finding
from portal.i18n import gettext as _
from portal.services.hearing_review import SURE, ReviewFilter
from portal.web.caseworker.fields import DayField

ALL: Final = "alle"
"""The value that asks for every finding; none asks for what is certain."""


class ReviewForm(Form):
    """Which cases: their type, their team, when they were settled, and what was found."""

    type = SelectField(validate_choice=False)
    team = SelectField(validate_choice=False)
    first = DayField(name="fra", validators=[Optional()])
    last = DayField(name="til", validators=[Optional()])
    finding = SelectField(name="fund", validate_choice=False)

    @classmethod
    def asked(cls) -> "ReviewForm":
        """The form as the address fills it in."""
        return cls(request.args)

    def validate_last(self, field: DayField) -> None:
        """Refuse a period that ends before it begins."""
        if field.data is not None and self.first.data is not None and field.data < self.first.data:
            raise ValidationError(_("The last day comes before the first."))

    def wanted(self) -> ReviewFilter:
        """What is asked for; a day that cannot be read is not."""
        known = {each.value for each in Finding}
        finding = self.finding.data
        findings = frozenset(Finding) if finding == ALL else {Finding(finding)} if finding in known else SURE
        return ReviewFilter(
            case_type=self.type.data or None,
            team=self.team.data or None,
            first_on=None if self.first.errors else self.first.data,
            last_on=None if self.last.errors else self.last.data,
            findings=frozenset(findings),
        )

    @property
    def address(self) -> dict[str, str]:
        """The same question, for another address."""
        return {field.name: value for field in self if (value := request.args.get(field.name, ""))}
