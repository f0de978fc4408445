"""The hash by which a case is known to be unchanged."""

import hashlib
import json
from dataclasses import asdict

from portal.sync.source import CaseAggregate


def fingerprint(case: CaseAggregate) -> str:
    """SHA-256 over the canonical JSON of the whole case: parties, caseworker and tasks included.

    A source's own "last changed" is not used: in at least one system it does not move when the caseworker does.
    """
    return hash_json(asdict(case))


def hash_json(content: object) -> str:
    """SHA-256, in hex, of the canonical JSON of anything made of JSON's kinds and dates."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
