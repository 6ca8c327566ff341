"""Every form drawn for real and read again: content, order, pages, ink."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.forms.sign_in import evenly
from laomo_desktop.printing.render import page_count
from tests.printing import sample
from tests.printing.reading import ink, needs_poppler, poppler, squeezed, text_of

EVERY = {
    "sign_in": sample.sign_in(26),
    "roster": sample.roster(26),
    "attendance": sample.attendance(26, 5),
    "scores": sample.scores(26),
    "award_list": sample.award_list(26),
    "certificates": sample.certificates(3),
    "overprint_test": sample.certificates(1),
    "agreement": sample.agreement(),
    "dispatch": sample.dispatches(),
    "need_form": sample.need_form(),
    "visit": sample.visit(),
    "cover": sample.cover(),
    "recovery": sample.recovery(),
    "dossier": sample.dossier(),
    "report": sample.report(26),
}
LISTS = {
    "sign_in": sample.sign_in,
    "roster": sample.roster,
    "attendance": lambda count: sample.attendance(count, 3),
    "scores": sample.scores,
    "award_list": sample.award_list,
    "report": sample.report,
}


def drawn(name: str, data: object) -> bytes:
    return FORMS[name].draw(data)


def test_every_form_of_the_registry_is_tried_here() -> None:
    assert set(FORMS) == set(EVERY)
    for name, form in FORMS.items():
        assert type(EVERY[name]) is getattr(papers, form.data)


@pytest.mark.parametrize("name", EVERY)
def test_no_page_is_blank_and_the_same_data_give_the_same_file(name: str) -> None:
    pdf = drawn(name, EVERY[name])
    assert pdf == drawn(name, EVERY[name])
    for index in range(page_count(pdf)):
        assert ink(pdf, index, 0.5).share() > 0.005


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 25, 26, 60, 300])
def test_lists_name_everyone_in_order_and_number_their_pages(name: str, count: int) -> None:
    pdf = drawn(name, LISTS[name](count))
    pages = page_count(pdf)
    for index in range(pages):
        text = squeezed(text_of(pdf, index))
        assert f"第{index + 1}页共{pages}页" in text
        assert "序号" in text
    if name != "report":
        text = squeezed(text_of(pdf))
        at = 0
        for person in sample.people(count)[len(sample.NAMES) :]:
            at = text.index(person.name, at)


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_drawn_outside_the_margins(name: str) -> None:
    pdf = drawn(name, LISTS[name](60))
    for index in range(page_count(pdf)):
        page = ink(pdf, index, 1.0)
        width, height = page.width / 72 * 25.4, page.height / 72 * 25.4
        assert not page.inked(0, 0, 20, height - 1)
        assert not page.inked(width - 12, 0, width - 1, height - 1)
        assert not page.inked(0, height - 7, width - 1, height - 1)


@needs_poppler
@pytest.mark.parametrize("name", EVERY)
def test_every_font_of_every_form_is_an_embedded_subset(name: str, tmp_path: Path) -> None:
    for line in poppler("pdffonts", drawn(name, EVERY[name]), tmp_path).splitlines()[2:]:
        assert line.split()[1] == "TrueType", line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


@needs_poppler
@pytest.mark.parametrize(
    "name",
    [
        "sign_in", "roster", "attendance", "scores", "award_list", "certificates", "agreement", "dispatch", "need_form",
        "dossier", "visit",
    ],
)
def test_a_rare_name_is_copied_out_right(name: str, tmp_path: Path) -> None:
    data = (
        replace(sample.certificates(1), items=[sample.certificate()])
        if name == "certificates"
        else EVERY[name]
    )
    assert sample.RARE in poppler("pdftotext", drawn(name, data), tmp_path)


def test_the_sign_in_sheet_holds_its_rows_a_page_and_ends_in_numbered_blank_ones() -> None:
    short = [papers.Person(f"赵{n}", unit="某某公司") for n in range(60)]
    pdf = drawn("sign_in", papers.SignIn(sample.heading(), short))
    numbers = [
        len(re.findall(r"^\d{1,2}\b", text_of(pdf, index), re.MULTILINE)) for index in range(page_count(pdf))
    ]
    assert sum(numbers) >= 65
    assert all(20 <= count <= 27 for count in numbers)
    bare = papers.SignIn(sample.heading(), short[:3], walk_ins=5, fill=False)
    assert re.findall(r"^\d+\b", text_of(drawn("sign_in", bare)), re.MULTILINE)[:8] == list("12345678")


def test_a_long_class_signs_half_days_on_evenly_split_sheets() -> None:
    assert [len(part) for part in evenly(sample.periods(8), 9)] == [8, 8]
    pdf = drawn("sign_in", sample.sign_in(5, 8))
    first, last = squeezed(text_of(pdf, 0)), squeezed(text_of(pdf, page_count(pdf) - 1))
    assert "3月5日" in first
    assert "3月6日" not in first.split("授课人")[1]
    assert first.count("上午") == first.count("下午") == last.count("上午") == 4
    assert "3月9日" in last


def test_attendance_marks_and_totals() -> None:
    text = squeezed(text_of(drawn("attendance", sample.attendance(8, 3))))
    assert "图例：√出勤△迟到▽早退○请假×缺勤" in text
    assert "应到8人" in text
    pdf = drawn("attendance", replace(sample.attendance(1, 1), marks=[[None, None]]))
    assert "0%" in text_of(pdf)


def test_an_empty_cell_of_a_report_is_a_dash_and_the_sum_stands_below() -> None:
    report = replace(sample.report(1), rows=[["2026年3月6日", "", "某事", "1", "2", ""]])
    text = squeezed(text_of(drawn("report", report)))
    assert "12026年3月6日—某事12—合计———12,080" in text
    assert "填报单位（盖章）：烟台市芝罘区总工会" in text


def test_a_missing_glyph_names_its_row() -> None:
    people = [*sample.people(2), papers.Person("王\ue123")]
    with pytest.raises(Refused, match=r"第3行.*U\+E123"):
        drawn("roster", papers.Roster(sample.heading(), people))


def test_a_very_long_cell_is_whole() -> None:
    story = "".join(f"第{n}件事已经办好，" for n in range(150))
    report = replace(sample.report(3), rows=[["2026年3月6日", "某厂", story, "1", "2", "3"]] * 3)
    assert squeezed(text_of(drawn("report", report))).count("第149件事已经办好") == 3


def test_three_copies_of_the_agreement_count_their_own_pages() -> None:
    pdf = drawn("agreement", sample.agreement())
    assert page_count(pdf) == 6
    text = squeezed(text_of(pdf))
    assert text.count("第1页共2页") == text.count("第2页共2页") == 3
    assert [text.count(f"一式三份第{n}份") for n in (1, 2, 3)] == [2, 2, 2]
    assert "自2026年3月6日起至2028年3月5日止" in text
    assert text.count("参考样式") == 3


def test_the_cover_carries_code_counts_and_totals() -> None:
    text = squeezed(text_of(drawn("cover", sample.cover())))
    for part in (
        "7QK4–M2XD–91TP",
        "人员126119",
        "合计1,2154211,258",
        "服务职工：1,208人次",
        "报送单位（盖章）",
    ):
        assert part in text


def test_the_recovery_sheet_has_every_group_in_order() -> None:
    text = text_of(drawn("recovery", sample.recovery()))
    places = [text.index(group) for group in sample.recovery().groups]
    assert places == sorted(places)


def test_a_stopped_job_stops() -> None:
    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    for name in ("sign_in", "certificates"):
        with pytest.raises(Cancelled):
            FORMS[name].draw(EVERY[name], stop)
