"""What can be asked of the portal. Every endpoint names one, and so does every use case."""

from enum import StrEnum

from portal.domain.sign_ins import Realm


class Permission(StrEnum):
    """One thing somebody may be allowed to do."""

    OVERVIEW_READ = "overview_read"
    CASE_READ = "case_read"
    LOOKS_READ = "looks_read"
    MANDATES_READ = "mandates_read"
    STATEMENT_REQUEST = "statement_request"
    REQUEST_READ = "request_read"
    REQUEST_SEND = "request_send"
    HEARING_READ = "hearing_read"
    HEARING_ANSWER = "hearing_answer"

    WORKLIST_READ = "worklist_read"
    CASE_HANDLE = "case_handle"
    NOTICE_POST = "notice_post"
    REQUEST_ANSWER = "request_answer"
    PROMISES_READ = "promises_read"
    TIMES_READ = "times_read"
    STATEMENT_ANSWER = "statement_answer"
    HEARING_OFFER = "hearing_offer"
    HEARING_SAMPLE = "hearing_sample"
    HEARING_MEND = "hearing_mend"
    REVIEW_READ = "review_read"
    DECISION_CONFIRM = "decision_confirm"
    CASE_RELEASE = "case_release"
    BREACH_HANDLE = "breach_handle"
    STATUS_READ = "status_read"

    @property
    def realm(self) -> Realm:
        """Whose sign-in it takes."""
        return Realm.CITIZEN if self in _CITIZENS else Realm.STAFF


_CITIZENS = frozenset(
    {
        Permission.OVERVIEW_READ,
        Permission.CASE_READ,
        Permission.LOOKS_READ,
        Permission.MANDATES_READ,
        Permission.STATEMENT_REQUEST,
        Permission.REQUEST_READ,
        Permission.REQUEST_SEND,
        Permission.HEARING_READ,
        Permission.HEARING_ANSWER,
    }
)
