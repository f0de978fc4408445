"""The ways in which a municipality lets a citizen have their case looked at, where it has any."""

import re
from dataclasses import dataclass

from portal.domain.words import Words
from portal.municipality.settings_file import SettingsSection
from portal.municipality.texts import Unreadable

_CODE = re.compile(r"[a-z][a-z0-9_]{1,38}")


@dataclass(frozen=True, slots=True)
class ReviewWay:
    """One way: what it is called, and what happens then."""

    code: str
    name: Words
    text: Words


def read_review_ways(settings: SettingsSection) -> tuple[ReviewWay, ...]:
    """What stands under each `[[review_ways]]`; every fault is noted."""
    ways: list[ReviewWay] = []
    for section in settings.optional_sections("review_ways"):
        way = ReviewWay(
            code=section.read("code", _read_code, ""),
            name=Words(section.text("name"), section.text("name_en")),
            text=Words(section.text("text"), section.text("text_en")),
        )
        section.refuse_unknown()
        if way.code in {each.code for each in ways}:
            section.refuse("code", f'"{way.code}" stands twice.', "Give each way a code of its own.")
        ways.append(way)
    return tuple(ways)


def _read_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        wrong = f'"{text}" is no code.'
        raise Unreadable(wrong, "Write small letters a to z, digits and underscores.")
    return text
