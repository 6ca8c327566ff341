"""套打测试页: where the program will print, to be held against the bought paper under a light."""

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.fonts import SANS, SERIF
from laomo_desktop.printing.forms.certificates import SEAL, plan
from laomo_desktop.printing.paper import A4_WIDE, MM, Box, Paper, Type
from laomo_desktop.printing.papers import Certificates, Overprint

_LABEL = Type(SANS, 9)
_TEXT = Type(SERIF, 11)
_HELP = (
    "用普通纸打印本页（比例选“实际大小”，不要“适合页面”），与证书纸重叠对光查看。",
    "框线偏左几毫米，就把“向右”加几毫米；偏上几毫米，就把“向下”加几毫米；反之用负数。",
)


def draw(data: Certificates, progress: Progress = silent) -> bytes:
    """One page with the outlines of every place, a ruler along two edges, and the offsets in use."""
    over = data.overprint or Overprint()
    where = plan(data.stub)
    paper = Paper("套打测试页", A4_WIDE)
    _rulers(paper)
    paper.canvas.translate(over.right * MM, -over.down * MM)
    places = ((where.title, "证书名称"), (where.number, "编号"), (where.text(False), "姓名和正文"))
    for box, label in (*places, (where.code, "二维码")):
        paper.frame(box, 0.4)
        paper.text(box.x + 1, box.y + 3.6, label, _LABEL)
    _seal(paper, where.seal)
    for n, line in enumerate((*_HELP, f"现在的偏移：向右 {over.right:g} 毫米，向下 {over.down:g} 毫米。")):
        paper.text(where.area.x + 30, where.area.y + 80 + n * 8, line, _TEXT)
    paper.next_page()
    progress(1, 1)
    return paper.finish()


def _seal(paper: Paper, box: Box) -> None:
    radius = SEAL / 2
    x, y = box.x + radius, box.y + radius
    paper.canvas.setLineWidth(0.4)
    paper.canvas.circle(x * MM, (paper.height - y) * MM, radius * MM)
    paper.text(x, y - 2, "发证单位、日期", _LABEL, "center")
    paper.text(x, y + 4, "盖章处（直径42毫米）", _LABEL, "center")


def _rulers(paper: Paper) -> None:
    """Millimetres along the upper and the left edge of the sheet, not moved by the offsets."""
    long = [(float(x), 5.0, float(x), 9.0) for x in range(10, 290, 10)]
    long += [(5.0, float(y), 9.0, float(y)) for y in range(10, 210, 10)]
    short = [(float(x), 5.0, float(x), 6.5) for x in range(10, 290) if x % 10]
    short += [(5.0, float(y), 6.5, float(y)) for y in range(10, 210) if y % 10]
    paper.rules(long, 0.4)
    paper.rules(short, 0.2)
    for x in range(50, 290, 50):
        paper.text(x, 12.5, str(x), _LABEL, "center")
    for y in range(50, 210, 50):
        paper.text(10, y + 1, str(y), _LABEL)
