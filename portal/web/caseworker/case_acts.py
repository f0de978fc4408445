"""What a caseworker does in a case from one of its forms: done, or the form again with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from portal.access.gate import Gate
from portal.access.permissions import Permission
from portal.domain.refusals import Refusal
from portal.i18n import gettext as _
from portal.web.caseworker.case_page import Sent, back_to_case, show_case
from portal.web.request_scope import gate

Shown = Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class CaseActs:
    """Acts of one kind: what they need, the part of the page they stand in, and what says that another was first."""

    permission: Permission
    section: str
    overtaken: tuple[type[Refusal], ...]

    def do(self, case_id: UUID, sent: Sent, act: Callable[[Gate], None]) -> Shown:
        """Act when the form is filled in; what another did meanwhile is told above the form."""
        if not sent.form.validate_on_submit():
            return self.show_again(case_id, sent)
        try:
            with gate() as opened:
                act(opened)
        except self.overtaken:
            trouble = _("This has been answered or changed since you opened the page. See how it stands now.")
            return show_case(case_id, self.permission, sent=sent, trouble=trouble)
        return back_to_case(case_id, sent.name, self.section)

    def show_again(self, case_id: UUID, sent: Sent) -> Shown:
        """The case with the form as it was sent, and what is wrong with it."""
        return show_case(case_id, self.permission, sent=sent)
