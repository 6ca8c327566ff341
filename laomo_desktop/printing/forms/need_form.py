"""需求登记表 (参考样式): the need, who was sent, and how it ended."""

from datetime import date

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.boxes import Cell, Row, page
from laomo_desktop.printing.papers import NeedForm, Sending

_DAY = "年　　月　　日"
_MOST = 8
"""So many sendings are told one by one."""


def draw(data: NeedForm, progress: Progress = silent) -> bytes:
    """One page, A4 portrait."""
    need = data.need
    rows = [
        Row([Cell("企业名称", need.enterprise)], height=10),
        Row([Cell("地　　址", need.address)]),
        Row([Cell("联 系 人", need.contact), Cell("联系电话", need.phone)]),
        Row([Cell("需求名称", need.title)], height=10),
        Row([Cell("需求类别", need.category), Cell("产 业 链", need.chain)]),
        Row([Cell("紧急程度", need.urgency), Cell("来　　源", need.source)]),
        Row([Cell("提出日期", _day(need.raised)), Cell("期望解决", _day(need.due))]),
        Row([Cell("涉及工种", need.trade), Cell("所需专长", need.specialties)]),
        Row([Cell("需求说明", need.detail)], height=26, grow=2,
            pen=f"企业（签字、盖章）：　　　　　　　　　　　　　{_DAY}"),
        Row([Cell("派工情况", "\n".join(map(_sending, data.sendings[:_MOST])) + _more(data))], height=24, grow=1),
        Row([Cell("解决情况", data.result)], height=26, grow=2),
        Row([Cell("经济效益", data.benefit), Cell("满 意 度", data.satisfaction)]),
        Row([Cell("状　　态", data.state), Cell("办结日期", _day(data.closed))]),
    ]  # fmt: skip
    above = (f"登记单位：{data.office}（盖章）", f"平台编号：{need.platform}" if need.platform else "")
    foot = (f"登记人：{data.clerk}", f"审核人：{data.reviewer}", f"日期：　　　{_DAY}")
    pdf = page("企业需求登记表", above, rows, foot, "参考样式")
    progress(1, 1)
    return pdf


def _sending(sent: Sending) -> str:
    return "　".join((sent.number, paper_date(sent.assigned), sent.who, sent.answer)).strip()


def _more(data: NeedForm) -> str:
    over = len(data.sendings) - _MOST
    return f"\n另有{over}次派工" if over > 0 else ""


def _day(day: date | None) -> str:
    return paper_date(day) if day else ""
