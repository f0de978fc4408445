"""Why the town does not start, or stops: one line for the person who runs it."""

from collections.abc import Mapping


class TownRefused(Exception):  # noqa: N818 -- a refusal in words, not a fault in the code
    """The town cannot go on; the message is one clear line."""


def refuse_production(environment: Mapping[str, str]) -> None:
    """Stop where real citizens could be served.

    Raises:
        TownRefused: `PORTAL_MODE` is production.
    """
    if environment.get("PORTAL_MODE", "demo").strip().lower() not in {"demo", "test"}:
        message = "The demo town does not run with PORTAL_MODE=production; unset PORTAL_MODE or say demo."
        raise TownRefused(message)
