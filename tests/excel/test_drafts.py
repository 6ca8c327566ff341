"""Rows become drafts: each cell by its field's rule, every row told of, none lost."""

from datetime import date
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Cancelled
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.drafts import Draft, duplicates, read_drafts
from laomo_desktop.excel.heads import find_layout
from laomo_desktop.excel.reading import open_workbook
from tests.excel import books
from tests.people import RARE_NAME, make_id_number, make_people, spoil

PEOPLE = REGISTERS["people"]
ONE, TWO, THREE = make_people(3, first=40)


def only(path: Path, register: str = "people") -> Draft:
    (draft,) = books.drafts(path, register)
    return draft


def sentences(draft: Draft) -> dict[str, str]:
    return {error.field: error.sentence for error in draft.errors}


def test_a_good_row(tmp_path: Path) -> None:
    heads = ("序号", "姓名", "身份证号", "手机", "工作单位", "工种", "学历", "备注")
    row = (1, f" {RARE_NAME} ", ONE.id_number.lower(), "199 0000 0001", " 虚构厂 ", "焊工", "本科", None)
    draft = only(books.xlsx(tmp_path / "a.xlsx", [heads, row]))
    assert draft.row_number == 2
    assert draft.errors == []
    assert draft.values == {
        "name": RARE_NAME,
        "id_number": ONE.id_number,
        "phone": "19900000001",
        "enterprise": None,
        "trade": "焊工",
        "education": "本科",
        "remark": None,
    }
    assert draft.links == {"enterprise": "虚构厂"}
    assert draft.derived == {"sex": ONE.sex, "birth": ONE.birth}
    assert draft.filled()["sex"] == ONE.sex
    assert draft.raw[0] == 1


def test_numeric_id_cell_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名", "身份证号"), ("陈㛃", 990101199003070111)])
    draft = only(path)
    assert "数字格式" in sentences(draft)["id_number"]
    assert "id_number" not in draft.values
    assert draft.errors[0].column == 1
    assert draft.derived == {}


def test_numeric_phone_is_read(tmp_path: Path) -> None:
    draft = only(books.xlsx(tmp_path / "a.xlsx", [("姓名", "手机"), ("陈㛃", 19900000001)]))
    assert draft.values["phone"] == "19900000001"


def test_every_wrong_cell_of_a_row_is_told(tmp_path: Path) -> None:
    heads = ("姓名", "性别", "身份证号", "手机", "出生日期", "学历")
    path = books.xlsx(tmp_path / "a.xlsx", [heads, (None, "难", spoil(ONE.id_number), "123", "1990-2-30", "博士后")])
    told = sentences(only(path))
    assert set(told) == {"name", "sex", "id_number", "phone", "birth", "education"}
    assert "姓名：不能为空" in told["name"]
    assert "校验码" in told["id_number"]


def test_failed_formula_in_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,备注\n陈㛃,#REF!\n#N/A,x\n", encoding="utf-8")
    one, two = books.drafts(path)
    assert "公式错误 #REF!" in sentences(one)["remark"]
    assert "公式错误 #N/A" in sentences(two)["name"]


def test_id_against_sex_and_birth(tmp_path: Path) -> None:
    wrong = "女" if ONE.sex == "男" else "男"
    path = books.xlsx(
        tmp_path / "a.xlsx",
        [("姓名", "性别", "身份证号", "出生日期"), ("陈㛃", wrong, ONE.id_number, date(1950, 1, 2))],
    )
    told = sentences(only(path))
    assert told["sex"].startswith("性别与身份证号不一致")
    assert told["birth"].startswith("出生日期与身份证号不一致")


def test_future_birth(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名", "出生日期"), ("陈㛃", "2999-1-1")])
    assert "birth" in sentences(only(path))


def test_foot_example_and_repeated_heads_are_told_and_passed_over(tmp_path: Path) -> None:
    rows = [
        ("序号", "姓名", "手机"),
        ("示例", "王示例", "19900000000"),
        (1, "陈㛃", None),
        ("序号", "姓名", "手机"),
        (2, "合意", None),
        ("合计", None, 2),
        ("填表人：某某", None, "2026年3月6日"),
        ("注：请用正楷", None, None),
    ]
    drafts = books.drafts(books.xlsx(tmp_path / "a.xlsx", rows))
    assert [d.row_number for d in drafts] == [2, 3, 4, 5, 6, 7, 8]
    assert [d.row_number for d in drafts if not d.skipped] == [3, 5]
    assert all(d.skipped.endswith("已跳过。") and not d.errors and not d.values for d in drafts if d.skipped)


def test_a_sum_with_a_number_where_a_name_would_stand_is_a_foot(tmp_path: Path) -> None:
    rows = [("序号", "姓名"), (1, "陈㛃"), ("合计", "80人"), ("共计", 80), ("合计", "李䶮")]
    drafts = books.drafts(books.xlsx(tmp_path / "a.xlsx", rows))
    assert [d.row_number for d in drafts if not d.skipped] == [2, 5]


@pytest.mark.parametrize("told", ["1990.03", "1990年3月", "1990-3", "199003", 199003, 1990.03, date(1990, 3, 1)])
def test_a_month_of_birth_gets_its_day_from_the_number(tmp_path: Path, told: object) -> None:
    number = make_id_number(date(1990, 3, 17), 21)
    draft = only(books.xlsx(tmp_path / "a.xlsx", [("姓名", "身份证号", "出生年月"), ("陈㛃", number, told)]))
    assert (draft.errors, draft.warnings[1:]) == ([], [])
    assert draft.filled()["birth"] == "1990-03-17"


def test_a_lost_zero_of_october_is_found_by_the_number(tmp_path: Path) -> None:
    number = make_id_number(date(1990, 10, 17), 21)
    draft = only(books.xlsx(tmp_path / "a.xlsx", [("姓名", "身份证号", "出生年月"), ("陈㛃", number, 1990.1)]))
    assert (draft.errors, draft.filled()["birth"]) == ([], "1990-10-17")


def test_another_month_than_that_of_the_number_is_wrong(tmp_path: Path) -> None:
    number = make_id_number(date(1990, 3, 17), 21)
    draft = only(books.xlsx(tmp_path / "a.xlsx", [("姓名", "身份证号", "出生年月"), ("陈㛃", number, "1990.04")]))
    assert "1990年3月" in sentences(draft)["birth"]
    assert "birth" not in draft.filled()


def test_a_whole_day_that_contradicts_the_number_stays_wrong_under_any_head(tmp_path: Path) -> None:
    number = make_id_number(date(1990, 3, 17), 21)
    for head, told in (("出生日期", "1990-03-01"), ("出生年月", "1990-03-02"), ("出生年月日", "1990-03-01")):
        draft = only(books.xlsx(tmp_path / "a.xlsx", [("姓名", "身份证号", head), ("陈㛃", number, told)]))
        assert "1990-03-17" in sentences(draft)["birth"]


def test_a_month_without_a_number_leaves_the_birth_empty_and_says_so(tmp_path: Path) -> None:
    draft = only(books.xlsx(tmp_path / "a.xlsx", [("姓名", "出生年月"), ("陈㛃", "1990.03")]))
    assert (draft.errors, draft.values["birth"]) == ([], None)
    assert "只有年月“1990.03”" in draft.warnings[0].sentence


def test_words_for_nothing_are_nothing(tmp_path: Path) -> None:
    heads = ("姓名", "身份证号", "手机", "工作单位", "工种", "学历", "备注")
    draft = only(books.xlsx(tmp_path / "a.xlsx", [heads, ("陈㛃", "无", "/", "无", "—", "-", "无")]))
    assert (draft.errors, draft.links) == ([], {})
    assert {name: told for name, told in draft.values.items() if told} == {"name": "陈㛃", "remark": "无"}


def test_people_whose_names_look_like_feet_are_kept(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名", "性别"), ("盖章华", "男"), ("审文", "女"), ("示例", "男")])
    kept = [d.row_number for d in books.drafts(path) if not d.skipped]
    assert 3 in kept


def test_blank_rows_inside_do_not_stop(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名",), ("陈㛃",), (), (" ",), ("李䶮",)])
    assert [(d.row_number, d.values["name"]) for d in books.drafts(path)] == [(2, "陈㛃"), (5, "李䶮")]


def test_blank_of_a_required_field_with_default_is_left_to_the_default(tmp_path: Path) -> None:
    draft = only(books.xlsx(tmp_path / "a.xlsx", [("队名", "级别"), ("虚构队", None)]), "teams")
    assert (draft.errors, draft.values) == ([], {"name": "虚构队"})


def test_true_one_and_text_do_not_mix(tmp_path: Path) -> None:
    rows = [("姓名", "已同意收集个人信息", "备注"), *(("陈㛃", v, v) for v in (True, 1, 0, False, "1", 1.5))]
    drafts = books.drafts(books.xlsx(tmp_path / "a.xlsx", rows))
    assert [d.values.get("consent") for d in drafts] == [1, 1, 0, 0, 1, None]
    assert [d.values["remark"] for d in drafts[1:]] == ["1", "0", "False", "1", "1.5"]


def test_duplicates_inside_one_file(tmp_path: Path) -> None:
    rows = [
        ("姓名", "身份证号"),
        ("陈㛃", ONE.id_number),
        ("李䶮", TWO.id_number),
        ("陈㛃", f" {ONE.id_number} "),
        ("空", None),
        ("空", None),
        ("错", spoil(THREE.id_number)),
        ("错", spoil(THREE.id_number)),
    ]
    book = open_workbook(books.xlsx(tmp_path / "a.xlsx", rows))
    layout = find_layout(book, PEOPLE)
    found = duplicates(read_drafts(book.sheets[0], layout, PEOPLE), PEOPLE, layout)
    assert set(found) == {2, 4}
    assert found[2][0].sentence == "第2、4行的身份证号相同，请核对后只留一行。"
    assert found[2][0].column == 1


def test_cells_left_of_the_table_and_ragged_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",姓名,手机,备注\n,陈㛃\n,李䶮,19900000001\n", encoding="utf-8")
    assert [d.values["phone"] for d in books.drafts(path)] == [None, "19900000001"]


def test_progress_and_cancel(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名",), *(("陈㛃",) for _ in range(2500))])
    book = open_workbook(path)
    layout = find_layout(book, PEOPLE)
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int, text: str = "") -> None:
        told.append((done, total))

    assert len(list(read_drafts(book.sheets[0], layout, PEOPLE, watch))) == 2500
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]

    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(read_drafts(book.sheets[0], layout, PEOPLE, stop))


def test_many_distinct_texts_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"陈㛃,虚构 {n} 厂" for n in range(21_000)]
    path.write_text("\n".join(["姓名,工作单位", *lines, lines[0]]), encoding="utf-8")
    drafts = books.drafts(path)
    assert [drafts[n].links["enterprise"] for n in (0, 20_500, -1)] == ["虚构 0 厂", "虚构 20500 厂", "虚构 0 厂"]
