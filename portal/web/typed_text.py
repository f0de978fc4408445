"""What somebody typed into a form that could not be used: shown to them again, and kept nowhere else."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from portal.domain.hearings import MOST_FACTS
from portal.i18n import N_, gettext

LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "words": N_("Your words"),
        "why": N_("Why you need more time"),
        "part_words": N_("What the citizen does"),
        "change_words": N_("In your own words, why"),
        "acts_name": N_("Who it is, when it is somebody else"),
        "typed": N_("What you searched for"),
        "who": N_("Still waiting for"),
        "expected_from": N_("The first day"),
        "expected_to": N_("The last day"),
        "statement_by": N_("The party has until"),
        "until": N_("Until"),
        "decided_on": N_("Decided on"),
        "done_on": N_("Done on"),
        "other": N_("Name"),
        "phone": N_("Your phone number"),
        "call_times": N_("When does it suit you?"),
        "begun_on": N_("Since"),
        "promised_on": N_("The new date"),
        "letter_available_on": N_("The letter is available from"),
        "answer_by": N_("Answer by"),
        "considering": N_("What we consider deciding"),
        "documents": N_("Documents"),
        "held_on": N_("The day of the conversation"),
        **{f"wrong_{number}": N_("What is wrong") for number in range(1, MOST_FACTS + 1)},
        **{f"fact_{number}": N_("What we build on") for number in range(1, MOST_FACTS + 1)},
        **{f"source_{number}": N_("Where it comes from") for number in range(1, MOST_FACTS + 1)},
        **{f"matters_{number}": N_("Why it matters") for number in range(1, MOST_FACTS + 1)},
        **{f"known_{number}": N_("What the decision builds on") for number in range(1, MOST_FACTS + 1)},
        **{f"how_{number}": N_("How the party knows") for number in range(1, MOST_FACTS + 1)},
    }
)
"""Every field that somebody types into, by its name; choices are made again in a moment."""

_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""C0 but for tabs and ends of lines, DEL and C1, surrogates."""
_UNSEEN: Final = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"}
"""Controls, marks of direction and width, what is no character, marks on no letter, and every kind of space."""
_BLANK_LETTERS: Final = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols by name that are drawn as nothing."""
_SAFE_METHODS: Final = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class TypedText:
    """One field's text, under what the field is called."""

    label: str
    text: str


def clean_text(text: str | None) -> str:
    """Text as it can be kept and shown: every letter and mark of every language, without control characters.

    Text of which nothing can be seen is none.
    """
    if not text:
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = _CONTROLS.sub("", lines).strip()
    return kept if any(map(_can_be_seen, kept)) else ""


def typed_texts() -> list[TypedText]:
    """What this request's form holds in somebody's own words; nothing of a form that another site sent."""
    if request.method in _SAFE_METHODS or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return []
    try:
        sent = request.form
    except (HTTPException, OSError):
        return []
    texts = {name: clean_text("\n".join(sent.getlist(name))) for name in LABELS}
    return [TypedText(gettext(LABELS[name]), text) for name, text in texts.items() if text]


def page_of_form() -> str | None:
    """The page that held the form of this request: the nearest one at or above its path; None when there is none."""
    routes = current_app.create_url_adapter(request)
    path = request.path
    while routes is not None and path.strip("/"):
        try:
            endpoint, values = routes.match(path, method="GET")
        except HTTPException:
            path = path.rpartition("/")[0]
        else:
            return url_for(endpoint, **values)
    return None


def _can_be_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and character not in _BLANK_LETTERS
