"""Releases: a caseworker lets one party see a case that they do not see by themselves, and may take it back."""

from enum import StrEnum


class WithdrawalReason(StrEnum):
    """Why a release is taken back."""

    NOT_A_PARTY = "not_a_party"
    """They are no party (part): a parent without custody, for one."""
    WRONG_PERSON = "wrong_person"
    """It was meant for another party."""
    TOO_EARLY = "too_early"
    """They may see it, but not yet."""
    OTHER = "other"
