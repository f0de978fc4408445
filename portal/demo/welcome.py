"""What the town says to the person who runs it."""

from pathlib import Path

from portal.demo.people import People
from portal.demo.ports import HOST, Ports

_INDENT = "  "


def tell_people(people: People) -> str:
    """Who can sign in: the people the demo tells of, and how many others."""
    told = [citizen for citizen in people.citizens if citizen.about]
    width = max(len(name) for name in [one.name for one in told] + [one.name for one in people.staff])
    lines = [
        "Citizens (sign in with the demo's MitID):",
        *(f"{_INDENT}{one.name:<{width}}  {one.about}" for one in told),
        f"{_INDENT}and {len(people.citizens) - len(told)} others, on the sign-in page",
        "Staff (sign in at the municipality):",
        *(f"{_INDENT}{one.name:<{width}}  {one.about}" for one in people.staff),
    ]
    return "\n".join(lines)


def welcome(ports: Ports, folder: Path, people: People) -> str:
    """The town is ready: where it is, who can sign in, and how a day passes."""
    portal = f"http://{HOST}:{ports.portal}"
    return "\n".join(
        [
            "",
            f"The town is ready: {portal}/",
            f"Staff sign in at {portal}/medarbejder/",
            "",
            tell_people(people),
            "",
            f"Let a day pass: DEMO_DIR={folder} .venv/bin/python -m portal.demo next-day",
            "End it: Ctrl-C",
        ]
    )
