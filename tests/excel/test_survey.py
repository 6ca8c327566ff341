"""How far a sheet goes, told from its raw XML."""

from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.excel.reading import open_workbook
from laomo_desktop.excel.sources import zipped
from laomo_desktop.excel.sources.survey import survey
from tests.excel import books


def made(path: Path, **cells: object) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, value in cells.items():
        sheet[place] = value
    sheet["C1040000"].font = openpyxl.styles.Font(bold=True)  # formatted, empty
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cells", "rows", "columns"),
    [
        ({"A1": "x", "B7": 1}, 7, 26),
        ({"A1": "x", "AC7": "y"}, 7, 29),
        ({"A1": "x", "AAA7": "y"}, 7, 16384),
        ({"A1": "x", "D600000": "y"}, 600000, 4),
    ],
)
def test_extent(tmp_path: Path, cells: dict[str, object], rows: int, columns: int) -> None:
    (found,) = survey(made(tmp_path / "a.xlsx", **cells)).values()
    assert (found.rows, found.columns, found.broken) == (rows, columns, {})


def test_a_sheet_formatted_to_the_end_is_still_read_fast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: Path) -> None:
        raise AssertionError("streamed")

    monkeypatch.setattr(zipped, "_streamed", slow)
    path = made(tmp_path / "a.xlsx", A1="姓名", A2="陈㛃")
    assert [row[0] for _, row in open_workbook(path).sheets[0].rows()] == ["姓名", "陈㛃"]


def test_failed_formulas_across_the_pieces(tmp_path: Path) -> None:
    """Enough rows that the XML is read in several pieces; each failed cell is found once, where it is."""
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名", "备注"), *((f"陈㛃{n}", f"第{n}号备注") for n in range(30_000))])
    pattern = r'<c r="B(\d*[05]000)"[^>]*>.*?</c>'
    books.edit(path, "xl/worksheets/sheet1.xml", pattern, r'<c r="B\1" t="e"><f>A1/0</f><v>#DIV/0!</v></c>')
    (found,) = survey(path).values()
    assert found.broken == {(n, 1): "#DIV/0!" for n in range(5000, 30_001, 5000)}
