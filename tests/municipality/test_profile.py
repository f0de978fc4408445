"""The municipality's name, phones, norms and appearance."""

from datetime import date

import pytest

from portal.domain.working_days import is_working_day
from portal.municipality import Municipality
from portal.municipality.appearance import contrast
from tests.municipality.material import Material

FILE = "municipality.toml"


def test_eksempel_kommune_says_how_it_is_reached(eksempel: Municipality) -> None:
    assert eksempel.name == "Eksempel Kommune"
    assert eksempel.logo.media_type == "image/svg+xml"
    assert eksempel.languages == ("da", "en")
    assert eksempel.norms.statement_answer_working_days == 5
    assert eksempel.norms.breach_report_hours == 72
    assert eksempel.citizens_adviser is not None
    assert not is_working_day(date(2026, 12, 24), eksempel.calendar)
    assert not is_working_day(date(2026, 12, 25), eksempel.calendar)


def test_a_municipality_without_a_citizens_adviser_has_none(material: Material) -> None:
    material.change(FILE, '[citizens_adviser]\nname = "Inger Vestergaard"\nphone = "70 00 01 90"\n', "")
    assert material.load().citizens_adviser is None


def test_without_a_legal_ground_nothing_may_be_kept(material: Material) -> None:
    path = material.folder / FILE
    source = path.read_text(encoding="utf-8")
    grounds = source[source.index("legal_grounds = [") : source.index("checked_on")]
    path.write_text(source.replace(grounds, "legal_grounds = []\n"), encoding="utf-8")
    (problem,) = material.problems()
    assert problem.endswith("There is none. Name at least one provision that lets you keep the data.")


def test_the_hole_finders_may_be_sent_to_a_page(material: Material) -> None:
    material.change(FILE, "sikkerhed@eksempel-kommune.example", "https://eksempel-kommune.example/sikkerhed")
    assert material.load().security_contact == "https://eksempel-kommune.example/sikkerhed"


def test_a_single_closed_day_may_be_written_as_a_date(material: Material) -> None:
    material.change(FILE, '"12-31"]', '"12-31", 2027-05-07]')
    calendar = material.load().calendar
    assert not is_working_day(date(2027, 5, 7), calendar)
    assert is_working_day(date(2028, 5, 8), calendar)


@pytest.mark.parametrize(
    ("old", "new", "setting", "told"),
    [
        ('"70 00 01 00"', '"1234"', "phone", "is not a Danish phone number."),
        ('"70 00 01 99"', '"?"', "out_of_hours_phone", "is not a Danish phone number."),
        ("mon-wed 09:00-15:00", "mon-wed", "phone_hours", "cannot be read. Write them like"),
        ("mon-wed 09:00-15:00", "man-ons 09:00-15:00", "phone_hours", '"man-ons" is no weekday. Use mon, tue'),
        ("mon-wed 09:00-15:00", "wed-mon 09:00-15:00", "phone_hours", '"wed-mon" ends before it begins.'),
        ("mon-wed 09:00-15:00", "mon-thu 09:00-15:00", "phone_hours", 'name "thu" twice.'),
        ("mon-wed 09:00-15:00", "mon-wed 15:00-09:00", "phone_hours", '"15:00-09:00" is no stretch of time'),
        ("mon-wed 09:00-15:00", "mon-wed 09:00-25:00", "phone_hours", '"09:00-25:00" is no stretch of time'),
        ("mon-wed 09:00-15:00", "mon-wed 09:00-15:00 14:00-16:00", "phone_hours", "overlap on one day."),
        ('"05-01", ', '"1. maj", ', "closed_days", '"1. maj" is not a date.'),
        ('"05-01", ', '"31-12", ', "closed_days", '"31-12" is not a day of the year. Write month-day, like 12-24'),
        ('["05-01", "06-05", "12-24", "12-31"]', '"12-24"', "closed_days", "It must be a list of texts."),
        (
            "https://eksempel-kommune.example/kontakt",
            "http://eksempel-kommune.example",
            "contact_url",
            "is not an https address.",
        ),
        (
            "https://was.digst.dk/eksempel",
            "https://eksempel.example",
            "accessibility_statement_url",
            'begins with "https://was.digst.dk/"',
        ),
        ("https://eksempel-kommune.example/digital-post", "post", "digital_post_url", "is not an https address."),
        ("sikkerhed@eksempel-kommune.example", "sikkerhed", "security_contact", "is not an https address."),
        ("sikkerhed@eksempel", "sikker hed@eksempel", "security_contact", "is not a mail address."),
        (
            "databeskyttelse@eksempel-kommune.example",
            "kirsten",
            "data_protection.mail",
            'Write it like "dpo@kommunen.dk".',
        ),
        ('"70 00 01 80"', '"70"', "data_protection.phone", "is not a Danish phone number."),
        ('"2026-11-02"', '"2. november"', "data_protection.checked_on", "is not a date."),
        ('["Eksempel Drift A/S"]', '"Eksempel Drift A/S"', "data_protection.processors", "It must be a list of texts."),
        ("https://eksempel-kommune.example/slettefrister", "5", "data_protection.retention_url", "is not an https"),
        ('["da", "en"]', '["en"]', "languages", 'Write ["da"] or ["da", "en"]'),
        ('["da", "en"]', '["da", "kl"]', "languages", 'Write ["da"] or ["da", "en"]'),
        ('["da", "en"]', '["en", "da"]', "languages", 'Write ["da"] or ["da", "en"]'),
        ('"logo.svg"', '"crest.svg"', "logo", 'There is no picture "crest.svg" in the folder.'),
        ('"logo.svg"', '"teams.csv"', "logo", "Put an .svg or .png file there"),
        ('"logo.svg"', '"../municipality/logo.svg"', "logo", "There is no picture"),
        ('"#1d4f6e"', '"blue"', "colours.primary", '"blue" is not a colour. Write it like "#1d4f6e".'),
        (
            '"#ffffff"',
            '"#7a8a94"',
            "colours.on_primary",
            "on_primary #7a8a94 on primary #1d4f6e has a contrast of 2.4:1. It must be 4.5:1 or more",
        ),
        (
            "receipt_working_days = 5",
            "receipt_working_days = 0",
            "norms.receipt_working_days",
            "Write a whole number from 1 to 365.",
        ),
        (
            "receipt_working_days = 5",
            'receipt_working_days = "soon"',
            "norms.receipt_working_days",
            '"soon" cannot be used.',
        ),
        ("breach_report_hours = 72", "breach_report_hours = 96", "norms.breach_report_hours", "from 1 to 72."),
        ('name = "Eksempel Kommune"', 'name = " "', "name", "It must be a text."),
        ('name = "Inger Vestergaard"', 'nane = "Inger"', "citizens_adviser.nane", "There is no such setting."),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_its_line(
    material: Material, old: str, new: str, setting: str, told: str
) -> None:
    line = material.line_of(FILE, old.splitlines()[0])
    material.change(FILE, old, new)
    problems = material.problems()
    assert any(problem.startswith(f"{FILE}, line {line}, {setting}: ") and told in problem for problem in problems)


def test_a_setting_that_is_missing_is_told(material: Material) -> None:
    material.change(FILE, 'out_of_hours_phone = "70 00 01 99" # døgnvagt', "")
    assert material.problems() == [
        f"{FILE}, out_of_hours_phone: It is missing. Write out_of_hours_phone = … above the first section."
    ]


@pytest.mark.parametrize("section", ["norms", "colours", "data_protection"])
def test_a_missing_section_is_told_once(material: Material, section: str) -> None:
    path = material.folder / FILE
    top, _, rest = path.read_text(encoding="utf-8").partition(f"[{section}]")
    _, bracket, following = rest.partition("\n[")
    path.write_text(top + bracket + following, encoding="utf-8")
    assert material.problems() == [
        f"{FILE}, {section}: The section is missing. Write [{section}] and the settings under it."
    ]


def test_a_line_that_is_not_toml_is_told_and_nothing_else(material: Material) -> None:
    line = material.line_of(FILE, "short_name")
    material.change(FILE, 'short_name = "Eksempel"', "short_name = Eksempel")
    (problem,) = material.problems()
    assert problem.startswith(f"{FILE}, line {line}: The line is not TOML.")


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)
