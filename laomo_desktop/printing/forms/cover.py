"""数据包封面: the stamped paper that goes with a package; its short code ties paper and file together."""

from collections.abc import Sequence

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing import table
from laomo_desktop.printing.fonts import BOLD, SANS, SERIF
from laomo_desktop.printing.paper import A4, Box, Paper, Type
from laomo_desktop.printing.papers import Cover
from laomo_desktop.printing.table import Column, Table

_LEFT, _WIDTH = 27.0, 160.0
_TITLE = Type(BOLD, 26, 3)
_FACT = Type(SERIF, 12.5)
_CODE = Type(SANS, 30, 2)
_SMALL = Type(SERIF, 10)
_FIGURE = 5.6
_END = 246.0
_READABLE = 6.0  # mm a row, below which the table is halved
_PARTS = ("new", "changed", "deleted", "total")
_HELP = "对方导入数据包时，程序显示的短码应与本页短码一致；不一致的，请不要导入。"


def draw(data: Cover, progress: Progress = silent) -> bytes:
    """One page, A4 portrait."""
    paper = Paper(f"数据包封面 {data.number}")
    paper.text(A4[0] / 2, 36, "数　据　包　封　面", _TITLE, "center")
    y = _facts(paper, data, 46.0)
    y = _code(paper, data, y + 4)
    y = _counts(paper, data, y + 6)
    y = _figures(paper, data, y + 6)
    if data.note:
        paper.block(Box(_LEFT, y + 1, _WIDTH, 10), data.note, _SMALL)
    _signatures(paper, data)
    paper.next_page()
    progress(1, 1)
    return paper.finish()


def _facts(paper: Paper, data: Cover, y: float) -> float:
    made = f"{paper_date(data.made.date())} {data.made:%H:%M}"
    facts = (
        ("报送单位", data.office), ("接收单位", data.recipient), ("包　　号", data.number),
        ("生成时间", made), ("文件名", data.file_name),
    )  # fmt: skip
    for label, value in facts:
        if value:
            paper.block(Box(_LEFT, y, 26, 8), f"{label}：", _FACT)
            paper.block(Box(_LEFT + 26, y, _WIDTH - 26, 8), value, _FACT)
            y += 8
    return y


def _code(paper: Paper, data: Cover, y: float) -> float:
    paper.frame(Box(_LEFT, y, _WIDTH, 26), 1.2)
    paper.text(_LEFT + 5, y + 7, "短码", _SMALL)
    paper.block(Box(_LEFT + 5, y + 4, _WIDTH - 10, 14), data.code, _CODE, "center")
    paper.text(A4[0] / 2, y + 23, _HELP, _SMALL.at(8.5), "center")
    return y + 26


def _counts(paper: Paper, data: Cover, y: float) -> float:
    """One table, or two side by side where one would have to be printed too small."""
    rows = [(c.label, *_numbers(c.new, c.changed, c.deleted, c.total)) for c in data.counts]
    rows.append(("合计", *_numbers(*(sum(getattr(c, name) for c in data.counts) for name in _PARTS))))
    room = _END - y - _below(data)
    if room / (len(rows) + 1) >= _READABLE:
        return _table(paper, _LEFT, y, rows, (60.0, 25.0), min(7.5, room / (len(rows) + 1)))
    half = -(-len(rows) // 2)
    height = min(7.5, room / (half + 1))
    feet = [
        _table(paper, x, y, part, (27.0, 12.75), height)
        for x, part in ((_LEFT, rows[:half]), (_LEFT + _WIDTH / 2 + 1, rows[half:]))
    ]
    return max(feet)


def _table(
    paper: Paper, x: float, y: float, rows: Sequence[Sequence[str]], widths: tuple[float, float], height: float
) -> float:
    titles = ("数据类别", "新增", "更新", "删除", "合计")
    columns = [Column(title, widths[bool(n)], "right" if n else "left") for n, title in enumerate(titles)]
    counted = Table(columns, rows, row=height, head=height)
    return table.draw(paper, x, y, counted, table.measure(counted, height))


def _numbers(*numbers: int) -> list[str]:
    return [f"{number:,}" if number else "—" for number in numbers]


def _below(data: Cover) -> float:
    """Millimetres needed between the table and the signatures."""
    return 8.0 + -(-len(data.figures) // 3) * _FIGURE + (12.0 if data.note else 0.0)


def _figures(paper: Paper, data: Cover, y: float) -> float:
    """The totals the office certifies, three a line."""
    each = _WIDTH / 3
    for n, (label, value) in enumerate(data.figures):
        box = Box(_LEFT + n % 3 * each, y + n // 3 * _FIGURE, each - 3, _FIGURE)
        paper.block(box, f"{label}：{value}", _SMALL)
    return y + -(-len(data.figures) // 3) * _FIGURE


def _signatures(paper: Paper, data: Cover) -> None:
    y = 252.0
    people = (("填表人", data.prepared_by), ("审核人", data.reviewed_by), ("联系电话", data.phone))
    for n, (label, value) in enumerate(people):
        paper.block(Box(_LEFT, y + n * 9 - 4, 80, 8), f"{label}：{value}", _FACT)
    paper.text(_LEFT + 90, y + 2, "报送单位（盖章）：", _FACT)
    paper.text(_LEFT + 112, y + 20, "年　　月　　日", _FACT)
