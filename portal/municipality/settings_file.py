"""`municipality.toml`, read key by key. Like a table it notes what is wrong and gives a stand-in.

Nothing in it is optional unless asked for as an `optional_section`, and a key that nobody asked for is a spelling mistake.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from portal.municipality.problems import Problems
from portal.municipality.tables import read_text
from portal.municipality.texts import Unreadable

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _File:
    """The file a section stands in, to say where its faults are."""

    name: str
    source: str
    is_readable: bool
    problems: Problems


class SettingsSection:
    """The settings under one heading; those above the first heading have an empty one."""

    def __init__(self, file: _File, heading: str, values: dict[str, Any]) -> None:
        """Hold the values of one heading."""
        self._file = file
        self._heading = heading
        self._values = values
        self._asked: set[str] = set()

    def section(self, heading: str) -> "SettingsSection":
        """The settings under `[heading]`; when there are none that is noted once, and all get their stand-ins."""
        if heading not in self._values:
            self.refuse(heading, "The section is missing.", f"Write [{heading}] and the settings under it.")
        section = self.optional_section(heading)
        return SettingsSection(replace(self._file, is_readable=False), heading, {}) if section is None else section

    def optional_section(self, heading: str) -> "SettingsSection | None":
        """The settings under `[heading]`; None when there is no such heading."""
        self._asked.add(heading)
        values = self._values.get(heading)
        if isinstance(values, dict):
            return SettingsSection(self._file, heading, values)
        if values is not None:
            self.refuse(heading, "It must be a section.", f"Write [{heading}] and the settings under it.")
        return None

    def optional_sections(self, heading: str) -> "Sequence[SettingsSection]":
        """The settings under each `[[heading]]`, in their order; none when there is no such heading."""
        self._asked.add(heading)
        found = self._values.get(heading, [])
        if isinstance(found, list) and all(isinstance(values, dict) for values in found):
            return [SettingsSection(self._file, heading, values) for values in found]
        self.refuse(heading, "It must be a list of sections.", f"Write [[{heading}]] over each of them.")
        return ()

    def refuse(self, key: str, wrong: str, right: str) -> None:
        """Note that the value of `key` cannot be used."""
        if self._file.is_readable:
            named = f"{self._heading}.{key}" if self._heading else key
            self._file.problems.add(self._file.name, self._line(key), named, wrong, right)

    def text(self, key: str) -> str:
        """A text that must not be empty."""
        return self.read(key, lambda text: text, "")

    def read(self, key: str, reader: Callable[[str], _Value], stand_in: _Value) -> _Value:
        """What `reader` makes of a text."""
        text = self._value(key)
        if text is None:
            return stand_in
        if not isinstance(text, str) or not text.strip():
            self.refuse(key, "It must be a text.", f'Write {key} = "…".')
            return stand_in
        return self._try(key, text.strip(), reader, stand_in)

    def whole_number(self, key: str, reader: Callable[[str], int]) -> int:
        """A number, checked by `reader`."""
        value = self._value(key)
        if value is None:
            return 0
        return self._try(key, str(value), reader, 0)

    def texts(self, key: str, stand_in: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts; a date may stand without quotation marks."""
        values = self._value(key)
        if values is None:
            return stand_in
        if not isinstance(values, list) or not all(isinstance(value, str | date) for value in values):
            self.refuse(key, "It must be a list of texts.", f'Write {key} = ["…", "…"].')
            return stand_in
        return tuple(str(value).strip() for value in values)

    def refuse_unknown(self) -> None:
        """Note every key that nobody has asked for."""
        for key in self._values.keys() - self._asked:
            self.refuse(key, "There is no such setting.", f"The settings here are: {', '.join(sorted(self._asked))}.")

    def _value(self, key: str) -> Any:  # noqa: ANN401 -- TOML holds anything
        self._asked.add(key)
        if key not in self._values:
            place = f"under [{self._heading}]" if self._heading else "above the first section"
            self.refuse(key, "It is missing.", f"Write {key} = … {place}.")
        return self._values.get(key)

    def _try(self, key: str, text: str, reader: Callable[[str], _Value], stand_in: _Value) -> _Value:
        try:
            return reader(text)
        except Unreadable as problem:
            self.refuse(key, problem.wrong, problem.right)
            return stand_in

    def _line(self, key: str) -> int | None:
        section = ""
        for number, line in enumerate(self._file.source.splitlines(), start=1):
            if header := re.match(r"\s*\[{1,2}\s*([\w-]+)\s*\]", line):
                section = header[1]
                if not self._heading and section == key:
                    return number
            elif section == self._heading and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return None


def read_settings(path: Path, problems: Problems) -> SettingsSection:
    """The settings of `path`; when it cannot be read, every key is given its stand-in without further complaint."""
    source = read_text(path, problems)
    values: dict[str, Any] = {}
    is_readable = source is not None
    try:
        values = tomllib.loads(source or "")
    except tomllib.TOMLDecodeError as fault:
        is_readable = False
        found = re.search(r"line (\d+)", str(fault))
        line = int(found[1]) if found else None
        problems.add(path.name, line, None, "The line is not TOML.", 'Write key = "value", texts in quotation marks.')
    return SettingsSection(_File(path.name, source or "", is_readable, problems), "", values)
