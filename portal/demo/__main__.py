"""The demo town's commands: `run` (also without a command), `next-day` and `people`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from portal import clock
from portal.demo.keeping import (
    MOST_DAYS,
    Recipe,
    find_folder,
    keep_recipe,
    make_folder,
    only_one,
    pass_days,
)
from portal.demo.people import load_people
from portal.demo.ports import read_ports, refuse_busy_ports
from portal.demo.refusal import TownRefused, refuse_production
from portal.demo.settings_file import write_settings
from portal.demo.supervisor.children import plan_town_start
from portal.demo.supervisor.supervise import supervise
from portal.demo.town.planning import DEFAULT_SIZE
from portal.demo.welcome import tell_people, welcome

DEFAULT_SEED = 1
_LARGEST_SIZE = 200_000


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    asked = _parse(arguments)
    folder = find_folder(os.environ)
    os.environ["DEMO_DIR"] = str(folder)
    try:
        refuse_production(os.environ)
        if asked.command == "people":
            _say(tell_people(load_people()))
            return 0
        if asked.command == "next-day":
            passed = pass_days(folder, asked.days)
            _say(f"It is day {passed} in the town ({clock.today():%A %d %B %Y}).")
            return 0
        return _run(folder, Recipe(asked.seed, asked.size, clock.today(), asked.has_past))
    except TownRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1


def _run(folder: Path, recipe: Recipe) -> int:
    ports = read_ports(os.environ)
    refuse_busy_ports(ports)
    make_folder(folder)
    with only_one(folder):
        kept = keep_recipe(folder, recipe)
        write_settings(folder, ports, os.environ)
        people, plan = load_people(), plan_town_start(ports, has_past=kept.has_past)
        return supervise(plan, folder, os.environ, _say, lambda: _say(welcome(ports, folder, people)))


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m portal.demo", description="A town to try the portal in.")
    parser.set_defaults(command="run", seed=DEFAULT_SEED, size=DEFAULT_SIZE, has_past=True)
    commands = parser.add_subparsers(dest="command")
    run = commands.add_parser("run", help="start the town and stay (what happens without a command)")
    run.add_argument("--seed", type=int, default=DEFAULT_SEED, help="of the town's chances, at its first start")
    run.add_argument("--size", type=_size, default=DEFAULT_SIZE, help="number of cases, at its first start")
    run.add_argument(
        "--without-past",
        dest="has_past",
        action="store_false",
        help="no finished cases of earlier years, at its first start",
    )
    next_day = commands.add_parser("next-day", help="let a day pass for everybody in the town")
    next_day.add_argument("--days", type=_days, default=1, help="how many days to let pass")
    commands.add_parser("people", help="tell who can sign in")
    asked = parser.parse_args(arguments)
    asked.command = asked.command or "run"
    return asked


def _size(text: str) -> int:
    return _read_between(text, _LARGEST_SIZE)


def _days(text: str) -> int:
    return _read_between(text, MOST_DAYS)


def _read_between(text: str, most: int) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    message = f"must be a whole number from 1 to {most}"
    raise argparse.ArgumentTypeError(message)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
