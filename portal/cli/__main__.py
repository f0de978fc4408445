"""`python -m portal.cli municipality check FOLDER`: the command that is of use before there are any settings."""

import click

from portal.cli.municipality import municipality

if __name__ == "__main__":
    click.Group(commands=[municipality])(prog_name="python -m portal.cli")
