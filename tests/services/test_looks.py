"""Who a citizen is told has looked at her case."""

import shutil
from pathlib import Path

from portal.storage.audit import LookKind, LookRow, ViewerKind
from portal.storage.records.notices import NoticeRow
from tests.world import EKSEMPEL, MONDAY, TODAY, World, a_world


def test_staff_under_threat_are_the_team_everywhere_a_citizen_reads(tmp_path: Path, database_url: str) -> None:
    folder = tmp_path / "municipality"
    shutil.copytree(EKSEMPEL, folder)
    staff = folder / "staff.csv"
    told = staff.read_text(encoding="utf-8")
    staff.write_text(
        told.replace(
            ",skr,Susanne Krogh,rådgiver,adviser,disability,70 00 01 11,mon-thu 09:00-12:00,no",
            ",skr,Susanne Krogh,rådgiver,adviser,disability,,,yes",
        ),
        encoding="utf-8",
    )
    with a_world(database_url, folder) as world:
        case = world.a_case(opened_on=TODAY)
        susanne, anna = world.caseworker(), world.citizen("Anna")
        preview = susanne.sends(susanne.opens(f"/medarbejder/sager/{case}/naeste-skridt").form("/naeste-skridt"))
        susanne.sends(preview.form("/naeste-skridt"), button="Send")
        assert [notice.posted_by_name for notice in world.rows(NoticeRow)] == ["Handicap og Psykiatri"]
        for path in (f"/sager/{case}", f"/sager/{case}/set-af"):
            page = anna.opens(path)
            assert "Handicap og Psykiatri" in page.words
            assert "Krogh" not in page.source


def test_staff_under_threat_who_leave_are_still_not_named(tmp_path: Path, database_url: str) -> None:
    folder = tmp_path / "municipality"
    shutil.copytree(EKSEMPEL, folder)
    staff = folder / "staff.csv"
    told = staff.read_text(encoding="utf-8")
    lines = [line for line in told.splitlines() if ",skr," not in line]
    (of_susanne,) = set(told.splitlines()) - set(lines)
    staff.write_text("\n".join([*lines, of_susanne.removesuffix(",no") + ",yes"]), encoding="utf-8")
    with a_world(database_url, folder) as world:
        case = world.a_case()
        world.caseworker().opens(f"/medarbejder/sager/{case}")
    staff.write_text("\n".join(lines), encoding="utf-8")
    with a_world(database_url, folder) as world:
        page = world.citizen("Anna").opens(f"/sager/{case}/set-af")
        assert "Handicap og Psykiatri" in page.words
        assert "Krogh" not in page.source


def test_staff_whose_shown_name_was_not_kept_are_the_municipality(world: World) -> None:
    case = world.a_case()
    look = LookRow(
        case_id=case,
        sign_in_id=case,
        kind=LookKind.CASE,
        viewer_kind=ViewerKind.STAFF,
        viewer_ref="gone",
        viewer_name="Grethe Holm",
        looked_at=MONDAY,
    )
    world.write(look)
    page = world.citizen("Anna").opens(f"/sager/{case}/set-af")
    assert "Eksempel Kommune" in page.root.xpath("//ul[contains(@class, 'looks')]")[0].text_content()
    assert "Grethe Holm" not in page.source


def test_who_has_left_the_municipality_is_named_as_when_she_looked(world: World) -> None:
    case = world.a_case()
    look = LookRow(
        case_id=case,
        sign_in_id=case,
        kind=LookKind.CASE,
        viewer_kind=ViewerKind.STAFF,
        viewer_ref="gone",
        viewer_name="Grethe Holm",
        looked_at=MONDAY,
        shown_name="Grethe Holm",
    )
    world.write(look)
    assert "Grethe Holm" in world.citizen("Anna").opens(f"/sager/{case}/set-af").words


def test_a_representative_who_goes_straight_to_a_receipt_is_seen_by_the_one_whose_case_it_is(world: World) -> None:
    case = world.a_case()
    anna = world.citizen("Anna")
    receipt = anna.sends(anna.opens(f"/sager/{case}/udtalelse").form("/udtalelse"), words="Hør mig.")
    karen = world.citizen("Karen", acts_for=("Anna",))
    assert "Hør mig." in karen.opens(receipt.path).words
    looks = anna.opens(f"/sager/{case}/set-af").root.xpath("//ul[contains(@class, 'looks')]")
    assert "Karen Test Testesen" in looks[0].text_content()


def test_a_caseworker_who_goes_straight_to_the_next_step_is_seen_by_the_citizen(world: World) -> None:
    case = world.a_case()
    world.caseworker().opens(f"/medarbejder/sager/{case}/naeste-skridt")
    assert "Susanne Krogh" in world.citizen("Anna").opens(f"/sager/{case}/set-af").words
