"""What is wrong in a municipality's material, told so that the person who keeps it can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong, and what would be right."""

    file: str
    line: int | None
    column: str | None
    wrong: str
    right: str

    def __str__(self) -> str:
        """One line for a terminal."""
        line = f"line {self.line}" if self.line else None
        where = ", ".join(part for part in (self.file, line, self.column) if part)
        return f"{where}: {self.wrong} {self.right}"


class MunicipalityRefused(Exception):  # noqa: N818 -- a refusal to start, in words for the person who runs it
    """The material cannot be used; every fault that was found, one line each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep `problems` in the order of files and lines."""
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """Collects faults while the material is read, so that all are told at once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._found: list[Problem] = []

    def add(self, file: str, line: int | None, column: str | None, wrong: str, right: str) -> None:
        """Note one fault; a fault noted twice is told once."""
        problem = Problem(file, line, column, wrong, right)
        if problem not in self._found:
            self._found.append(problem)

    def refuse_if_any(self) -> None:
        """Stop when something was wrong.

        Raises:
            MunicipalityRefused: at least one fault was noted.
        """
        if self._found:
            raise MunicipalityRefused(self._found)
