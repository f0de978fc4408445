"""What `flask municipality` tells somebody who has written the municipality's material."""

import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from portal.cli.municipality import municipality

DEMO = Path("portal/demo/municipality")


def test_good_material_is_told_to_be_good() -> None:
    told = CliRunner().invoke(municipality, ["check", str(DEMO)])
    assert told.exit_code == 0
    assert told.output == "Eksempel Kommune: 15 case types, 4 teams, 9 staff.\nNothing to mend.\n"


def test_the_folder_may_come_from_the_settings() -> None:
    told = CliRunner().invoke(municipality, ["check"], env={"PORTAL_MUNICIPALITY": str(DEMO)})
    assert told.exit_code == 0


def test_every_fault_is_told_on_its_own_line_and_the_command_fails(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DEMO, tmp_path / "municipality"))
    (folder / "teams.csv").unlink()
    (folder / "logo.svg").unlink()
    told = CliRunner().invoke(municipality, ["check", str(folder)])
    assert told.exit_code == 1
    assert told.stdout == ""
    assert told.stderr.splitlines() == [
        (
            'municipality.toml, line 5, logo: There is no picture "logo.svg" in the folder. '
            "Put an .svg or .png file there and write its name."
        ),
        "teams.csv: The file is missing. Put it in the municipality's folder.",
        "2 to mend.",
    ]


def test_it_is_checked_before_there_are_settings() -> None:
    told = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "portal.cli", "municipality", "check", str(DEMO)],
        env={},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith("Nothing to mend.\n")
