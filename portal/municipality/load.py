"""Reads a municipality's folder, and refuses it with every fault at once."""

from pathlib import Path

from portal.municipality.case_types import read_case_types
from portal.municipality.mapping import read_mapping
from portal.municipality.municipality import Municipality
from portal.municipality.paths import read_paths
from portal.municipality.problems import Problems
from portal.municipality.profile import read_profile
from portal.municipality.staff import read_staff, read_teams


def load(folder: Path) -> Municipality:
    """The municipality whose material lies in `folder`.

    Raises:
        MunicipalityRefused: something is missing or wrong; it names each fault with file, line and column.
    """
    problems = Problems()
    if not folder.is_dir():
        problems.add(str(folder), None, None, "There is no such folder.", "Name the folder with municipality.toml.")
        problems.refuse_if_any()
    profile = read_profile(folder, problems)
    teams = read_teams(folder, profile.phone_hours, problems)
    staff = read_staff(folder, teams, problems)
    case_types = read_case_types(folder, read_paths(folder, problems), teams, problems)
    mapping = read_mapping(folder, case_types, problems)
    problems.refuse_if_any()
    return Municipality(**vars(profile), teams=teams, staff=staff, case_types=case_types, mapping=mapping)
