"""Opening what the clerk chose, dropped or pasted, and finding out for herself what list it is."""

from dataclasses import replace
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.reading import Workbook, open_workbook, pasted
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import layouts
from laomo_desktop.services.imports.preview import Preview, of_book


def look(desk: Desk, path: Path, register: str = "", progress: Progress = silent) -> Preview:
    """The preview of a file; without ``register`` its heads say which it is for. Raises `Refused`.

    A head that lacks a column is no refusal here: `Preview.problem` tells it, and the columns can be put right.
    """
    progress(0, 0, f"正在打开{path.name}")
    return _look(desk, open_workbook(path), register, progress)


def look_at_text(desk: Desk, text: str, register: str, progress: Progress = silent) -> Preview:
    """The preview of a block copied in a spreadsheet, its head row first."""
    return _look(desk, pasted(text), register, progress)


def look_again(desk: Desk, of: Preview, register: str, progress: Progress = silent) -> Preview:
    """The same workbook for another register."""
    return _look(desk, of.book, register, progress)


def _look(desk: Desk, book: Workbook, register: str, progress: Progress) -> Preview:
    guessed = layouts.guess(book)
    if not register:
        if guessed is None:
            told = "认不出这份表是哪一种名单，表头里没有“姓名”“企业名称”等字样"
            raise Refused(told, where=book.path.name, todo="请选好“导入到”后再试")
        register = guessed.name
    found = of_book(desk, register, book, progress, lenient=True)
    if found.problem and guessed is not None and layouts.fits_better(book, guessed, found.layout):
        hint = f"它更像{guessed.label}名单，也可以把“导入到”改为“{guessed.label}”。"
        return replace(found, problem=found.problem + hint)
    return found


def report_name(of: Preview) -> str:
    """职工花名册_错误说明.xlsx, for the report on 职工花名册.xlsx."""
    return f"{of.book.path.stem.removesuffix('_错误说明')}_错误说明.xlsx"


def template_name(register: str) -> str:
    """人员导入表.xlsx."""
    return f"{REGISTERS[register].label}导入表.xlsx"
