"""The journal for the case system: it collects sealed entries here, and says which it has filed.

It shows a token of its own (`PORTAL_JOURNAL_TOKEN_SHA256S`). Times are UTC in ISO 8601.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from portal import clock
from portal.journal.feed import MOST_AT_ONCE, PAGE, SealedEntry, file_entries, read_feed
from portal.web.access_rules import MachineToken, requires_token
from portal.web.request_scope import runtime

bp = Blueprint("journal_feed", __name__, url_prefix="/journal/v1")

_LARGEST_NUMBER = 2**63 - 1


@bp.get("/entries")
@requires_token(MachineToken.JOURNAL)
def entries() -> tuple[Response, int]:
    """The sealed entries after `after`, at most `limit`; an empty page says that there are no more yet."""
    after, limit = _whole("after", 0, least=0), _whole("limit", PAGE, least=1)
    if after is None or limit is None:
        return jsonify(error=f"`after` is a whole number from 0, `limit` one from 1 to {MOST_AT_ONCE}."), 400
    page = read_feed(runtime(), after=after, limit=limit)
    told = [_told(entry) for entry in page.entries]
    return jsonify(entries=told, next_after=page.next_after, has_more=page.has_more), 200


@bp.post("/filings")
@requires_token(MachineToken.JOURNAL)
def filings() -> tuple[Response, int]:
    """Take `{"ids": […]}`: entries that stand on their case in the case system now. Saying it again does no harm."""
    ids = _ids(request.get_json(silent=True))
    if ids is None:
        return jsonify(error=f'Send {{"ids": […]}} with the ids of 1 to {MOST_AT_ONCE} entries.'), 400
    filed = file_entries(runtime(), ids, now=clock.now())
    return jsonify(filed=filed.filed, unknown=[str(each) for each in filed.unknown]), 200


def _told(entry: SealedEntry) -> dict[str, object]:
    return {name: _plain(value) for name, value in asdict(entry).items()}


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case UUID():
            return str(value)
    return value


def _whole(name: str, otherwise: int, *, least: int) -> int | None:
    given = request.args.get(name)
    if given is None:
        return otherwise
    number = int(given) if given.isascii() and given.isdigit() and len(given) <= len(str(_LARGEST_NUMBER)) else -1
    return number if least <= number <= _LARGEST_NUMBER else None


def _ids(sent: object) -> set[UUID] | None:
    given = sent.get("ids") if isinstance(sent, Mapping) else None
    if not isinstance(given, list) or not 0 < len(given) <= MOST_AT_ONCE:
        return None
    try:
        return {UUID(each) for each in given}
    except (ValueError, TypeError, AttributeError):
        return None
