"""Files for a spreadsheet: UTF-8 with a mark at their beginning, semicolons, one line for each row.

A Danish LibreOffice or Excel opens such a file as it is, with its letters right. Every cell is quoted: LibreOffice
proposes commas as separators too, and several names in one cell stand with commas. Spaces that tie words on a page are
plain ones here, or nobody who looks for "8 uger" finds it.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

_BYTE_ORDER_MARK: Final = "\ufeff"
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_TIED: Final = "\N{NO-BREAK SPACE}"


def write_spreadsheet(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The file's text. No cell can begin a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return _BYTE_ORDER_MARK + text.getvalue()


def _harmless(cell: str) -> str:
    plain = cell.replace(_TIED, " ")
    return f"'{plain}" if plain.startswith(_STARTS_A_FORMULA) else plain
