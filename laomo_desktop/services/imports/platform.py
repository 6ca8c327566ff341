"""What the export of a platform leaves unsaid of a need: where it came from, and how it ended.

职工之家APP, 益企有我 and the 揭榜 lists name themselves above the head or in the file's name, not in a column; a need
that they call finished often comes without its day, its result or its reason.
"""

from datetime import date
from itertools import takewhile

from laomo_desktop.db.rows import Row
from laomo_desktop.domain.states import NEED
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.reading import Workbook

REGISTER = "needs"
_NAMES = (("职工之家", "职工之家APP"), ("益企有我", "益企有我"), ("揭榜", "揭榜攻关"), ("榜单", "揭榜攻关"))
_CLOSED, _UNSOLVED = NEED.state("closed").label, NEED.state("unsolved").label
SOLVED_THERE, UNSOLVED_THERE = "平台上已办结", "平台上未能解决"


def source(book: Workbook, layout: Layout) -> str:
    """The platform a workbook of needs comes from, "" if it does not say."""
    above = takewhile(lambda row: row[0] <= layout.head_row, book[layout.sheet].rows())
    told = "".join(str(cell) for _, row in above for cell in row) + book.path.stem
    return next((choice for name, choice in _NAMES if name in told), "")


def completed(register: str, row: Row, came_from: str = "") -> Row:
    """A row about to be written, with what belongs to its state; a new one also with its source."""
    if register != REGISTER:
        return row
    known: Row = {"source": came_from} if came_from else {}
    if row.get("state") == _CLOSED:
        known |= {"closed": date.today().isoformat(), "result": SOLVED_THERE}
    if row.get("state") == _UNSOLVED:
        known |= {"closed": date.today().isoformat(), "reason": row.get("result") or UNSOLVED_THERE}
    return {**known, **{name: value for name, value in row.items() if value is not None}}
