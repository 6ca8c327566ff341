"""派工单 (参考样式): who is sent where, why, and room for what was done and the enterprise's word."""

from datetime import date

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.boxes import Cell, Row, draw_page
from laomo_desktop.printing.paper import Paper
from laomo_desktop.printing.papers import Dispatch, Dispatches

_TITLE = "劳模工匠服务派工单"
_RATINGS = "□ 非常满意　　□ 满意　　□ 基本满意　　□ 不满意"
_OUTCOMES = "□ 已解决　　□ 有进展　　□ 未解决，原因："
_DAY = "年　　月　　日"


def draw(data: Dispatches, progress: Progress = silent) -> bytes:
    """One page for each who is sent, A4 portrait."""
    paper = Paper(_TITLE)
    for done, each in enumerate(data.items, 1):
        _page(paper, each)
        progress(done, len(data.items))
    return paper.finish()


def _page(paper: Paper, data: Dispatch) -> None:
    need = data.need
    rows = [
        Row([Cell("派往企业", need.enterprise)]),
        Row([Cell("地　　址", need.address)]),
        Row([Cell("企业联系人", need.contact), Cell("联系电话", need.phone)]),
        Row([Cell("需求名称", need.title)], height=10),
        Row([Cell("需求类别", need.category), Cell("紧急程度", need.urgency)]),
        Row([Cell("提出日期", _day(need.raised)), Cell("期望解决", _day(need.due))]),
        Row([Cell("需求说明", need.detail)], height=22, grow=1),
        Row([Cell("受派服务队" if data.is_team else "受派人员", data.sent)], height=10),
        *_facts(data),
        Row([Cell("派工日期", paper_date(data.assigned)), Cell("预计服务", _day(data.expected))]),
        Row([Cell("推荐理由", data.why)], height=12),
        Row([Cell("服务情况")], height=34, grow=2, pen=f"服务日期：　　　{_DAY}　　　{_OUTCOMES}"),
        Row([Cell("企业评价", _RATINGS)], height=20, pen=f"企业代表（签字、盖章）：　　　　　　　　　　　{_DAY}"),
    ]
    above = (f"派工单位：{data.office}（盖章）", f"编号：{data.number}")
    foot = (f"经办人：{data.clerk}", f"联系电话：{data.phone}", "服务人员（签字）：")
    draw_page(paper, _TITLE, above, rows, foot, "参考样式")


def _facts(data: Dispatch) -> list[Row]:
    """Two facts a row; a long one (the members) has the row for itself."""
    rows: list[Row] = []
    waiting: list[Cell] = []
    for label, value in data.facts:
        if len(value) > 16:
            rows.append(Row([Cell(label, value)]))
        else:
            waiting.append(Cell(label, value))
    pairs = [waiting[n : n + 2] for n in range(0, len(waiting), 2)]
    return [*(Row(pair) for pair in pairs), *rows]


def _day(day: date | None) -> str:
    return paper_date(day) if day else ""
