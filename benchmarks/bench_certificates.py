"""1,000 certificates with rare characters and QR in one PDF, beside a bare canvas and beside peers.

The limit is reportlab's canvas by hand: the same texts at fixed places, fonts known beforehand, nothing measured,
wrapped or checked; background as form XObject, QR as a one-bit stencil. Peers, each only if it is installed (typst and
fpdf2 are no dependencies of the program): the same certificate in their own terms, QR pictures made by zxing-cpp.
One untimed round each, then medians of five; the ratios count.
Run: ``python benchmarks/bench_certificates.py [COUNT]``.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.resources import resource
from laomo_desktop.printing import fonts, lines, qr
from laomo_desktop.printing.fonts import face
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.papers import Certificate, Certificates

RUNS = 5
MM = 72 / 25.4
RARE = ("𬍛䶮㛃𡈽", "陈㛃", "王䶮", "欧阳小满")
BODY = (
    "于2026年3月2日至3月6日参加烟台市芝罘区总工会举办的“安全生产大课堂”培训，",
    "共40学时，修完规定课程，考核合格，准予结业。",
)
# About as long as what an office signs (270 bytes).
SIGNED = "结业证书\n𬍛䶮㛃𡈽\n2026年第一期安全生产大课堂\n2026-03-06\n烟台市芝罘区总工会\n烟芝工培〔2026〕"
SERIF, BOLD, KAI = "NotoSerifSC-Regular", "NotoSerifSC-Bold", "LXGWWenKai-Regular"


def items(count: int) -> list[Certificate]:
    """Made-up people; one name in four has characters beyond the BMP."""
    return [
        Certificate(
            title="结业证书",
            number=f"烟芝工培〔2026〕第{n:04}号",
            name=RARE[n % 4],
            body=f"{''.join(BODY)}\n特发此证。",
            issuer="烟台市芝罘区总工会",
            date=date(2026, 3, 6),
            qr=f"{SIGNED}{n:04}\nLM1." + f"{n * 2654435761 % 2**32:08X}" * 16,
        )
        for n in range(1, count + 1)
    ]


def ours(given: list[Certificate]) -> bytes:
    return FORMS["certificates"].draw(Certificates(given))


def bare(given: list[Certificate]) -> bytes:
    """The limit: strings at places known in advance, in a font known to have them."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(297 * MM, 210 * MM), pageCompression=1, initialFontName=SERIF)
    canvas.beginForm("background")
    for inset in (10, 13, 14.5):
        canvas.rect(inset * MM, inset * MM, (297 - 2 * inset) * MM, (210 - 2 * inset) * MM)
    canvas.endForm()
    for item in given:
        canvas.doForm("background")
        at(canvas, BOLD, 42, 104, 160, item.title)
        at(canvas, SERIF, 12, 200, 152, f"编号：{item.number}")
        at(canvas, KAI, 26, 38, 133, item.name)
        for n, line in enumerate((f"　　{BODY[0]}", BODY[1], "　　特发此证。")):
            at(canvas, KAI, 20, 38, 118 - n * 12, line)
        at(canvas, SERIF, 17, 200, 48, item.issuer)
        at(canvas, SERIF, 16, 200, 37, "二〇二六年三月六日")
        at(canvas, SERIF, 8, 46, 27, "扫码核验")
        at(canvas, SERIF, 7, 42, 23.5, item.number)
        if item.qr:
            code(canvas, item.qr)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def at(canvas: Canvas, font: str, size: float, x: float, y: float, text: str) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x * MM, y * MM, text)


def code(canvas: Canvas, text: str) -> None:
    canvas.saveState()
    canvas.transform(30 * MM, 0, 0, 30 * MM, 38 * MM, 34 * MM)
    canvas.addLiteral(qr.code(text).image)
    canvas.restoreState()


def barcode(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")


def with_typst(given: list[Certificate]) -> bytes:
    """Peer: typst, text set by its own engine, QR as SVG."""
    typst = lazy("typst")
    with tempfile.TemporaryDirectory() as folder:
        pages = "#pagebreak()".join(typst_page(Path(folder), n, item) for n, item in enumerate(given))
        fonts = '("Noto Serif SC", "LXGW WenKai")'
        head = f'#set page(width: 297mm, height: 210mm, margin: 38mm)\n#set text(font: {fonts}, lang: "zh")\n'
        source = Path(folder, "all.typ")
        source.write_text(head + pages, "utf-8")
        return bytes(typst.compile(str(source), font_paths=[str(resource("fonts"))]))


def typst_page(folder: Path, n: int, item: Certificate) -> str:
    (folder / f"{n}.svg").write_text(barcode(item.qr).to_svg(add_quiet_zones=False), "utf-8")
    body = item.body.replace("\n", "\n\n")
    return (
        "#place(rect(width: 100%, height: 100%))\n"
        f'#align(center, text(42pt, weight: "bold")[{item.title}])\n#align(right)[编号：{item.number}]\n'
        f"#text(26pt)[{item.name}] 同志：\n\n#text(20pt)[{body}]\n"
        f'#place(bottom + left, image("{n}.svg", width: 28mm))\n'
        f"#place(bottom + right)[{item.issuer} \\ 二〇二六年三月六日]\n"
    )


def with_fpdf2(given: list[Certificate]) -> bytes:
    """Peer: fpdf2, cells at places known in advance, QR as a picture of one pixel a module."""
    pdf = lazy("fpdf").FPDF(orientation="landscape", format="A4")
    for name in (SERIF, BOLD, KAI):
        pdf.add_font(name, fname=str(resource("fonts", f"{name}.ttf")))
    for item in given:
        pdf.add_page()
        pdf.rect(10, 10, 277, 190)
        for font, size, x, y, text in (
            (BOLD, 42, 104, 50, item.title), (SERIF, 12, 200, 58, f"编号：{item.number}"),
            (KAI, 26, 38, 77, item.name),
            (KAI, 20, 38, 92, f"　　{BODY[0]}"), (KAI, 20, 38, 104, BODY[1]), (KAI, 20, 38, 116, "　　特发此证。"),
            (SERIF, 17, 200, 162, item.issuer), (SERIF, 16, 200, 173, "二〇二六年三月六日"),
        ):  # fmt: skip
            pdf.set_font(font, size=size)
            pdf.text(x, y, text)
        picture = BytesIO()
        Image.fromarray(barcode(item.qr).to_image(add_quiet_zones=False)).save(picture, "PNG")
        pdf.image(picture, 38, 148, 28, 28)
    return bytes(pdf.output())


def forget() -> None:
    """Drop what an earlier round measured, so that each round is a first one (fonts stay parsed)."""
    for cached in (fonts.face_of, fonts.runs, fonts.unit_width, lines.fit, lines.wrap, qr.code):
        cached.cache_clear()


def measured(work: Callable[[list[Certificate]], bytes], given: list[Certificate]) -> tuple[float, int]:
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
    given = items(count)
    for name in (SERIF, BOLD, KAI):
        face(name)
    peers = {"typst": ("typst", with_typst), "fpdf2": ("fpdf", with_fpdf2)}
    jobs = {"ours": ours, "limit: bare canvas": bare}
    jobs |= {f"peer: {name}": work for name, (module, work) in peers.items() if find_spec(module)}
    results = {name: measured(work, given) for name, work in jobs.items()}
    plain = [replace(item, qr="") for item in given]
    results |= {f"{name}, no QR": measured(work, plain) for name, work in list(jobs.items())[:2]}
    own, limit = results["ours"][0], results["limit: bare canvas"][0]
    print(f"{count:,} certificates, medians of {RUNS}")
    print(f"{'':26}{'seconds':>9}{'of limit':>10}{'ours is':>10}{'bytes':>12}")
    for name, (seconds, size) in results.items():
        print(f"{name:26}{seconds:9.3f}{seconds / limit:10.2f}{own / seconds:9.2f}×{size:12,}")
    for name, (module, _) in peers.items():
        if not find_spec(module):
            print(f"peer: {name} is not installed, skipped")
    print("targets: ours at most 1.30 of the limit, ahead of every peer, at most 2,000,000 bytes for 1,000")


if __name__ == "__main__":
    main()
