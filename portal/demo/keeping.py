"""What a town keeps in its folder (`DEMO_DIR`) between starts: what it is made of, and how many days have passed."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from portal.demo.refusal import TownRefused

DEFAULT_FOLDER = ".demo"
MOST_DAYS = 3650
_MADE_OF = "town.json"
_CLOCK = "clock.json"
_LOCK = "town.lock"
_ARCHIVE = "archive.open"
_OURS = (_MADE_OF, _CLOCK, _LOCK, _ARCHIVE, "town.env", "portal.sqlite*", "logs/*")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a town is made of. With the business date it decides everything in the case system."""

    seed: int
    size: int
    day_zero: date
    has_past: bool = True
    """Whether there are finished cases of earlier years to measure times on."""


def find_folder(environment: Mapping[str, str]) -> Path:
    """The town's folder as an absolute path; it need not exist."""
    return Path(environment.get("DEMO_DIR") or DEFAULT_FOLDER).resolve()


def make_folder(folder: Path) -> None:
    """Make the town's folder, for its owner alone, and the one for logs in it.

    Raises:
        TownRefused: it cannot be made or written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "logs").mkdir(mode=0o700, exist_ok=True)
        _close_to_others(folder)
    except OSError as fault:
        message = f"DEMO_DIR cannot be used: {folder}: {fault.strerror}."
        raise TownRefused(message) from None


def _close_to_others(folder: Path) -> None:
    """Let only its owner read what a town of before left open; nothing else that lies in the folder is touched."""
    for pattern in _OURS:
        for path in folder.glob(pattern):
            if path.is_file() and not path.is_symlink() and path.stat().st_mode & 0o077:
                path.chmod(0o600)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder while a town runs in it.

    Raises:
        TownRefused: another town runs in it.
    """
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"A town already runs in {folder}; stop it, or set DEMO_DIR to another folder."
            raise TownRefused(message) from None
        yield


def keep_recipe(folder: Path, recipe: Recipe) -> Recipe:
    """The recipe the town was first made with; `recipe` at the first start."""
    try:
        return read_recipe(folder)
    except FileNotFoundError:
        kept = asdict(recipe) | {"day_zero": recipe.day_zero.isoformat()}
        write_whole(folder / _MADE_OF, json.dumps(kept, indent=1) + "\n")
        return recipe


def read_recipe(folder: Path) -> Recipe:
    """The recipe the town was first made with.

    Raises:
        FileNotFoundError: no town has been made here.
        TownRefused: the file has been spoilt.
    """
    text = (folder / _MADE_OF).read_text(encoding="utf-8")
    try:
        kept = json.loads(text)
        seed, size, day_zero = int(kept["seed"]), int(kept["size"]), date.fromisoformat(kept["day_zero"])
        return Recipe(seed, size, day_zero, has_past=bool(kept.get("has_past", True)))
    except (ValueError, KeyError, TypeError):
        raise TownRefused(_spoilt(folder / _MADE_OF)) from None


def is_archive_open(folder: Path) -> bool:
    """Whether the town's case system lists its finished cases from the start."""
    return (folder / _ARCHIVE).exists()


def keep_archive_open(folder: Path) -> None:
    """Let it list them at every later start."""
    write_whole(folder / _ARCHIVE, "")


def pass_days(folder: Path, days: int) -> int:
    """Let `days` pass for everybody in the town; returns how many have passed since day zero, all told.

    Raises:
        TownRefused: there is no town, its clock has been spoilt, or too many days have passed.
    """
    if not (folder / _MADE_OF).exists():
        message = f"There is no town in {folder}; start one with make demo."
        raise TownRefused(message)
    passed = _days_passed(folder) + days
    if passed > MOST_DAYS:
        message = f"At most {MOST_DAYS} days can pass in a town."
        raise TownRefused(message)
    write_whole(folder / _CLOCK, json.dumps({"offset_days": passed}) + "\n")
    return passed


def write_whole(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a file so that nobody ever reads half of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def _days_passed(folder: Path) -> int:
    try:
        return int(json.loads((folder / _CLOCK).read_text(encoding="utf-8"))["offset_days"])
    except FileNotFoundError:
        return 0
    except (ValueError, KeyError, TypeError):
        raise TownRefused(_spoilt(folder / _CLOCK)) from None


def _spoilt(path: Path) -> str:
    return f"{path} cannot be read; remove the folder {path.parent} to start a new town."
