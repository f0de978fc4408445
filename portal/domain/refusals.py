"""What the portal says no to, by name. A refusal becomes a page in one place, `web/errors.py`."""


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not an error
    """Somebody asked for what cannot be done; the class says why."""


class NotThere(Refusal):
    """Not found, or not theirs: the two look the same."""


class NotAllowed(Refusal):
    """They may see it but may not do this; `reason` says why, in a word the page has a text for."""

    def __init__(self, reason: str) -> None:
        """Keep the name of the condition that was not met."""
        super().__init__(reason)
        self.reason = reason


class Conflict(Refusal):
    """Somebody else did the same thing at the same moment; what is true now must be read again."""


class OutOfReach(Refusal):
    """What the portal keeps cannot be reached at the moment; nothing was saved, and trying again helps."""


class NotKeepable(Refusal):
    """What was sent holds something that cannot be kept as text; nothing was saved."""
