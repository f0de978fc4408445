"""Tables are read whole, and every fault is told with its line."""

from tests.municipality.material import Material


def test_a_spreadsheets_own_csv_is_read(material: Material) -> None:
    path = material.folder / "teams.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [f'"{line}"'.replace(",", '";"') for line in lines]
    path.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8", newline="")
    town = material.load()
    team = town.team("disability")
    assert team is not None
    assert team.name.da == "Handicap og Psykiatri"


def test_columns_may_stand_in_any_order(material: Material) -> None:
    (material.folder / "states.csv").write_text("state,source_state,source\ndeciding,Oplyst,nova\n", encoding="utf-8")
    assert material.load().state("nova", "Oplyst").value == "deciding"


def test_a_remark_and_an_empty_line_do_not_move_the_line_numbers(material: Material) -> None:
    path = material.folder / "states.csv"
    path.write_text("# one\n\nsource,source_state,state\n# two\n\nnova,Oplyst,wrong\n", encoding="utf-8")
    (problem,) = material.problems()
    assert problem.startswith("states.csv, line 6, state: ")


def test_a_missing_and_a_misspelt_column_are_both_told(material: Material) -> None:
    material.change("states.csv", "source,source_state,state", "source,source_stat,state")
    right = "The columns are: source, source_state, state."
    line = material.line_of("states.csv", "source_stat,")
    assert material.problems() == [
        f"states.csv, line {line}, source_state: The column is missing. {right}",
        f"states.csv, line {line}, source_stat: There is no such column. {right}",
    ]


def test_a_column_that_stands_there_twice_is_told(material: Material) -> None:
    material.change("states.csv", "source,source_state,state", "source,source_state,state,state")
    assert material.problems()[0].endswith("A column stands there twice. Give each column once.")


def test_a_comma_without_quotation_marks_is_told_once(material: Material) -> None:
    material.change("case_types.csv", '"Aflastning, voksne"', "Aflastning, voksne")
    line = material.line_of("case_types.csv", "respite_adult")
    assert material.problems() == [
        (
            f"case_types.csv, line {line}: It has 18 cells. "
            "Write 17, one for each column; a text with a comma needs quotation marks."
        )
    ]


def test_a_quotation_mark_that_is_not_closed_is_told_where_it_stands(material: Material) -> None:
    material.change("case_types.csv", '"Aflastning, voksne"', '"Aflastning, voksne')
    line = material.line_of("case_types.csv", "respite_adult")
    (problem,) = material.problems()
    assert problem.startswith(f"case_types.csv, line {line}: The line cannot be split into cells.")


def test_a_file_in_another_encoding_is_told(material: Material) -> None:
    path = material.folder / "teams.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    assert material.problems() == ['teams.csv: The file is not UTF-8. Save it again as "CSV UTF-8".']


def test_a_folder_in_place_of_a_file_is_told(material: Material) -> None:
    (material.folder / "states.csv").unlink()
    (material.folder / "states.csv").mkdir()
    assert material.problems() == ["states.csv: The file cannot be opened. Let the portal read it."]


def test_an_empty_file_is_told_with_what_belongs_there(material: Material) -> None:
    (material.folder / "states.csv").write_text("# nothing yet\n", encoding="utf-8")
    assert material.problems() == ["states.csv: The file is empty. Its first line is: source,source_state,state"]
