"""CSV files as a municipality keeps them: comma or semicolon, UTF-8, lines that begin with # are remarks.

A cell that cannot be read is noted as a problem and a stand-in is given, so that reading goes on and every problem is
told at once. What was read must not be used before `Problems.refuse_if_any`; `Row.is_sound` tells of one row.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from portal.municipality.problems import Problems
from portal.municipality.texts import Unreadable, read_date, read_whole_number

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")


class Row:
    """One line of a table."""

    def __init__(self, file: str, line: int, cells: dict[str, str], problems: Problems) -> None:
        """Keep the cells by column, and where they stand."""
        self.file = file
        self.line = line
        self.is_sound = True
        self._cells = cells
        self._problems = problems
        self._is_told = False

    def refuse(self, column: str | None, wrong: str, right: str) -> None:
        """Note that this row cannot be used."""
        self.is_sound = False
        if not self._is_told:
            self._problems.add(self.file, self.line, column, wrong, right)

    def refuse_all(self, wrong: str, right: str) -> None:
        """Note that no cell of this row can be trusted; nothing more is told of it."""
        self.refuse(None, wrong, right)
        self._is_told = True

    def optional(self, column: str) -> str | None:
        """The text of a cell; None when it is empty."""
        return self._cells.get(column) or None

    def text(self, column: str) -> str:
        """The text of a cell that must not be empty."""
        if not self._cells[column]:
            self.refuse(column, "It is empty.", "Write something here.")
        return self._cells[column]

    def read(self, column: str, reader: Callable[[str], _Value], stand_in: _Value) -> _Value:
        """What `reader` makes of a cell; `stand_in` when the cell is empty or, noted as a problem, unreadable."""
        text = self.optional(column)
        if text is None:
            return stand_in
        try:
            return reader(text)
        except Unreadable as problem:
            self.refuse(column, problem.wrong, problem.right)
            return stand_in

    def choice(self, column: str, choices: Sequence[_Choice]) -> _Choice:
        """One of `choices`."""
        text = self._cells[column]
        for choice in choices:
            if choice.value == text:
                return choice
        known = ", ".join(choice.value for choice in choices)
        self.refuse(column, f'"{text}" is not known.', f"Write one of: {known}.")
        return choices[0]

    def whole_number(self, column: str, least: int) -> int:
        """A whole number, `least` or more, that must be given."""
        self.text(column)
        return self.read(column, lambda text: read_whole_number(text, least=least), least)

    def flag(self, column: str) -> bool:
        """Yes or no."""
        text = self._cells[column]
        if text not in {"yes", "no"}:
            self.refuse(column, f'"{text}" is not known.', "Write yes or no.")
        return text == "yes"

    def first_day(self, column: str) -> date:
        """The first day something holds; the beginning of time when the cell is empty."""
        return self.read(column, read_date, date.min)

    def last_day(self, column: str) -> date | None:
        """The last day something holds; None, no end, when the cell is empty."""
        return self.read(column, read_date, None)


class Table:
    """The rows of one file. An unreadable file has none, and what refers to it cannot be checked."""

    def __init__(self, path: Path, columns: Sequence[str], problems: Problems, *, may_have: Sequence[str] = ()) -> None:
        """Read `path`, which must have exactly `columns`, in any order; those in `may_have` all together, or none."""
        self.rows: list[Row] = []
        self.is_readable = False
        text = read_text(path, problems)
        if text is None:
            return
        try:
            self._read(path.name, text, columns, problems, may_have)
        except csv.Error as fault:
            line = fault.args[0]
            right = "Put a text with a comma or a quotation mark in quotation marks, and close them on the same line."
            problems.add(path.name, line, None, "The line cannot be split into cells.", right)
            self.is_readable = False

    def _read(self, file: str, text: str, columns: Sequence[str], problems: Problems, may_have: Sequence[str]) -> None:
        header: list[str] | None = None
        for line, cells in _split(text):
            if header is None:
                header = cells
                if set(may_have) & set(header):
                    columns = (*columns, *may_have)
                if sorted(header) != sorted(columns):
                    _note_columns(file, line, header, columns, problems)
                    return
                self.is_readable = True
                continue
            row = Row(file, line, dict(zip_longest(header, cells[: len(header)], fillvalue="")), problems)
            if len(cells) != len(header):
                wanted = f"Write {len(header)}, one for each column;"
                row.refuse_all(f"It has {len(cells)} cells.", f"{wanted} a text with a comma needs quotation marks.")
            self.rows.append(row)
        if header is None:
            problems.add(file, None, None, "The file is empty.", f"Its first line is: {','.join(columns)}")


def read_text(path: Path, problems: Problems) -> str | None:
    """The text of a file; None, noted as a problem, when it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.add(path.name, None, None, "The file is missing.", "Put it in the municipality's folder.")
    except OSError:
        problems.add(path.name, None, None, "The file cannot be opened.", "Let the portal read it.")
    except UnicodeDecodeError:
        problems.add(path.name, None, None, "The file is not UTF-8.", 'Save it again as "CSV UTF-8".')
    return None


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that holds cells, with its number; a `csv.Error` carries the number of the line at fault."""
    lines = ["\n" if line.startswith("#") else line for line in text.splitlines(keepends=True)]
    header = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter="," if "," in header else ";", strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            raise csv.Error(line) from None
        if reader.line_num > line:
            raise csv.Error(line)
        if any(cells):
            yield line, cells


def _note_columns(file: str, line: int, header: Sequence[str], columns: Sequence[str], problems: Problems) -> None:
    for column in columns:
        if column not in header:
            problems.add(file, line, column, "The column is missing.", f"The columns are: {', '.join(columns)}.")
    for column in header:
        if column not in columns:
            problems.add(file, line, column, "There is no such column.", f"The columns are: {', '.join(columns)}.")
    if len(set(header)) < len(header):
        problems.add(file, line, None, "A column stands there twice.", "Give each column once.")
