"""The table as a document: what can be done, by whom, in sentences that can be read aloud."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from portal.access.conditions import Condition
from portal.access.policy import VISIBLE
from portal.domain.sign_ins import Realm
from tools.access_matrix.doors import Door
from tools.access_matrix.outcomes import Outcome, outcome
from tools.access_matrix.viewers import VIEWERS, Visiting

WRITTEN_TO: Final = Path(__file__).parents[2] / "docs/access-matrix.md"

_HEAD = """# Who can do what

Made by `make matrix` from the policy (`portal/access/policy.py`) and from what every endpoint says of itself; a test
visits each door as each of these viewers and holds the portal to this table.

* **yes**: it is done. In a list: **with the case** or **without the case** in it.
* **is told why not**: the page says why, and what else can be done (403).
* **does not exist**: the same answer as for a case that was never there (404).
* **must sign in**: to the provider and back; what was sent is not kept.

An address with a method that nobody uses there, OPTIONS among them, gets the same page (405) whoever asks."""
_REALMS = (
    (Realm.CITIZEN, "What citizens can do", "staff, too: the two have separate sign-ins"),
    (Realm.STAFF, "What staff can do", "citizens, too: the two have separate sign-ins"),
)


class TableDoesNotHold(RuntimeError):  # noqa: N818 -- it names what is wrong
    """Somebody without the sign-in of a realm would come in, which no sentence of the document says."""


def document(doors: Sequence[Door]) -> str:
    """The whole document, in Markdown.

    Raises:
        TableDoesNotHold: the sentence about those who have not signed in would be untrue.
    """
    parts = [
        _HEAD,
        _seen(),
        *(part for realm in _REALMS for part in _realm(doors, *realm)),
        *_machines(doors),
        *_open(doors),
    ]
    return "\n\n".join(parts) + "\n"


def _seen() -> str:
    ways = "\n".join(f"* {_all_of(way)}" for way in VISIBLE)
    return f"## Who sees that a case exists\n\nWhoever one of these is true of, in full; for everybody else it does not exist.\n\n{ways}"


def _all_of(way: Iterable[Condition]) -> str:
    return " And: ".join((condition.__doc__ or condition.__name__).strip() for condition in way)


def _realm(doors: Sequence[Door], realm: Realm, title: str, others: str) -> Iterable[str]:
    own = [door for door in doors if door.rule.permission is not None and door.rule.permission.realm is realm]
    yield f"## {title}"
    yield _who_signs_in(own, realm, others)
    columns = [viewer for viewer in VIEWERS if viewer.realm is realm]
    heads = ["What", "Where", *(viewer.words for viewer in columns)]
    yield _table(heads, ([door.words, _where(door), *(outcome(door, each) for each in columns)] for door in own))


def _who_signs_in(doors: Sequence[Door], realm: Realm, others: str) -> str:
    without = [viewer for viewer in VIEWERS if viewer.realm is not realm]
    wrong = [
        f"{each.words}: {door.name}" for door in doors for each in without if outcome(door, each) != Outcome.SIGN_IN
    ]
    if wrong:
        raise TableDoesNotHold("\n".join(wrong))
    named = "\n".join(f"* {_lower(viewer)}" for viewer in without if viewer.realm is None)
    return f"For all of these, whoever has no such sign-in **must sign in**:\n\n{named}\n* {others}."


def _lower(viewer: Visiting) -> str:
    return viewer.words[0].lower() + viewer.words[1:]


def _machines(doors: Sequence[Door]) -> Iterable[str]:
    yield "## What another system of the municipality can do\n\nIt shows a token of its own; to everybody else, signed in or not, the answer is 401."
    found = [door for door in doors if door.rule.token is not None]
    yield _table(["What", "Where", "Token"], ([each.words, _where(each), each.rule.token or ""] for each in found))


def _open(doors: Sequence[Door]) -> Iterable[str]:
    yield "## What is open to all, and why"
    found = [door for door in doors if door.rule.public_because is not None]
    yield _table(
        ["What", "Where", "Why"], ([each.words, _where(each), each.rule.public_because or ""] for each in found)
    )


def _where(door: Door) -> str:
    return f"`{door.method} {door.path}`"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
