"""A paper that is mostly one table: title and facts, the table over as many pages as needed, signatures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.fonts import BOLD, SANS, SERIF
from laomo_desktop.printing.paper import A4, A4_WIDE, Box, Paper, Type
from laomo_desktop.printing.papers import Fact
from laomo_desktop.printing.table import Line, Table, draw, measure

TITLE = Type(BOLD, 20)
FACT = Type(SERIF, 11)
SMALL = Type(SERIF, 9)
RUNNING = Type(SANS, 9)
_FACT_LINE = 7.0
_TOP, _FOOT = 15.0, 14.0
BIND, FREE = 22.0, 14.0  # the left margin leaves room for binding
PORTRAIT = A4[0] - BIND - FREE
LANDSCAPE = A4_WIDE[0] - BIND - FREE

Picture = tuple[float, Callable[[Paper, Box], None]]
"""What is drawn after the table and its foot: its height in mm, and who draws it into its box."""
BlankRow = Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Listing:
    """``facts`` is a sequence of lines; ``foot`` stands under the table of the last page, spread evenly.

    ``note`` stands at the foot of every page. ``blank(n)`` makes row n, to fill up the last page. ``pictures`` follow
    the foot, on pages of their own where they do not fit.
    """

    title: str
    table: Table
    facts: Sequence[Sequence[Fact]] = ()
    foot: Sequence[str] = ()
    note: str = ""
    subtitle: str = ""
    blank: BlankRow | None = None
    wide: bool = False
    pictures: Sequence[Picture] = ()
    seal_room: bool = field(default=False)  # leave height under the table for a stamp over the foot


@dataclass(frozen=True, slots=True)
class _Page:
    listing: Listing
    lines: Sequence[Line]
    pictures: Sequence[Picture]
    first: bool
    last: bool
    """Of the table: the foot stands here."""


def render(title: str, listings: Sequence[Listing], progress: Progress = silent) -> bytes:
    """One PDF of all listings, pages counted through. All have the first one's page size."""
    paper = Paper(title, A4_WIDE if listings[0].wide else A4)
    pages = [page for listing in listings for page in _pages(listing, paper.height)]
    for number, page in enumerate(pages, 1):
        _draw_page(paper, page, number, len(pages))
        progress(number, len(pages), f"第{number}页")
    return paper.finish()


def _pages(listing: Listing, high: float) -> list[_Page]:
    """Cut into pages; the foot never stands alone: it takes at least one row with it."""
    room = high - _FOOT - _note_height(listing) - listing.table.head_height
    first, other = room - _head_height(listing), room - _TOP - 5
    lines = measure(listing.table, other - _foot_height(listing))
    pages: list[list[Line]] = [[]]
    left = first
    for line in lines:
        if line.height > left:
            pages.append([])
            left = other
        pages[-1].append(line)
        left -= line.height
    left -= _foot_height(listing)
    if left < 0 and len(pages[-1]) > 1:
        pages.append([pages[-1].pop()])
        left = other - pages[-1][0].height - _foot_height(listing)
    filled = _filling(listing, len(lines), left)
    pages[-1] += filled
    left -= sum(line.height for line in filled)
    drawn = _drawn(listing, left, high - _TOP - 5 - _FOOT - _note_height(listing))
    end = len(pages) - 1
    made = [_Page(listing, page, drawn[0] if n == end else (), n == 0, n == end) for n, page in enumerate(pages)]
    return [*made, *(_Page(listing, (), pictures, False, False) for pictures in drawn[1:])]


def _drawn(listing: Listing, left: float, room: float) -> list[list[Picture]]:
    """The pictures of the table's last page, with ``left`` mm under its foot, and of the pages after it."""
    pages: list[list[Picture]] = [[]]
    for picture in listing.pictures:
        if picture[0] > left:
            pages.append([])
            left = room
        pages[-1].append(picture)
        left -= picture[0]
    return pages


def _filling(listing: Listing, used: int, left: float) -> list[Line]:
    if listing.blank is None:
        return []
    count = int((left + 1e-6) // listing.table.row)
    table = listing.table
    rows = [listing.blank(used + n) for n in range(1, count + 1)]
    return measure(Table(table.columns, rows, table.row, table.head, table.type), table.row)


def _head_height(listing: Listing) -> float:
    return _TOP + 11 + (7 if listing.subtitle else 0) + len(listing.facts) * _FACT_LINE + 2


def _foot_height(listing: Listing) -> float:
    return (26.0 if listing.seal_room else 10.0) if listing.foot else 0.0


def _note_height(listing: Listing) -> float:
    lines = 1 if SMALL.width(listing.note) <= (LANDSCAPE if listing.wide else PORTRAIT) else 2
    return 2.0 + 4.0 * lines if listing.note else 0.0


def _draw_page(paper: Paper, page: _Page, number: int, total: int) -> None:
    listing, width = page.listing, paper.width - BIND - FREE
    x = BIND + max(0.0, (width - page.listing.table.width) / 2)
    y = _draw_head(paper, listing, width) if page.first else _draw_running(paper, listing, width)
    if page.lines or page.last:
        y = draw(paper, x, y, listing.table, page.lines)
    if page.last:
        _draw_foot(paper, listing, y, width)
        y += _foot_height(listing)
    for high, drawn in page.pictures:
        drawn(paper, Box(BIND, y, width, high - 2.0))
        y += high
    if high := _note_height(listing):
        paper.block(Box(BIND, paper.height - _FOOT - high + 1.0, width, high - 1.0), listing.note, SMALL)
    paper.text(BIND + width / 2, paper.height - 9, f"第{number}页 共{total}页", SMALL, "center")
    paper.next_page()


def _draw_head(paper: Paper, listing: Listing, width: float) -> float:
    y = _TOP
    paper.block(Box(BIND, y, width, 9), listing.title, TITLE, "center")
    y += 11
    if listing.subtitle:
        paper.block(Box(BIND, y - 1, width, 6), listing.subtitle, FACT, "center")
        y += 7
    for line in listing.facts:
        _draw_facts(paper, Box(BIND, y, width, _FACT_LINE), line)
        y += _FACT_LINE
    return y + 2


def _draw_facts(paper: Paper, box: Box, facts: Sequence[Fact]) -> None:
    unit = box.width / sum(fact.share for fact in facts)
    x = box.x
    for fact in facts:
        wide = fact.share * unit
        paper.block(Box(x, box.y, wide - 3, box.height), f"{fact.label}：{fact.value}", FACT)
        x += wide


def _draw_running(paper: Paper, listing: Listing, width: float) -> float:
    words = "　".join(filter(None, (listing.subtitle, f"{listing.title}（续）")))
    paper.block(Box(BIND, _TOP - 1, width, 5), words, RUNNING)
    return _TOP + 5


def _draw_foot(paper: Paper, listing: Listing, y: float, width: float) -> None:
    each = width / max(1, len(listing.foot))
    for n, text in enumerate(listing.foot):
        paper.block(Box(BIND + n * each, y + 2, each - 2, 7), text, FACT)
