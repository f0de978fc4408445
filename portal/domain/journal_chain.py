"""The journal's seals: each entry is numbered and bound to all before it, so that a changed byte can be found.

The chain runs over hashes of the entries and not over their words: words that may no longer be kept can go, and the
chain still holds. A nonce that goes with them keeps short words from being guessed from their hash.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

GENESIS: Final = "0" * 64
"""What the first entry is bound to."""


def content_hash(content: Mapping[str, str | None], nonce: str) -> str:
    """The SHA-256, in hex, of everything an entry says."""
    said = json.dumps({**content, "nonce": nonce}, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("ascii")).hexdigest()


def chain_hash(before: str, number: int, content: str) -> str:
    """The SHA-256, in hex, that binds entry `number` with that content hash to the chain hash of the one before it."""
    return hashlib.sha256(f"{before}:{number}:{content}".encode("ascii")).hexdigest()
