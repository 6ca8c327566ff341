"""Certificates in one PDF, A4 landscape: border, title, text, QR, and free room for the seal.

The seal (about 42 mm) goes over issuer and date; nothing else is printed there. Positions are in mm from the
upper left corner of the certificate's own area, which the stub makes narrower.
"""

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import Color, black
from reportlab.lib.utils import ImageReader

from laomo_desktop.domain.dates import chinese_date
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.names import spaced
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing import ornament, qr
from laomo_desktop.printing.fonts import BOLD, KAI, SERIF
from laomo_desktop.printing.lines import flow
from laomo_desktop.printing.paper import A4_WIDE, MM, Box, Paper, Type
from laomo_desktop.printing.papers import Certificate, Certificates

SEAL = 42.0
INK = black
RED = Color(0.60, 0.09, 0.09)
_TITLE = Type(BOLD, 42, 14)
_NAME = Type(KAI, 26)
_BODY = Type(KAI, 22)
_ISSUER = Type(SERIF, 17)
_DATE = Type(SERIF, 16)
_NUMBER = Type(SERIF, 12)
_SMALL = Type(SERIF, 8)
_TINY = Type(SERIF, 7)
_STUB = Type(SERIF, 10.5)
_STUB_WIDTH = 64.0
_SAMPLE = Type(BOLD, 150, 90)
_PALE = Color(0.95, 0.86, 0.86)
_LEADING = 1.65


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything of one certificate lies on the sheet."""

    area: Box
    stub: bool

    @property
    def title(self) -> Box:
        return Box(self.area.x + 20, self.area.y + 21, self.area.width - 40, 18)

    @property
    def number(self) -> Box:
        return Box(self.area.x + 28, self.area.y + 43, self.area.width - 56, 6)

    def text(self, photo: bool) -> Box:
        """Name and body; beside a photo narrower."""
        left, right = (66.0, 28.0) if photo else (28.0, 28.0)
        return Box(self.area.x + left, self.area.y + 54, self.area.width - left - right, 74)

    @property
    def photo(self) -> Box:
        """Two inches (35 × 49 mm), as on ID photos."""
        return Box(self.area.x + 24, self.area.y + 60, 35, 49)

    @property
    def seal(self) -> Box:
        """The square around the seal's circle."""
        return Box(self.area.x + self.area.width - 40 - SEAL, self.area.y + 133, SEAL, SEAL)

    @property
    def code(self) -> Box:
        return Box(self.area.x + 28, self.area.y + 136, 30, 30)


def plan(stub: bool) -> Plan:
    """The plan of a sheet: border 10 mm from the edges, the stub to the left of it."""
    left = _STUB_WIDTH if stub else 10.0
    return Plan(Box(left, 10, A4_WIDE[0] - left - 10, A4_WIDE[1] - 20), stub)


def draw(data: Certificates, progress: Progress = silent) -> bytes:
    """One page a certificate. Raises `Refused` naming the person whose name no font can set."""
    where = plan(data.stub)
    paper = Paper(data.items[0].title if data.items else "证书", A4_WIDE)
    if data.overprint is None:
        _keep_background(paper, where)
    for number, item in enumerate(data.items, 1):
        try:
            _draw_page(paper, where, item, data)
        except Refused as no:
            raise no.at(f"第{number}张证书（{item.name}）") from None
        progress(number, len(data.items), item.name)
    return paper.finish()


def _keep_background(paper: Paper, where: Plan) -> None:
    """The border, drawn once into the file and shown on every page."""
    paper.canvas.beginForm("background")
    ornament.border(paper, where.area, RED)
    paper.canvas.endForm()


def _draw_page(paper: Paper, where: Plan, item: Certificate, data: Certificates) -> None:
    over = data.overprint
    if over is None:
        paper.canvas.doForm("background")
    else:
        paper.canvas.translate(over.right * MM, -over.down * MM)
    if data.sample:
        with paper.colour(_PALE):
            paper.text(where.area.x + where.area.width / 2, where.area.y + 110, "样张", _SAMPLE, "center")
    if over is None or over.with_title:
        with paper.colour(RED):
            _draw_title(paper, where.title, item.title)
    paper.block(where.number, f"编号：{item.number}", _NUMBER, "right")
    _draw_text(paper, where, item)
    _draw_issuer(paper, where, item)
    _draw_code(paper, where, item)
    if where.stub:
        _draw_stub(paper, where, item)
    paper.next_page()


def _draw_title(paper: Paper, box: Box, title: str) -> None:
    kind = _TITLE
    if kind.width(title) > box.width:
        kind = kind.at(kind.size * box.width / kind.width(title))
    paper.text(box.x + box.width / 2, box.y + 15, title, kind, "center")


def _draw_text(paper: Paper, where: Plan, item: Certificate) -> None:
    box = where.text(bool(item.photo))
    if item.photo:
        _draw_photo(paper, where.photo, item.photo)
    name = spaced(item.name)
    kind = _fitting(_NAME, name, box.width - 40)
    paper.text(box.x, box.y + 9, name, kind)
    paper.text(box.x + kind.width(name) + 4, box.y + 9, item.salutation, _BODY)
    # Paragraphs begin two characters in, as every Chinese text does.
    body = "\n".join(f"　　{line}" for line in item.body.split("\n"))
    below = Box(box.x, box.y + 18, box.width, box.height - 18)
    fitted = flow(body, _BODY.chain, _BODY.size, below.width * MM, below.height * MM, leading=_LEADING)
    paper.put(below, fitted, _BODY, top=True)


def _fitting(kind: Type, text: str, width: float) -> Type:
    natural = kind.width(text)
    return kind if natural <= width else kind.at(kind.size * width / natural)


def _draw_issuer(paper: Paper, where: Plan, item: Certificate) -> None:
    """Issuer and date, centred where the seal will be."""
    seal = where.seal
    middle = seal.x + seal.width / 2
    room = 2 * (where.area.x + where.area.width - 14 - middle)
    issuer = _fitting(_ISSUER, item.issuer, room)
    paper.text(middle, seal.y + SEAL / 2 - 2, item.issuer, issuer, "center")
    paper.text(middle, seal.y + SEAL / 2 + 9, chinese_date(item.date), _DATE, "center")


def _draw_code(paper: Paper, where: Plan, item: Certificate) -> None:
    if not item.qr:
        return
    box = where.code
    qr.draw(paper, box, item.qr)
    middle = box.x + box.width / 2
    paper.text(middle, box.y + box.height + 5, "扫码核验", _SMALL, "center")
    paper.text(middle, box.y + box.height + 8.6, item.number, _fitting(_TINY, item.number, 44), "center")


def _draw_photo(paper: Paper, box: Box, photo: bytes) -> None:
    y = (paper.height - box.y - box.height) * MM
    size = (box.width * MM, box.height * MM)
    try:
        picture = ImageReader(BytesIO(photo))
    except Exception:
        raise Refused("照片打不开", todo="请换一张 JPG 或 PNG 照片") from None
    paper.canvas.drawImage(picture, box.x * MM, y, *size, preserveAspectRatio=True, mask="auto")


def _draw_stub(paper: Paper, where: Plan, item: Certificate) -> None:
    """存根: who got which certificate; its number runs over the cut, where the 骑缝章 goes."""
    cut = where.area.x - 5
    seam = Type(SERIF, 12, 3)
    ornament.cut_line(paper, cut, seam.width(item.number) + 8)
    paper.upright(cut, paper.height / 2, item.number, seam)
    x, width, y = 10.0, cut - 18, 24.0
    paper.text(x + width / 2, y, "存　根", Type(BOLD, 18), "center")
    lines = (
        ("证书", item.title), ("编号", item.number), ("姓名", spaced(item.name)), ("发证单位", item.issuer),
        ("发证日期", chinese_date(item.date)), ("领取人", ""), ("领取日期", ""), ("经办人", ""),
    )  # fmt: skip
    for label, value in lines:
        y += 18
        paper.text(x, y - 6.5, label, _SMALL)
        paper.block(Box(x, y - 5.5, width, 7), value, _STUB)
        paper.rules([(x, y + 2, x + width, y + 2)], 0.4)
