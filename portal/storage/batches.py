"""Many things a few at a time: as many as every database takes in one query, or one transaction should hold."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing")


def in_batches(things: Sequence[_Thing], most: int) -> Iterator[Sequence[_Thing]]:
    """The things in their order, at most so many at a time; nothing of nothing."""
    for start in range(0, len(things), most):
        yield things[start : start + most]
