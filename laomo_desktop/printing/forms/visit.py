"""服务活动记录表 (参考样式): what was done, for whom, by whom, with what result; its photos on a second page."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO

from reportlab.lib.utils import ImageReader

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.boxes import LEFT, WIDTH, Cell, Row, page
from laomo_desktop.printing.fonts import BOLD, SERIF
from laomo_desktop.printing.paper import A4, MM, Box, Paper, Type
from laomo_desktop.printing.papers import Photo, VisitRecord

_DAY = "年　　月　　日"
_TITLE, _SMALL = Type(BOLD, 16), Type(SERIF, 10)
_GAP, _TOP, _FOOT, _CAPTION = 6.0, 38.0, 280.0, 10.0
_GRIDS = ((1, 1, 1), (2, 1, 2), (6, 2, 3), (12, 3, 4))
"""Up to so many photos: columns, rows."""


def draw(data: VisitRecord, progress: Progress = silent) -> bytes:
    """One page, A4 portrait, and one more for the photos where there are any."""
    above = (f"填报单位：{data.office}（盖章）", f"填表日期：　　　{_DAY}")
    foot = (f"记录人：{data.clerk}", "服务队负责人：", f"审核人：{data.reviewer}")
    then = partial(_photos, data) if data.photos else None
    pdf = page("服务活动记录表", above, list(_rows(data)), foot, "参考样式", then)
    progress(1, 1)
    return pdf


def _rows(data: VisitRecord) -> Iterator[Row]:
    yield Row([Cell("活动名称", data.title)], height=11)
    yield Row([Cell("六行类别", data.kind), Cell("日　　期", paper_date(data.day))])
    yield Row([Cell("服 务 队", data.team), Cell("地　　点", data.place)])
    yield Row([Cell("方　　式", data.mode), Cell("服务时长", data.hours)])
    yield Row([Cell("惠及职工", data.workers), Cell("产 业 链", data.chain)])
    yield Row([Cell("服务企业", "、".join(data.enterprises))], height=12)
    yield Row([Cell("参加人员", "、".join(data.people))], height=12)
    for n in range(0, len(data.facts), 2):
        pair = data.facts[n : n + 2]
        yield Row([Cell(*fact) for fact in pair], height=12 if any(len(label) > 6 for label, _ in pair) else 9)
    yield Row([Cell("服务内容", data.done)], height=36, grow=3)
    yield Row([Cell("解决需求", "\n".join(data.needs))], height=16, grow=1)
    yield Row([Cell("经济效益", data.benefit), Cell("企业评价", data.satisfaction)])
    yield Row([Cell("企业意见")], height=26, grow=1, pen=f"（签字、盖章）：　　　　　　　　　　　　　　　{_DAY}")
    yield Row([Cell("备　　注", _remark(data))], height=12)


def _remark(data: VisitRecord) -> str:
    number = len(data.photos) + data.photos_missing
    words = f"附照片{number}张" if number else ""
    lost = f"（其中{data.photos_missing}张不在本机，未印）" if data.photos_missing else ""
    return "\n".join(part for part in (data.remark, words + lost) if part)


def _photos(data: VisitRecord, paper: Paper) -> None:
    """All photos on one page, as large as their number allows, none turned or cut."""
    paper.text(A4[0] / 2, 22, "活动照片", _TITLE, "center")
    paper.text(A4[0] / 2, 30, f"{data.title}　{paper_date(data.day)}", _fitting(f"{data.title}　"), "center")
    columns, rows = next(((c, r) for most, c, r in _GRIDS if len(data.photos) <= most), _GRIDS[-1][1:])
    wide = (WIDTH - _GAP * (columns - 1)) / columns
    high = min((_FOOT - _TOP - _GAP * (rows - 1)) / rows, wide)
    for n, photo in enumerate(data.photos[: columns * rows]):
        box = Box(LEFT + n % columns * (wide + _GAP), _TOP + n // columns * (high + _GAP), wide, high)
        _captioned(paper, box, photo)
    paper.next_page()


def _captioned(paper: Paper, box: Box, photo: Photo) -> None:
    """The picture with its words close under it."""
    words = _CAPTION if photo.caption else 0.0
    below = _picture(paper, Box(box.x, box.y, box.width, box.height - words), photo.content)
    if photo.caption:
        paper.block(Box(box.x, below + 0.5, box.width, words - 1.0), photo.caption, _SMALL, "center")


def _fitting(words: str) -> Type:
    natural = _SMALL.width(words) + 40
    return _SMALL if natural <= WIDTH else _SMALL.at(_SMALL.size * WIDTH / natural)


def _picture(paper: Paper, box: Box, photo: bytes) -> float:
    """Drawn as large as the box allows; where it ends, in mm from above."""
    try:
        picture = ImageReader(BytesIO(photo))
    except Exception:
        raise Refused("有一张照片打不开", todo="请移除它，换一张 JPG 或 PNG 照片") from None
    y = (paper.height - box.y - box.height) * MM
    size = (box.width * MM, box.height * MM)
    paper.canvas.drawImage(picture, box.x * MM, y, *size, preserveAspectRatio=True, anchor="n", mask="auto")
    natural_wide, natural_high = picture.getSize()
    return box.y + min(box.height, box.width * natural_high / natural_wide)
