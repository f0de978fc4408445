"""The hash by which a case is known to be unchanged."""

import hashlib
import json

from portal.sync.source import CaseAggregate


def fingerprint(case: CaseAggregate) -> str:
    """SHA-256 over the canonical JSON of the whole case: parties, caseworker and tasks included.

    A source's own "last changed" is not used: in at least one system it does not move when the caseworker does.
    """
    return hash_json(case)


def hash_json(content: object) -> str:
    """SHA-256, in hex, of the canonical JSON of anything made of JSON's kinds, dates and dataclasses."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), default=_spell)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _spell(value: object) -> object:
    """A dataclass as an object, field by field: `asdict` copies all that is in it, and took four fifths of the time."""
    names = getattr(value, "__dataclass_fields__", None)
    return str(value) if names is None else {name: getattr(value, name) for name in names}
