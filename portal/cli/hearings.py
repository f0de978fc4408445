"""`flask hearings`: find every case that was settled without a hearing."""

from datetime import date, datetime

import click

from portal import clock
from portal.access.oversight import review_of_all
from portal.cli.runtime import runtime
from portal.domain.hearing_review import Finding
from portal.i18n import gettext
from portal.services.hearing_export import FINDINGS, as_csv
from portal.services.hearing_review import SURE, ReviewFilter, review_rows

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("hearings")
def hearings() -> None:
    """Hearings before decisions (partshøring)."""


@hearings.command()
@click.option("--csv", "as_file", is_flag=True, help="Write a file for a spreadsheet, to standard output.")
@click.option("--from", "first", type=_DAY, help="Only what was settled on this day or later.")
@click.option("--to", "last", type=_DAY, help="Only what was settled on this day or before.")
@click.option("--type", "case_type", help="Only cases of this type, by its code.")
@click.option("--team", help="Only cases of this team, by the case system's id.")
@click.option("--unknown", is_flag=True, help="Also what is decided without anybody having said what.")
def missing(
    *,
    as_file: bool,
    first: datetime | None,
    last: datetime | None,
    case_type: str | None,
    team: str | None,
    unknown: bool,
) -> None:
    """Every decision against somebody, and every change of support, before which somebody was not heard."""
    portal = runtime()
    if case_type is not None and case_type not in portal.municipality.case_types.codes:
        known = ", ".join(portal.municipality.case_types.codes)
        raise click.BadParameter(f"There is no such type of case. Write one of: {known}.", param_hint="--type")
    findings = frozenset(Finding) if unknown else SURE
    wanted = ReviewFilter(case_type, team, _day(first), _day(last), findings)
    cases, material = review_of_all(portal)
    rows = review_rows(cases, material, portal.municipality, clock.today(), wanted)
    if as_file:
        click.echo(as_csv(rows), nl=False)
        return
    for row in rows:
        found = gettext(FINDINGS[row.missing.finding])
        click.echo(f"{row.missing.settled_on} {row.case_number} {row.case_type} {found}")
    click.echo(f"Cases: {len(rows)}. Being mended: {sum(row.missing.is_being_mended for row in rows)}.")


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None
