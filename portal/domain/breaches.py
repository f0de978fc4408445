"""Breaches of personal data security (brud på persondatasikkerheden, GDPR article 33): what was shown that must not be."""

from enum import StrEnum


class BreachKind(StrEnum):
    """What was taken back after somebody could have read it."""

    NOTICE = "notice"
    """A next-step notice, posted to the wrong case."""
    RELEASE = "release"
    """The release of a case, to somebody who may not see it and had seen it."""
