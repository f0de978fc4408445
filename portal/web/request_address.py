"""What is asked, in an address: each kind has its Danish word there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from werkzeug.routing import BaseConverter, ValidationError

from portal.domain.requests import RequestType

WORDS: Final[Mapping[RequestType, str]] = MappingProxyType(
    {
        RequestType.QUESTION: "spoergsmaal",
        RequestType.CALL_ME: "ring-op",
        RequestType.UPDATE: "hvor-langt",
        RequestType.CONVERSATION: "samtale",
        RequestType.PAPERS: "aktindsigt",
        RequestType.REVIEW: "gennemgang",
        RequestType.DECISION_COMPLAINT: "klage-afgoerelse",
        RequestType.HANDLING_COMPLAINT: "klage-behandling",
    }
)
_TYPES: Final = {word: kind for kind, word in WORDS.items()}


class RequestAddress(BaseConverter):
    """`<request_type:kind>` in a path."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> RequestType:
        """What is asked.

        Raises:
            ValidationError: the word is none of ours.
        """
        if value not in _TYPES:
            raise ValidationError
        return _TYPES[value]

    def to_url(self, value: RequestType) -> str:
        """Its word."""
        return WORDS[value]
