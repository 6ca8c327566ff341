"""The certificate: room for the seal, a code that scanners read, rare names, stub and overprint."""

from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from laomo_desktop.domain.errors import Refused
from laomo_desktop.printing import qr
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.forms.certificates import SEAL, plan
from laomo_desktop.printing.papers import Certificates, Overprint
from laomo_desktop.printing.render import page_count
from tests.printing import sample
from tests.printing.reading import Ink, ink, squeezed, text_of

LONG_ISSUER = "烟台黄渤海新区（烟台经济技术开发区）总工会"
# As long as what an office signs: readable lines, its key and the signature.
SIGNED = (
    f"烟芝工培〔2026〕第0001号\n结业证书\n{sample.RARE}\n2026年第一期安全生产大课堂\n2026-03-06\n烟台市芝罘区总工会\nLM1."
    + ("A7c1F0e5D2b49836" * 8)
)
TITLES = ("结业证书", "培训合格证书", "聘书", "荣誉证书", "出师证书", "劳模工匠助企行师徒结对出师证书")


def draw(*items: object, **options: object) -> bytes:
    return FORMS["certificates"].draw(Certificates(list(items), **options))  # type: ignore[arg-type]


def around_seal(page: Ink, stub: bool) -> list[tuple[float, float]]:
    """Points in the seal's circle that are neither in the issuer's line nor in the date's."""
    box = plan(stub).seal
    middle, centre = box.x + SEAL / 2, box.y + SEAL / 2
    grid = [n / 4 for n in range(-84, 85)]
    return [
        (middle + x, centre + y)
        for x in grid
        for y in grid
        if x * x + y * y < (SEAL / 2) ** 2 and not (-9 < y < 0.5 or 3 < y < 11.5)
    ]


@pytest.mark.parametrize("stub", [False, True])
@pytest.mark.parametrize("body", [sample.BODY, "成绩优异，" * 60])
def test_the_seal_has_its_circle_to_itself(stub: bool, body: str) -> None:
    item = replace(sample.certificate(body=body), issuer=LONG_ISSUER)
    page = ink(draw(item, stub=stub), scale=3)
    points = around_seal(page, stub)
    assert len(points) > 5000
    assert not any(page.dark(x, y) for x, y in points)
    seal = plan(stub).seal
    assert page.inked(seal.x + 5, seal.y + 15, seal.x + SEAL - 5, seal.y + 20)


@pytest.mark.parametrize("text", [sample.QR, SIGNED, "短"])
@pytest.mark.parametrize("dpi", [150, 300])
def test_a_scanner_reads_the_code_off_the_page(text: str, dpi: int) -> None:
    scale = dpi / 72
    page = ink(draw(replace(sample.certificate(), qr=text)), scale=scale)
    picture = Image.frombytes("RGBA", (page.width, page.height), page.pixels).convert("L")
    found = zxingcpp.read_barcodes(picture)
    assert [barcode.text for barcode in found] == [text]


def test_modules_are_big_enough_for_a_phone_and_have_their_quiet_zone() -> None:
    box = plan(False).code
    module = box.width / qr.code(SIGNED).modules
    assert module >= 0.4
    page = ink(draw(replace(sample.certificate(), qr=SIGNED)), scale=3)
    quiet = 4 * module
    assert not page.inked(box.x - quiet, box.y - quiet, box.x - 0.2, box.y + box.height)
    assert not page.inked(box.x, box.y - quiet, box.x + box.width, box.y - 0.2)
    assert not page.inked(box.x + box.width + 0.2, box.y, box.x + box.width + quiet, box.y + box.height)


def test_a_text_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(Refused, match="二维码"):
        draw(replace(sample.certificate(), qr="长" * 2000))


@pytest.mark.parametrize("title", TITLES)
def test_it_says_what_it_must(title: str) -> None:
    text = squeezed(text_of(draw(sample.certificate("陈㛃", title))))
    for part in (
        title,
        "编号：烟芝工培〔2026〕第0001号",
        "陈㛃同志：",
        "特发此证。",
        "二〇二六年三月六日",
        "扫码核验",
    ):
        assert part in text


def test_a_two_character_name_is_spaced() -> None:
    assert "陈\u3000㛃" in text_of(draw(sample.certificate("陈㛃")))


@pytest.mark.parametrize("name", [sample.RARE, "阿卜杜热合曼·买买提艾力·吐尔逊江·阿卜杜热合曼·买买提艾力"])
def test_names_stay_whole_and_inside(name: str) -> None:
    pdf = draw(sample.certificate(name))
    assert name in squeezed(text_of(pdf))
    page = ink(pdf)
    assert not page.inked(270, 70, 280, 130)


def test_a_name_without_a_glyph_is_refused_with_its_page() -> None:
    with pytest.raises(Refused, match=r"第2张证书.*U\+E123"):
        draw(sample.certificate(), sample.certificate("王\ue123"))


def test_a_batch_is_one_file_with_fonts_embedded_once() -> None:
    one, many = draw(sample.certificate()), FORMS["certificates"].draw(sample.certificates(100))
    assert page_count(many) == 100
    assert len(many) < 15 * len(one)


def test_the_stub_carries_number_and_name_and_the_seam_its_number() -> None:
    text = squeezed(text_of(draw(sample.certificate(), stub=True)))
    assert "存根" in text
    assert text.count("烟芝工培〔2026〕第0001号") == 4
    assert text.count(sample.RARE) == 2


def test_overprint_leaves_border_and_title_off_and_moves_the_rest() -> None:
    normal, moved = Overprint(), Overprint(right=5, down=3)
    still, pdf = draw(sample.certificate(), overprint=normal), draw(sample.certificate(), overprint=moved)
    assert "结业证书" not in squeezed(text_of(pdf))
    assert not ink(pdf).inked(8, 8, 20, 200)
    box = plan(False).code
    assert ink(still).inked(box.x + 0.2, box.y + 0.2, box.x + 4, box.y + 4)
    assert not ink(pdf).inked(box.x - 1, box.y - 1, box.x + 4.8, box.y + 2.8)
    assert ink(pdf).inked(box.x + 5.2, box.y + 3.2, box.x + 9, box.y + 7)


def test_a_photo_is_shown_and_a_broken_one_refused() -> None:
    file = BytesIO()
    Image.new("RGB", (35, 49), (10, 80, 10)).save(file, "PNG")
    box = plan(False).photo
    page = ink(draw(replace(sample.certificate(), photo=file.getvalue())))
    assert page.dark(box.x + 17, box.y + 24)
    with pytest.raises(Refused, match="照片"):
        draw(replace(sample.certificate(), photo=b"no picture"))
