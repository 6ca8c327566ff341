"""Each row of a workbook gets its verdict, and importing does what was said."""

from pathlib import Path

import pytest

from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import imports, registers, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Line, Preview, Verdict
from tests.excel import books
from tests.people import RARE_NAME, MadeUp, make_people, make_uscc, spoil

HEADS = ("姓名", "性别", "身份证号", "联系电话", "工作单位", "职务", "工种")


def row(person: MadeUp, **other: object) -> list[object]:
    cells = dict(
        zip(
            HEADS,
            (person.name, person.sex, person.id_number, person.phone, "样例机械厂", "班组长", "焊工"),
            strict=True,
        )
    )
    return list({**cells, **other}.values())


def look(
    desk: Desk, tmp_path: Path, *rows: list[object], heads: tuple[str, ...] = HEADS, register: str = "people"
) -> Preview:
    return imports.preview(desk, register, books.xlsx(tmp_path / "名单.xlsx", [heads, *rows]))


def bring(desk: Desk, tmp_path: Path, *rows: list[object], heads: tuple[str, ...] = HEADS) -> Preview:
    of = look(desk, tmp_path, *rows, heads=heads)
    imports.apply(desk, of)
    return of


def verdicts(of: Preview) -> list[Verdict]:
    return [line.verdict for line in of.lines]


def only(of: Preview) -> Line:
    assert len(of.lines) == 1
    return of.lines[0]


def everybody(desk: Desk) -> list[records.Record]:
    with desk.store.reading() as connection:
        return records.where(connection, "people", {})


def waiting(desk: Desk) -> list[records.Record]:
    with desk.store.reading() as connection:
        return records.where(connection, "pending", {})


def test_new_known_changed(desk: Desk, tmp_path: Path) -> None:
    people = make_people(4)
    assert people[0].name == RARE_NAME
    bring(desk, tmp_path, *(row(p) for p in people[:3]))
    of = look(desk, tmp_path, row(people[0]), row(people[1], 职务="车间主任"), row(people[3]))
    assert verdicts(of) == [Verdict.SAME, Verdict.CHANGED, Verdict.NEW]
    assert of.lines[1].changes == {"post": "车间主任"}
    assert imports.differences(desk, of, of.lines[1]) == {"post": ("班组长", "车间主任")}
    imports.apply(desk, of)
    assert {p["name"]: p["post"] for p in everybody(desk)} == {
        people[0].name: "班组长", people[1].name: "车间主任", people[2].name: "班组长", people[3].name: "班组长",
    }  # fmt: skip


def test_a_wrong_row_stays_out_and_says_why(desk: Desk, tmp_path: Path) -> None:
    good, bad, third = make_people(3)
    of = look(desk, tmp_path, row(good), row(bad, 身份证号=spoil(bad.id_number)), row(third, 姓名=None))
    assert verdicts(of) == [Verdict.NEW, Verdict.WRONG, Verdict.WRONG]
    assert "校验码" in of.lines[1].reasons[0]
    assert of.lines[1].errors[0].column == HEADS.index("身份证号")
    imports.apply(desk, of)
    assert [p["name"] for p in everybody(desk)] == [good.name]


def test_a_numeric_id_cell_is_refused_never_repaired(desk: Desk, tmp_path: Path) -> None:
    person = make_people(1)[0]
    of = look(desk, tmp_path, row(person, 身份证号=int(person.id_number[:15] + "000")))
    assert only(of).verdict is Verdict.WRONG
    assert "数字格式" in only(of).reasons[0]
    with pytest.raises(Refused, match="没有可以导入的行"):
        imports.apply(desk, of)


def test_birth_in_the_future_and_one_id_twice(desk: Desk, tmp_path: Path) -> None:
    a, b, c = make_people(3)
    of = look(desk, tmp_path, row(a), row(b, 身份证号=a.id_number), row(c))
    assert verdicts(of) == [Verdict.WRONG, Verdict.WRONG, Verdict.NEW]
    assert "第2、3行" in of.lines[0].reasons[0]
    born = look(desk, tmp_path, ["陈㛃", "2999-01-01"], heads=("姓名", "出生日期"))
    assert only(born).verdict is Verdict.WRONG


def test_another_name_under_one_id_waits(desk: Desk, tmp_path: Path) -> None:
    person = make_people(1)[0]
    bring(desk, tmp_path, row(person))
    of = look(desk, tmp_path, row(person, 姓名="陈另名"))
    assert only(of).verdict is Verdict.DOUBTFUL
    assert only(of).reasons == ["身份证号相同，但姓名不同。"]
    differing = {
        side.label: (side.stored, side.told) for side in imports.sides(desk, of, only(of)) if side.differs
    }
    assert differing == {"姓名": (person.name, "陈另名")}
    imports.apply(desk, of)
    assert [p["name"] for p in everybody(desk)] == [person.name]
    assert [w["title"] for w in waiting(desk)] == ["陈另名"]


def test_the_same_doubt_is_queued_once(desk: Desk, tmp_path: Path) -> None:
    person = make_people(1)[0]
    bring(desk, tmp_path, row(person))
    for _ in range(2):
        outcome = imports.apply(desk, look(desk, tmp_path, row(person, 姓名="陈另名")))
        assert outcome.pending == 1
    assert len(waiting(desk)) == 1


def test_namesakes_in_one_enterprise_with_two_ids_are_two_people(desk: Desk, tmp_path: Path) -> None:
    a, b = make_people(2)
    twins = row(a), row(b, 姓名=a.name)
    assert verdicts(look(desk, tmp_path, *twins)) == [Verdict.NEW, Verdict.NEW]
    bring(desk, tmp_path, twins[0])
    assert verdicts(look(desk, tmp_path, *twins)) == [Verdict.SAME, Verdict.NEW]


def test_a_row_twice_in_one_file(desk: Desk, tmp_path: Path) -> None:
    heads = ("姓名", "工作单位")
    of = look(desk, tmp_path, ["陈㛃", "新厂"], ["陈㛃", "新厂"], ["陈㛃", "旧厂"], heads=heads)
    assert verdicts(of) == [Verdict.NEW, Verdict.DOUBTFUL, Verdict.NEW]
    assert "与第2行" in of.lines[1].reasons[0]


def test_two_rows_cannot_write_one_person(desk: Desk, tmp_path: Path) -> None:
    person = make_people(1)[0]
    bring(desk, tmp_path, row(person))
    no_id = {"身份证号": None}
    of = look(desk, tmp_path, row(person, 职务="主任", **no_id), row(person, 职务="书记", **no_id))
    assert verdicts(of) == [Verdict.CHANGED, Verdict.DOUBTFUL]


def test_a_new_enterprise_is_made_once_and_only_for_rows_that_come_in(desk: Desk, tmp_path: Path) -> None:
    a, b, c = make_people(3)
    of = look(
        desk, tmp_path, row(a, 工作单位="新一厂"), row(b, 工作单位="新一厂"),
        row(c, 工作单位="错行厂", 身份证号=spoil(c.id_number)),
    )  # fmt: skip
    assert of.new_links == {"enterprises": ("新一厂",)}
    assert "新建企业1家" in of.sentence
    imports.apply(desk, of)
    with desk.store.reading() as connection:
        assert [e["name"] for e in records.where(connection, "enterprises", {})] == ["新一厂"]
    assert {p["enterprise.title"] for p in everybody(desk)} == {"新一厂"}


def test_moving_to_an_enterprise_nobody_knows_is_a_change(desk: Desk, tmp_path: Path) -> None:
    person = make_people(1)[0]
    bring(desk, tmp_path, row(person))
    of = look(desk, tmp_path, row(person, 工作单位="全新厂"))
    assert only(of).verdict is Verdict.CHANGED
    assert imports.differences(desk, of, only(of)) == {"enterprise": ("样例机械厂", "全新厂")}
    imports.apply(desk, of)
    assert everybody(desk)[0]["enterprise.title"] == "全新厂"


def test_synonyms_fold_and_unknown_words_are_proposed(desk: Desk, tmp_path: Path) -> None:
    registers.save(desk, "terms", {"dictionary": "工种", "word": "焊工甲", "synonyms": "电焊工甲、焊接甲"})
    a, b = make_people(2)
    of = look(desk, tmp_path, row(a, 工种="焊接甲"), row(b, 工种="样例新工种"))
    assert of.lines[0].values["trade"] == "焊工甲"
    assert of.proposed_words == ["工种“样例新工种”"]
    imports.apply(desk, of)
    with desk.store.reading() as connection:
        assert [t["state"] for t in records.where(connection, "terms", {"word": "样例新工种"})] == ["建议"]
    assert verdicts(look(desk, tmp_path, row(a, 工种="电焊工甲"))) == [Verdict.SAME]


def test_not_the_same_person_stops_the_doubt(desk: Desk, tmp_path: Path) -> None:
    """A name alone: doubtful. Once a person has said 不是同一人, each row knows its own."""
    heads = ("姓名", "职务")
    first = registers.save(desk, "people", {"name": "陈㛃", "phone": "19900000001"}).key
    assert only(look(desk, tmp_path, ["陈㛃", None], heads=heads)).verdict is Verdict.DOUBTFUL
    second = registers.save(desk, "people", {"name": "陈㛃"}).key
    with desk.store.operation("待处理", "不是同一人", desk.user) as write:
        write.insert("distinctions", {"left": first, "right": second})
    line = only(look(desk, tmp_path, ["陈㛃", None], heads=heads))
    assert (line.verdict, line.key) == (Verdict.SAME, second)
    registers.save(desk, "people", {"phone2": "19900000002"}, second)
    line = only(look(desk, tmp_path, ["陈㛃", None], heads=heads))
    assert (line.verdict, line.key) == (Verdict.SAME, second)


def test_two_alike_without_a_decision_stay_doubtful(desk: Desk, tmp_path: Path) -> None:
    for post in ("主任", "书记"):
        registers.save(desk, "people", {"name": "陈㛃", "post": post})
    assert only(look(desk, tmp_path, ["陈㛃"], heads=("姓名",))).verdict is Verdict.DOUBTFUL


def test_a_title_borne_twice_is_wrong_unless_it_is_settled_already(desk: Desk, tmp_path: Path) -> None:
    keys = [registers.save(desk, "enterprises", {"name": "同名厂", "uscc": make_uscc(n)}).key for n in (1, 2)]
    a, b = make_people(2)
    registers.save(desk, "people", {"name": a.name, "phone": a.phone, "enterprise": keys[1]})
    heads = ("姓名", "手机", "单位")
    of = look(desk, tmp_path, [a.name, a.phone, "同名厂"], [b.name, b.phone, "同名厂"], heads=heads)
    assert verdicts(of) == [Verdict.SAME, Verdict.WRONG]
    assert "有2家企业都叫“同名厂”" in of.lines[1].reasons[0]


def test_corrected_in_the_preview(desk: Desk, tmp_path: Path) -> None:
    a, b = make_people(2)
    of = look(desk, tmp_path, row(a), row(b, 身份证号=a.id_number, 联系电话="123"))
    assert verdicts(of) == [Verdict.WRONG, Verdict.WRONG]
    of = imports.fix_cell(desk, of, 3, "phone", b.phone)
    assert verdicts(of) == [Verdict.WRONG, Verdict.WRONG]
    of = imports.fix_cell(desk, of, 3, "id_number", b.id_number)
    assert verdicts(of) == [Verdict.NEW, Verdict.NEW]
    again = imports.with_layout(desk, of, of.layout.with_column(HEADS.index("职务"), None))
    assert verdicts(again) == [Verdict.NEW, Verdict.NEW]
    imports.write_report(of, tmp_path / "说明.xlsx")
    assert verdicts(imports.preview(desk, "people", tmp_path / "说明.xlsx")) == [Verdict.NEW, Verdict.NEW]
    imports.apply(desk, of)
    assert {p["id_number"] for p in everybody(desk)} == {a.id_number, b.id_number}
    with pytest.raises(Refused):
        imports.fix_cell(desk, of, 99, "phone", b.phone)


def test_corrected_file_changes_only_its_rows(desk: Desk, tmp_path: Path) -> None:
    people = make_people(30)
    rows = [row(p) for p in people]
    rows[4] = row(people[4], 身份证号=spoil(people[4].id_number))
    rows[9] = row(people[9], 联系电话="12")
    of = bring(desk, tmp_path, *rows)
    report = tmp_path / "名单_错误说明.xlsx"
    assert imports.write_report(of, report) == 2
    again = imports.preview(desk, "people", report)
    assert again.counts[Verdict.SAME] == 28
    before = {p["id"]: p["rev"] for p in everybody(desk)}
    outcome = imports.apply(desk, look(desk, tmp_path, *(row(p) for p in people)))
    assert (outcome.counts[Verdict.NEW], outcome.counts[Verdict.SAME]) == (2, 28)
    after = {p["id"]: p["rev"] for p in everybody(desk)}
    assert {key: after[key] for key in before} == before
    assert len(after) == 30


def test_columns_put_right_are_remembered(desk: Desk, tmp_path: Path) -> None:
    heads = ("人名", "联系电话")
    a, b = make_people(2)
    path = books.xlsx(tmp_path / "表.xlsx", [heads, [a.name, a.phone]])
    with pytest.raises(Refused, match="姓名"):
        imports.preview(desk, "people", path)
    of = imports.look(desk, path, "people")
    assert "姓名" in of.problem
    with pytest.raises(Refused, match="姓名"):
        imports.apply(desk, of)
    of = imports.with_layout(desk, of, of.layout.with_column(0, of.register["name"]), lenient=True)
    assert (of.problem, verdicts(of)) == ("", [Verdict.NEW])
    imports.apply(desk, of)
    books.xlsx(path, [heads, [b.name, b.phone]])
    assert verdicts(imports.preview(desk, "people", path)) == [Verdict.NEW]


def test_a_dropped_file_says_what_it_is(desk: Desk, tmp_path: Path) -> None:
    people = books.xlsx(tmp_path / "a.xlsx", [HEADS, row(make_people(1)[0])])
    firms = books.xlsx(
        tmp_path / "b.xlsx", [("企业名称", "统一社会信用代码", "产业链"), ("样例厂", make_uscc(1), None)]
    )
    assert imports.look(desk, people).register.name == "people"
    assert imports.look(desk, firms).register.name == "enterprises"
    with pytest.raises(Refused, match="认不出"):
        imports.look(desk, books.xlsx(tmp_path / "c.xlsx", [("甲", "乙"), (1, 2)]))


def test_a_pasted_block(desk: Desk) -> None:
    of = imports.look_at_text(desk, f"姓名\t手机\n{RARE_NAME}\t19900000001\n", "people")
    assert [line.values["name"] for line in of.lines] == [RARE_NAME]


def test_certificates_are_not_imported(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不能用表格导入"):
        look(desk, tmp_path, ["1"], heads=("证书编号",), register="certificates")


def test_a_roster_enrols_known_and_new(desk: Desk, tmp_path: Path) -> None:
    people = make_people(3)
    bring(desk, tmp_path, row(people[0]))
    training = trainings.create(
        desk, {"title": "样例班", "kind": "技能培训", "begins": "2026-03-02"}, periods=[], instructors=[]
    ).key
    outcome = imports.apply(desk, look(desk, tmp_path, *(row(p) for p in people)), training=training)
    assert outcome.enrolled == 3
    with desk.store.reading() as connection:
        roster = records.where(connection, "enrolments", {"training": training})
    assert [e["person.title"] for e in roster] == [p.name for p in people]
