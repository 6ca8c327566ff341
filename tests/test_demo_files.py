"""The sample workbooks are what their script writes, wrong only where they are meant to be, and nobody's."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.id_number import parse_id
from laomo_desktop.domain.names import parse_name
from laomo_desktop.domain.phone import parse_phone
from laomo_desktop.domain.text import fold
from laomo_desktop.domain.uscc import parse_uscc
from resources.demo import made_up, make_demo
from tests.conftest import RESOURCES

FILES = (make_demo.ROSTER, make_demo.TRAINEES, make_demo.ENTERPRISES)
FOLDER = RESOURCES / "demo"


def _sheet(path: Path) -> Worksheet:
    return load_workbook(path).worksheets[0]


def _rows(name: str) -> list[tuple[object, ...]]:
    """The data rows: those that begin with a running number."""
    return [row for row in _sheet(FOLDER / name).iter_rows(values_only=True) if isinstance(row[0], int)]


def _terms(name: str) -> set[str]:
    lines = (RESOURCES / "dictionaries" / f"{name}.tsv").read_text("utf-8").splitlines()
    return {fold(each) for line in lines for each in line.replace("\t", "、", 1).split("、")} | {
        fold(line.split("\t")[0]) for line in lines
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make_demo.main(folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_script_writes(name: str, written: Path) -> None:
    ours, anew = _sheet(FOLDER / name), _sheet(written / name)
    assert list(ours.iter_rows(values_only=True)) == list(anew.iter_rows(values_only=True))
    assert sorted(map(str, ours.merged_cells.ranges)) == sorted(map(str, anew.merged_cells.ranges))


@pytest.mark.parametrize("name", FILES)
def test_a_second_writing_is_the_same_to_the_byte(name: str, written: Path, tmp_path: Path) -> None:
    make_demo.main(tmp_path)
    assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def _fault(raw: object, seen: set[str]) -> bool:
    try:
        number = parse_id(str(raw))
    except Refused:
        return True
    again = number in seen
    seen.add(number)
    return again


def test_the_roster_is_wrong_where_it_is_meant_to_be() -> None:
    seen: set[str] = set()
    wrong = {row[0] for row in _rows(make_demo.ROSTER) if not isinstance(row[3], str) or _fault(row[3], seen)}
    assert wrong == set(make_demo.SPOILT)
    assert len(seen) == 300 - len(wrong)


def test_everybody_in_the_roster_has_a_name_and_a_telephone() -> None:
    rows = _rows(make_demo.ROSTER)
    names = [parse_name(str(row[1])) for row in rows]
    assert set(made_up.RARE_NAMES) < set(names)
    assert len(names) == 300
    assert [name for name in set(names) if names.count(name) > 1] == [made_up.name_of(50)]
    assert len({parse_phone(str(row[4])) for row in rows}) == 300


def test_nobody_is_real() -> None:
    everybody = made_up.roster() + made_up.trainees()
    assert all(each.id_number.startswith("9901") or not each.id_number for each in everybody)
    assert all(each.phone.startswith("1990000") for each in everybody)
    assert all(made_up.firm(number).phone.startswith("1990000") for number in range(made_up.FIRMS))


def test_most_trainees_stand_in_the_roster() -> None:
    known = {each.id_number for each in made_up.roster()}
    trainees = made_up.trainees()
    assert len(trainees) == len(_rows(make_demo.TRAINEES)) == 60
    assert len([each for each in trainees if each.id_number in known]) == 50
    assert len([each for each in trainees if not each.id_number]) == 2
    assert len({each.name for each in trainees}) == 60


def test_enterprises_are_right_and_cover_the_roster() -> None:
    rows = _rows(make_demo.ENTERPRISES)
    assert len({parse_uscc(str(row[2])) for row in rows}) == made_up.FIRMS == 40
    assert {each.enterprise for each in made_up.roster()} <= {row[1] for row in rows}


@pytest.mark.parametrize(
    ("name", "column", "dictionary"),
    [
        (make_demo.ENTERPRISES, 4, "chain"),
        (make_demo.ENTERPRISES, 5, "industry"),
        (make_demo.ENTERPRISES, 7, "enterprise_role"),
        (make_demo.ROSTER, 8, "trade"),
        (make_demo.ROSTER, 9, "skill"),
        (make_demo.ROSTER, 11, "person_kind"),
        (make_demo.ROSTER, 12, "specialty"),
        (make_demo.TRAINEES, 4, "trade"),
    ],
)
def test_the_words_stand_in_the_shipped_dictionaries(name: str, column: int, dictionary: str) -> None:
    known = _terms(dictionary)
    cells = {str(row[column]) for row in _rows(name) if row[column] is not None}
    parts = {part for cell in cells for part in ([cell] if fold(cell) in known else cell.split("、"))}
    assert cells
    assert {part for part in parts if fold(part) not in known} == set()
