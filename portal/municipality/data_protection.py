"""What citizens are told of their data: whom to ask, on what grounds it is kept, and for how long (GDPR art. 13-14)."""

from dataclasses import dataclass
from datetime import date

from portal.municipality.settings_file import SettingsSection
from portal.municipality.texts import read_date, read_https_url, read_mail, read_phone

_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class DataProtection:
    """The municipality's own part of the privacy page; what the portal itself keeps is told by the portal."""

    officer: str
    """The data protection officer (databeskyttelsesrådgiver, GDPR art. 37): a name, or the office's."""
    phone: str
    mail: str
    retention_url: str
    """The municipality's own page of how long it keeps which cases."""
    processors: tuple[str, ...]
    """Who handles the data for the municipality (databehandlere); none when it runs everything itself."""
    legal_grounds: tuple[str, ...]
    """The provisions in Danish, as the municipality's lawyer has written them."""
    checked_on: date
    """When the municipality last went through all this."""


def read_data_protection(settings: SettingsSection) -> DataProtection:
    """The settings under `[data_protection]`."""
    section = settings.section("data_protection")
    told = DataProtection(
        officer=section.text("officer"),
        phone=section.read("phone", read_phone, ""),
        mail=section.read("mail", read_mail, ""),
        retention_url=section.read("retention_url", read_https_url, ""),
        processors=section.texts("processors", ()),
        legal_grounds=section.texts("legal_grounds", ("",)),
        checked_on=section.read("checked_on", read_date, _NO_DAY),
    )
    if not told.legal_grounds:
        section.refuse("legal_grounds", "There is none.", "Name at least one provision that lets you keep the data.")
    section.refuse_unknown()
    return told
