"""Who the municipality is and how it is reached, from `municipality.toml`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.domain.contacts import NEVER_OPEN, PhoneHours
from portal.domain.norms import Norms
from portal.domain.working_days import Calendar
from portal.municipality.appearance import Colours, read_colours
from portal.municipality.calendar import calendar_with, read_closed_day
from portal.municipality.data_protection import DataProtection, read_data_protection
from portal.municipality.logo import Logo, read_logo
from portal.municipality.norms import read_norms
from portal.municipality.problems import Problems
from portal.municipality.review_ways import ReviewWay, read_review_ways
from portal.municipality.settings_file import SettingsSection, read_settings
from portal.municipality.texts import Unreadable, read_https_url, read_phone, read_phone_hours, read_reachable

FILE = "municipality.toml"

_LANGUAGES = (("da",), ("da", "en"))
_STATEMENT_HOST = "https://was.digst.dk/"


@dataclass(frozen=True, slots=True)
class CitizensAdviser:
    """The independent adviser of citizens (borgerrådgiver, kommunestyrelsesloven § 65 e), where there is one."""

    name: str
    phone: str


@dataclass(frozen=True)
class Profile:
    """What `municipality.toml` says."""

    name: str
    short_name: str
    logo: Logo
    colours: Colours
    languages: tuple[str, ...]
    """The languages that a reader can choose between; Danish is spoken until another is chosen."""
    address: str
    contact_url: str
    digital_post_url: str
    """Where citizens write to the municipality by Digital Post."""
    security_contact: str
    """Where somebody who has found a hole in the portal writes, as an address to link to."""
    accessibility_statement_url: str
    phone: str
    phone_hours: PhoneHours
    out_of_hours_phone: str
    """For acute help when the phones are closed (døgnvagt)."""
    calendar: Calendar
    norms: Norms
    data_protection: DataProtection
    citizens_adviser: CitizensAdviser | None
    review_ways: tuple[ReviewWay, ...]
    """The ways in which a citizen can have their case looked at; empty where there are none."""

    def review_way(self, code: str | None) -> ReviewWay | None:
        """A way by its code."""
        return next((way for way in self.review_ways if way.code == code), None)


def read_profile(folder: Path, problems: Problems) -> Profile:
    """The profile in `folder`; every fault is noted."""
    settings = read_settings(folder / FILE, problems)
    profile = Profile(
        name=settings.text("name"),
        short_name=settings.text("short_name"),
        logo=read_logo(settings, folder),
        colours=read_colours(settings),
        languages=_read_languages(settings),
        address=settings.text("address"),
        contact_url=settings.read("contact_url", read_https_url, ""),
        digital_post_url=settings.read("digital_post_url", read_https_url, ""),
        security_contact=settings.read("security_contact", read_reachable, ""),
        accessibility_statement_url=settings.read("accessibility_statement_url", _read_statement_url, ""),
        phone=settings.read("phone", read_phone, ""),
        phone_hours=settings.read("phone_hours", read_phone_hours, NEVER_OPEN),
        out_of_hours_phone=settings.read("out_of_hours_phone", read_phone, ""),
        calendar=calendar_with(_read_closed_days(settings)),
        norms=read_norms(settings),
        data_protection=read_data_protection(settings),
        citizens_adviser=_read_adviser(settings),
        review_ways=read_review_ways(settings),
    )
    settings.refuse_unknown()
    return profile


def _read_languages(settings: SettingsSection) -> tuple[str, ...]:
    languages = settings.texts("languages", _LANGUAGES[0])
    if languages not in _LANGUAGES:
        settings.refuse(
            "languages",
            "The portal speaks Danish always and English too, and nothing else.",
            'Write ["da"] or ["da", "en"].',
        )
    return languages


def _read_closed_days(settings: SettingsSection) -> frozenset[date]:
    days: set[date] = set()
    for text in settings.texts("closed_days", ()):
        try:
            days |= read_closed_day(text)
        except Unreadable as problem:
            settings.refuse("closed_days", problem.wrong, problem.right)
    return frozenset(days)


def _read_statement_url(text: str) -> str:
    """The accessibility statement lies at the state's own site (webtilgængelighedsloven § 4)."""
    if not read_https_url(text).startswith(_STATEMENT_HOST):
        wrong = f'"{text}" is not an accessibility statement.'
        raise Unreadable(wrong, f'Write its address, which begins with "{_STATEMENT_HOST}".')
    return text


def _read_adviser(settings: SettingsSection) -> CitizensAdviser | None:
    section = settings.optional_section("citizens_adviser")
    if section is None:
        return None
    adviser = CitizensAdviser(name=section.text("name"), phone=section.read("phone", read_phone, ""))
    section.refuse_unknown()
    return adviser
