"""Papers of a class from the rows of the store: what stands on them, and what is masked."""

import re
from datetime import date
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import attendance, certificates, prints, registers, scanning, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints import Paper
from tests.people import RARE_NAME, make_people
from tests.printing.reading import needs_poppler, poppler, squeezed
from tests.services.making import a_class, people

pytestmark = needs_poppler
PEOPLE = make_people(5)


@pytest.fixture
def training(desk: Desk) -> RowId:
    key = a_class(desk, people(desk, 5), place="三楼教室", host="虚构职工学校")
    attendance.quick(desk, key, 1, "1-3,4迟,5假")
    attendance.quick(desk, key, 2, "1-3,4缺,5缺")
    return key


def text_of(paper: Paper, folder: Path) -> str:
    return squeezed(poppler("pdftotext", paper.pdf, folder, "-layout"))


def whole(text: str) -> set[str]:
    """Unmasked mobile and ID numbers in a text."""
    return {*re.findall(r"1990000\d{4}", text), *re.findall(r"990101\d{11}[\dX]", text)}


def names_in(text: str) -> list[str]:
    return [p.name for p in PEOPLE if p.name[:4] in text]  # a long name is broken into two lines


def test_the_sheet_has_everybody_by_number_with_phones_masked(
    desk: Desk, training: RowId, tmp_path: Path
) -> None:
    text = text_of(prints.sign_in(desk, training), tmp_path)
    assert names_in(text) == [p.name for p in PEOPLE]
    assert all(
        words in text for words in ("虚构安全班", "签到表", "三楼教室", "虚构职工学校", "2026年3月2日")
    )
    assert PEOPLE[0].phone[:3] + "****" + PEOPLE[0].phone[-4:] in text
    assert whole(text) == set()


def test_whole_phones_on_request_are_noted(desk: Desk, training: RowId, tmp_path: Path) -> None:
    text = text_of(prints.sign_in(desk, training, phones=True), tmp_path)
    assert whole(text) == {p.phone for p in PEOPLE}
    newest = registers.history(desk, "trainings", training)[0].operation
    assert newest.sentence == "查看“虚构安全班”签到表（完整电话）"


def test_a_printing_is_noted_when_it_happened(desk: Desk, training: RowId) -> None:
    paper = prints.sign_in(desk, training)
    before = len(registers.history(desk, "trainings", training))
    prints.note(desk, paper.printed)
    lines = registers.history(desk, "trainings", training)
    assert len(lines) == before + 1
    assert lines[0].operation.kind == prints.SHEET_PRINTED


def test_the_sheet_of_marks_tells_who_was_not_there_yet(
    desk: Desk, training: RowId, tmp_path: Path
) -> None:
    grid = attendance.load(desk, training)
    attendance.walk_in(desk, training, ["现场人"], grid.of.periods[-1]["id"])
    text = text_of(prints.attendance(desk, training), tmp_path)
    assert "—为现场加入之前" in text
    assert f"应到{len(PEOPLE) + 1}人" in text


def test_one_period_names_its_number_and_time(desk: Desk, training: RowId, tmp_path: Path) -> None:
    text = text_of(prints.sign_in(desk, training, period=2), tmp_path)
    assert "（第2节）" in text
    assert "下午" in text
    with pytest.raises(Refused, match="没有第3节"):
        prints.sign_in(desk, training, period=3)


def test_who_left_keeps_an_empty_row(desk: Desk, training: RowId, tmp_path: Path) -> None:
    second = trainings.load(desk, training).enrolments[1]["id"]
    trainings.withdraw(desk, training, [second], "退出")
    text = text_of(prints.sign_in(desk, training, blanks=0), tmp_path)
    assert PEOPLE[1].name not in text
    assert text.count("已退出") == 1
    assert names_in(text) == [p.name for p in PEOPLE if p is not PEOPLE[1]]


def test_the_roster_hides_ids_unless_asked(desk: Desk, training: RowId, tmp_path: Path) -> None:
    assert whole(text_of(prints.roster(desk, training), tmp_path)) == set()
    text = text_of(prints.roster(desk, training, personal=True), tmp_path)
    assert {p.id_number for p in PEOPLE} <= whole(text)
    assert "完整证件号码" in registers.history(desk, "trainings", training)[0].operation.sentence


def test_the_attendance_table_has_signs_and_totals(desk: Desk, training: RowId, tmp_path: Path) -> None:
    text = text_of(prints.attendance(desk, training), tmp_path)
    assert names_in(text) == [p.name for p in PEOPLE]
    assert (text.count("△") >= 1, text.count("○") >= 1, text.count("×") >= 2) == (True, True, True)


def test_scores_and_award_list(desk: Desk, training: RowId, tmp_path: Path) -> None:
    ids = [e["id"] for e in trainings.load(desk, training).enrolments]
    trainings.set_scores(desk, training, {ids[0]: {"theory": 97, "practice": 88}, ids[1]: {"result": "优秀"}})
    certificates.issue(desk, training, issued=date(2026, 3, 6))
    text = text_of(prints.scores(desk, training), tmp_path)
    assert all(words in text for words in ("97", "88", "优秀", "合格", "不合格", RARE_NAME))
    awards = text_of(prints.award_list(desk, training), tmp_path)
    assert "烟芝工培〔2026〕第0001号" in awards
    assert "结业证书" in awards


def test_a_certificate_can_be_read_scanned_and_verified(desk: Desk, training: RowId, tmp_path: Path) -> None:
    done = certificates.issue(desk, training, issued=date(2026, 3, 6))
    paper = prints.certificate_pages(desk, done.keys)
    text = text_of(paper, tmp_path)
    for words in (
        RARE_NAME,
        "结业证书",
        "烟芝工培〔2026〕第0001号",
        "虚构安全班",
        desk.office.full,
        "二〇二六年三月六日",
    ):
        assert words in text
    assert (paper.title, len(done.keys)) == ("结业证书（3本）", 3)
    (tmp_path / "one.pdf").write_bytes(paper.pdf)
    row = registers.get(desk, "certificates", done.keys[0])
    assert scanning.read(tmp_path / "one.pdf") == row["signed"]


def test_a_certificate_bears_the_office_that_gave_it(desk: Desk, training: RowId, tmp_path: Path) -> None:
    key = certificates.issue(desk, training, issued=date(2026, 3, 6)).key
    with desk.store.operation("收包", "", "测试") as write:
        write.update("certificates", key, {"office": "370681"})
    assert "龙口市总工会" in text_of(prints.certificate_pages(desk, [key]), tmp_path)


def test_nothing_chosen_is_said(desk: Desk) -> None:
    with pytest.raises(Refused, match="没有选中"):
        prints.certificate_pages(desk, [])


def test_names_of_files_can_be_saved_anywhere(desk: Desk) -> None:
    training = a_class(desk, people(desk, 1), title='虚构:班/一\\二?"*<>|')
    suggested = prints.sign_in(desk, training).suggested
    assert suggested.endswith(".pdf")
    assert not set(suggested) & set('\\/:*?"<>|')


def test_what_could_not_be_printed_is_not_noted(desk: Desk) -> None:
    person = registers.save(desk, "people", {"name": "王\U000323af"}).key
    training = a_class(desk, [person])
    before = len(registers.history(desk, "trainings", training))
    with pytest.raises(Refused, match="\U000323af"):
        prints.sign_in(desk, training, phones=True)
    assert len(registers.history(desk, "trainings", training)) == before
