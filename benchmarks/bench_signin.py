"""A 1,000-row 签到表 beside a bare canvas and beside reportlab's own table.

The limit is the canvas by hand: every cell at a place known in advance, nothing measured, fitted or checked; the
grid as long lines. The peer is reportlab.platypus, its Table with plain strings and with Paragraph cells (which,
like ours, wrap). One untimed round each, then medians of five; the ratios count. Run:
``python benchmarks/bench_signin.py [ROWS]``.
"""

import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from laomo_desktop.printing import fonts, lines
from laomo_desktop.printing.fonts import SERIF, face
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.papers import Heading, Person, SignIn

RUNS = 5
MM = 72 / 25.4
FONT = SERIF.faces[0]
HEAD = ("序号", "姓名", "单位", "职务/工种", "电话", "签名", "备注")
WIDTHS = (11, 23, 48, 24, 26, 27, 15)
HEADING = Heading("2026年第一期安全生产大课堂", "2026年3月2日", "芝罘区工人文化宫", "芝罘区总工会", "王䶮")


def people(count: int) -> list[Person]:
    """Made-up people: every name its own, some two hundred units."""
    chars = "甲乙丙丁戊己庚辛壬癸"
    return [
        Person(
            name=f"赵{chars[n // 100 % 10]}{chars[n // 10 % 10]}{chars[n % 10]}",
            unit=f"烟台某某第{n % 200}机械有限公司",
            post="数控车工",
            phone=f"138****{n:04}",
        )
        for n in range(count)
    ]


def cells(given: list[Person]) -> list[tuple[str, ...]]:
    return [(str(n), p.name, p.unit, p.post, p.phone, "", "") for n, p in enumerate(given, 1)]


def ours(given: list[Person]) -> bytes:
    return FORMS["sign_in"].draw(SignIn(HEADING, given))


def bare(given: list[Person]) -> bytes:
    """The limit: 26 rows a page, strings at places known in advance."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1, initialFontName=FONT)
    edges = [(22 + sum(WIDTHS[:n])) * MM for n in range(len(WIDTHS) + 1)]
    rows = cells(given)
    for begin in range(0, len(rows), 26):
        page = [HEAD, *rows[begin : begin + 26]]
        canvas.setFont(FONT, 10.5)
        for n, row in enumerate(page):
            for left, text in zip(edges, row, strict=False):
                if text:
                    canvas.drawString(left + 3, (270 - n * 9.2) * MM, text)
        levels = [(273.5 - n * 9.2) * MM for n in range(len(page) + 1)]
        canvas.lines([(edges[0], y, edges[-1], y) for y in levels])
        canvas.lines([(x, levels[0], x, levels[-1]) for x in edges])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def platypus(given: list[Person], *, wrapped: bool) -> bytes:
    style = ParagraphStyle("cell", fontName=FONT, fontSize=10.5, wordWrap="CJK")
    rows = [[Paragraph(text, style) if wrapped else text for text in row] for row in [HEAD, *cells(given)]]
    table = LongTable(rows, colWidths=[width * MM for width in WIDTHS], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("FONT", (0, 0), (-1, -1), FONT, 10.5)])
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=22 * MM, rightMargin=14 * MM, pageCompression=1).build(
        [table]
    )
    return out.getvalue()


def plain_table(given: list[Person]) -> bytes:
    return platypus(given, wrapped=False)


def wrapping_table(given: list[Person]) -> bytes:
    return platypus(given, wrapped=True)


def forget() -> None:
    """Drop what an earlier round measured, so that each round is a first one (fonts stay parsed)."""
    for cached in (fonts.face_of, fonts.runs, fonts.unit_width, lines.fit, lines.wrap):
        cached.cache_clear()


def measured(work: Callable[[list[Person]], bytes], given: list[Person]) -> tuple[float, int]:
    """Median seconds of RUNS, and the size of the file."""
    size = len(work(given))
    seconds = []
    for _ in range(RUNS):
        forget()
        begin = time.perf_counter()
        work(given)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), size


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    given = people(count)
    face(FONT)
    jobs = {
        "ours": ours,
        "limit: bare canvas": bare,
        "peer: platypus table": plain_table,
        "peer: with Paragraphs": wrapping_table,
    }
    results = {name: measured(work, given) for name, work in jobs.items()}
    own, limit = results["ours"][0], results["limit: bare canvas"][0]
    print(f"sign-in sheet of {count:,} rows, medians of {RUNS}")
    print(f"{'':24}{'seconds':>9}{'of limit':>10}{'ours is':>10}{'bytes':>12}")
    for name, (seconds, size) in results.items():
        print(f"{name:24}{seconds:9.3f}{seconds / limit:10.2f}{own / seconds:9.2f}×{size:12,}")
    print("targets: ours at most 1.50 of the limit, ahead of both peers")


if __name__ == "__main__":
    main()
