"""The portal under random bad input, the same for the same seed.

    .venv/bin/python -m tests.web.bad_input.fuzz --requests 2000

Pages and forms are found by walking the portal as each visitor; then paths, queries, fields, packings and headers are
made wrong at random. It prints what was answered, how often, and what is wrong with any answer.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from portal.storage.mirror import CaseEventRow, CaseRow, PartyRow, TaskRow
from tests.web.bad_input.answers import faults, send
from tests.web.bad_input.crawl import Found, FoundForm, crawl, endpoint_of
from tests.web.bad_input.quarter import Quarter, a_town, build_quarter
from tests.web.bad_input.sendings import PACKINGS, VALUES, WRONG_IDS, WRONG_QUERIES, Sending, pack
from tests.world import World

SEED: Final = 20261123
_MIRROR: Final = (CaseRow, PartyRow, TaskRow, CaseEventRow)
_HEADERS: Final = ("Accept", "Accept-Encoding", "Accept-Language", "Content-Length", "Content-Type", "Cookie", "Host")
_HEADERS_TOO: Final = (
    "If-None-Match",
    "Origin",
    "Range",
    "Referer",
    "Sec-Fetch-Site",
    "User-Agent",
    "X-CSRFToken",
    "X-Forwarded-Host",
)


@dataclass
class Findings:
    """What came of it."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    """By who asked and what was answered."""
    faults: list[str] = field(default_factory=list)


def fuzz(world: World, *, requests: int, seed: int = SEED) -> Findings:
    """Send so many wrong requests, and say what came of them; what the case system says stays as it is."""
    quarter, chance, findings = build_quarter(world), random.Random(seed), Findings()  # noqa: S311 -- the same each time
    before = _mirror(world)
    requests_to_come = _requests(quarter, chance)
    for _ in range(requests):
        who, sending = next(requests_to_come)
        answer = send(quarter.visitors[who], sending)
        findings.statuses[who, answer.status_code] += 1
        told = f"{who} {sending.method} {endpoint_of(world.app, sending.path, sending.method)[:100]}"
        sent = f"{sending.path} {sending.body!r} {dict(sending.headers)}".encode() + sending.body
        findings.faults += [f"{told}: {fault}" for fault in faults(answer, sent)]
    if _mirror(world) != before:
        findings.faults.append("What the case system says was changed.")
    findings.faults += [f"{found}" for found in _broken_rules(world)]
    return findings


def _requests(quarter: Quarter, chance: random.Random) -> Iterator[tuple[str, Sending]]:
    found = {who: crawl(who, visitor) for who, visitor in quarter.visitors.items()}
    paths = sorted({path for each in found.values() for path in each.pages})
    while True:
        who = chance.choice(sorted(found))
        yield who, _wrong_request(found[who], paths, chance)


def _wrong_request(found: Found, paths: list[str], chance: random.Random) -> Sending:
    forms = [each for each in found.forms if not each.ends_sign_in]
    if not forms or chance.random() < 0.25:
        return _wrong_page(paths, chance)
    sending = _wrong_form(chance.choice(forms), chance)
    if chance.random() < 0.1:
        sending = replace(sending, path=_wrong_path(sending.path, chance))
    if chance.random() < 0.2:
        name, value = chance.choice(_HEADERS + _HEADERS_TOO), chance.choice(list(VALUES.values()))
        sending = replace(sending, headers={name: _header(value)})
    return sending


def _wrong_page(paths: list[str], chance: random.Random) -> Sending:
    path = chance.choice(paths)
    if chance.random() < 0.5:
        path = _wrong_path(path, chance)
    method = chance.choice(["GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT"])
    return Sending(path.partition("?")[0] + chance.choice(WRONG_QUERIES), method=method, content_type=None)


def _wrong_form(found: FoundForm, chance: random.Random) -> Sending:
    if chance.random() < 0.3:
        return PACKINGS[chance.choice(list(PACKINGS))](found.form)
    values: dict[str, bytes | str] = dict(found.form.values)
    for name in chance.sample(sorted({*values, *found.form.choices}), k=1):
        values[name] = chance.choice(list(VALUES.values()))
    for name in found.typed:
        if chance.random() < 0.5:
            values[name] = chance.choice(list(VALUES.values()))
    for name, _value, _words in found.form.buttons:
        if name and chance.random() < 0.5:
            values[name] = "1"
    pairs = list(values.items())
    chance.shuffle(pairs)
    return Sending(found.form.action, body=pack(pairs))


def _wrong_path(path: str, chance: random.Random) -> str:
    parts = path.split("/")
    place = chance.randrange(1, len(parts))
    parts[place] = chance.choice(WRONG_IDS)
    return "/".join(parts)


def _header(value: bytes) -> str:
    return value[:5000].decode("latin-1").replace("\r", "").replace("\n", "")


def _mirror(world: World) -> dict[str, list[str]]:
    return {table.__name__: sorted(repr(row.model_dump()) for row in world.rows(table)) for table in _MIRROR}


def _broken_rules(world: World) -> Iterator[str]:
    """What the database itself says is wrong in it."""
    with world.engine.connect() as connection:
        if world.engine.dialect.name != "sqlite":
            return
        yield from (f"foreign key: {row}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
        yield from (
            f"integrity: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"
        )


def _print(findings: Findings) -> None:
    statuses = sorted({status for _, status in findings.statuses})
    people = sorted({who for who, _ in findings.statuses})
    lines = [" ".join([f"{'':<10}", *(f"{status:>6}" for status in statuses)])]
    lines += [
        " ".join([f"{who:<10}", *(f"{findings.statuses[who, status]:>6}" for status in statuses)]) for who in people
    ]
    totals = [sum(findings.statuses[who, status] for who in people) for status in statuses]
    lines += [" ".join([f"{'all':<10}", *(f"{total:>6}" for total in totals)]), f"{len(findings.faults)} faults"]
    lines += [f"  {fault} ({times} times)" for fault, times in Counter(findings.faults).most_common()]
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> None:
    """Build the quarter in a folder of its own, send, and print; 1 when an answer was wrong."""
    reader = argparse.ArgumentParser(description="Send the portal random bad input.")
    reader.add_argument("--requests", type=int, default=2000)
    reader.add_argument("--seed", type=int, default=SEED)
    wanted = reader.parse_args()
    with TemporaryDirectory() as folder, a_town(Path(folder)) as world:
        findings = fuzz(world, requests=wanted.requests, seed=wanted.seed)
    _print(findings)
    sys.exit(1 if findings.faults else 0)


if __name__ == "__main__":
    main()
