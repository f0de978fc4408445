"""A municipality's folder that a test may spoil."""

from pathlib import Path

import pytest

from portal.municipality import Municipality, MunicipalityRefused, load


class Material:
    """A copy of the demo municipality's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, file: str, old: str, new: str) -> None:
        """Write `new` for the first `old`; a test that spoils nothing is a mistake."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def add_line(self, file: str, line: str) -> int:
        """Put a line at the end; returns its number."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}{line}\n", encoding="utf-8")
        return len(text.splitlines()) + 1

    def drop_lines(self, file: str, beginning: str) -> None:
        """Leave out every line that begins so."""
        path = self.folder / file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(beginning)]
        assert kept != lines, f"No line of {file} begins with {beginning!r}"
        path.write_text("".join(kept), encoding="utf-8")

    def line_of(self, file: str, text: str) -> int:
        """The number of the first line that holds `text`."""
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def load(self) -> Municipality:
        return load(self.folder)

    def problems(self) -> list[str]:
        """What loading complains about, one line each."""
        with pytest.raises(MunicipalityRefused) as refused:
            load(self.folder)
        return str(refused.value).splitlines()
