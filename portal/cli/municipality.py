"""`flask municipality check`: tells whether the municipality's material can be used, and what to mend if not."""

from pathlib import Path

import click

from portal.municipality import MunicipalityRefused, load


@click.group()
def municipality() -> None:
    """Work with the municipality's own material."""


@municipality.command()
@click.argument("folder", envvar="PORTAL_MUNICIPALITY", type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Check FOLDER (default: PORTAL_MUNICIPALITY) and name every fault with file, line and column."""
    try:
        loaded = load(folder)
    except MunicipalityRefused as refused:
        for problem in refused.problems:
            click.echo(problem, err=True)
        click.echo(f"{len(refused.problems)} to mend.", err=True)
        raise click.exceptions.Exit(1) from None
    types, teams, staff = len(loaded.case_types.codes), len(loaded.teams.by_code), len(loaded.staff)
    click.echo(f"{loaded.name}: {types} case types, {teams} teams, {staff} staff.")
    click.echo("Nothing to mend.")
