"""服务活动记录表 and 师徒协议书 from the store: all that was entered stands on paper, rare names too."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from laomo_desktop.domain.registers.visits import SIX
from laomo_desktop.printing.render import page_count
from laomo_desktop.services import apprenticeships, attachments, needs, prints, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.visits import Parts
from tests.people import RARE_NAME
from tests.printing.reading import poppler, squeezed, text_of
from tests.services.making import add

OWN = {
    "思想引领行": ("宣讲主题劳模精神",), "技术支持行": ("解决技术问题4个",), "技能提升行": ("传授技能氩弧焊",),
    "创新攻关行": ("解决技术问题4个", "攻关项目低温焊接", "形成专利或操作法1项"),
    "安全生产行": ("排查隐患3处", "整改隐患2处"), "管理服务行": ("管理服务内容",),
}  # fmt: skip


def picture(colour: str, size: tuple[int, int] = (640, 480)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG")
    return made.getvalue()


def record(desk: Desk, kind: str = "创新攻关行", photos: int = 0, done: str = "到现场调整工艺。") -> bytes:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    images = [attachments.store(desk, picture("teal", (640, 480 + n))) for n in range(photos)]
    values = {
        "title": "焊接攻关现场服务", "kind": kind, "day": "2026-03-06", "workers": "35", "benefit": "5万", "done": done,
        "theme": "劳模精神", "solved": "4", "skill": "氩弧焊", "innovation": "低温焊接", "patents": "1",
        "hazards": "3", "fixed": "2", "satisfaction": "非常满意",
    }  # fmt: skip
    people = [add(desk, "people", name=name) for name in (RARE_NAME, "陈㛃")]
    return visits.create(desk, values, Parts(["虚构重工有限公司", "虚构船厂"], people, {need: "解决"}, images)).key


@pytest.mark.parametrize("kind", SIX)
def test_the_record_tells_it_all_on_one_page(desk: Desk, kind: str, pdf_tools: None, tmp_path: Path) -> None:
    paper = prints.visit(desk, record(desk, kind))
    assert page_count(paper.pdf) == 1
    text = squeezed(poppler("pdftotext", paper.pdf, tmp_path, "-layout"))
    for words in ("焊接攻关现场服务", kind, "2026年3月6日", "35人次", "50,000元", "非常满意", "1.焊缝开裂（解决）",
                  "烟台市芝罘区总工会"):  # fmt: skip
        assert squeezed(words) in text, words
    plain = squeezed(text_of(paper.pdf))
    assert RARE_NAME in plain
    assert "虚构重工有限公司、虚构船厂" in plain
    for words in OWN[kind]:
        assert words in plain, words
    others = {words for key, all_ in OWN.items() if key != kind for words in all_} - set(OWN[kind])
    assert not [words for words in others if words in plain]
    assert paper.suggested.startswith("烟台市芝罘区总工会_服务活动记录表_焊接攻关现场服务_")


@pytest.mark.parametrize("photos", [1, 2, 3, 6, 7, 12])
def test_photos_make_one_more_page_with_all_of_them(desk: Desk, photos: int) -> None:
    paper = prints.visit(desk, record(desk, photos=photos))
    assert page_count(paper.pdf) == 2
    assert paper.pdf.count(b"/Subtype /Image") == photos
    assert f"附照片{photos}张" in squeezed(text_of(paper.pdf, 0))
    assert "活动照片" in squeezed(text_of(paper.pdf, 1))


def test_long_words_stay_on_the_page(desk: Desk) -> None:
    paper = prints.visit(desk, record(desk, done="调整焊接电流和预热温度，逐条焊缝复检。\n" * 60))
    assert page_count(paper.pdf) == 1
    assert squeezed(text_of(paper.pdf)).count("逐条焊缝复检") == 60


def test_the_agreement_comes_in_three_copies_with_both_parties(desk: Desk, pdf_tools: None, tmp_path: Path) -> None:
    master = add(desk, "people", name=RARE_NAME, trade="焊工", phone="19900000001", enterprise="虚构重工有限公司")
    apprentice = add(desk, "people", name="陈㛃", enterprise="虚构船厂")
    values = {"master": master, "apprentice": apprentice, "begins": "2026-03-06", "ends": "2028-03-05"}
    key = apprenticeships.create(desk, {**values, "goals": "取得高级工\n独立完成平焊"}).key
    paper = prints.agreement(desk, key)
    text = squeezed(poppler("pdftotext", paper.pdf, tmp_path, "-layout"))
    for copy in (1, 2, 3):
        assert f"一式三份第{copy}份" in text
    plain = squeezed(text_of(paper.pdf))
    assert plain.count("烟芝师徒〔2026〕第001号") == 3
    for words in (RARE_NAME, "19900000001", "虚构船厂工会", "自2026年3月6日起至2028年3月5日止", "2.独立完成平焊"):
        assert squeezed(words) in plain, words
