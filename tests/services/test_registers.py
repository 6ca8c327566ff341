"""Forms, lists of changes, deleting and its conditions."""

from dataclasses import replace
from datetime import date

import pytest

from laomo_desktop.db import journal, records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import lists, registers
from laomo_desktop.services.desk import READER, Desk
from tests.people import RARE_NAME, make_person, make_uscc, spoil
from tests.services.making import a_class, add, entries_of, people


def living(desk: Desk, register: str, **equal: object) -> list[records.Record]:
    with desk.store.reading() as connection:
        return records.where(connection, register, equal)  # type: ignore[arg-type]


def sentences(desk: Desk) -> list[str]:
    with desk.store.reading() as connection:
        return [operation.sentence for operation in journal.operations(connection)]


# -- forms -------------------------------------------------------------------------------------------------------
def test_sex_and_birth_follow_from_the_id_number(desk: Desk) -> None:
    person = make_person(0)
    checked = registers.check(desk, "people", {"name": person.name, "id_number": person.id_number.lower()})
    assert checked.errors == {}
    assert (checked.values["sex"], checked.values["birth"]) == (person.sex, person.birth)
    assert checked.values["id_number"] == person.id_number


@pytest.mark.parametrize(
    ("entries", "field", "words"),
    [
        ({"id_number": spoil(make_person(0).id_number)}, "id_number", "校验"),
        ({"id_number": make_person(0).id_number[:-1]}, "id_number", "位"),
        ({"id_number": 370602199001011234}, "id_number", "数字格式"),
        ({"name": ""}, "name", "不能为空"),
        ({"name": "单样例3"}, "name", "数字"),
        ({"phone": "1380000"}, "phone", "。"),
        ({"birth": "2999-01-01"}, "birth", "将来"),
        ({"sex": "未知"}, "sex", "男、女"),
        ({"office": "月球"}, "office", "工会"),
        (
            {"id_number": make_person(0).id_number, "sex": "男" if make_person(0).sex == "女" else "女"},
            "sex",
            "身份证",
        ),
        ({"id_number": make_person(0).id_number, "birth": "1999-09-09"}, "birth", "身份证"),
    ],
)
def test_what_is_wrong_is_told_in_words_at_its_field(
    desk: Desk, entries: dict[str, object], field: str, words: str
) -> None:
    checked = registers.check(desk, "people", entries)
    assert list(checked.errors) == [field]
    assert words in checked.errors[field]
    assert checked.errors[field].endswith("。")
    assert field not in checked.values or field in ("sex", "birth")


def test_the_same_id_number_is_an_error_but_not_of_the_row_itself(desk: Desk) -> None:
    person = make_person(3)
    key = add(desk, "people", **entries_of(person))
    again = {"name": "另一人", "id_number": person.id_number}
    assert (
        registers.check(desk, "people", again).errors["id_number"]
        == f"已有身份证号相同的人员“{person.name}”。"
    )
    assert registers.check(desk, "people", entries_of(person), key).errors == {}


def test_a_likely_twin_is_a_warning(desk: Desk) -> None:
    person = make_person(3)
    key = add(desk, "people", **entries_of(person))
    checked = registers.check(desk, "people", {"name": person.name, "phone": person.phone})
    assert checked.errors == {}
    assert "请确认不是重复登记" in checked.warnings["name"]
    assert lists.twin(desk, "people", checked.values, None) == key


def test_a_target_stands_but_once_and_begins_with_this_year(desk: Desk) -> None:
    """Two targets of one office, year and measure could not both be meant."""
    begun = REGISTERS["targets"].starting(date(2026, 11, 23))
    assert begun["year"] == 2026
    entries = {"office": "370602", "year": "2026", "measure": "服务场次", "value": "200"}
    key = add(desk, "targets", **entries)
    checked = registers.check(desk, "targets", {**entries, "value": "300"})
    assert checked.errors == {"office": "已有工会、年度、指标相同的目标“服务场次”。"}
    assert registers.check(desk, "targets", {**entries, "value": "300"}, key).errors == {}
    assert registers.check(desk, "targets", {**entries, "year": "2027"}).errors == {}


def test_the_same_member_twice_is_told_by_name(desk: Desk) -> None:
    team = add(desk, "teams", name="虚构服务队", level="区市级")
    [person] = people(desk, 1)
    add(desk, "members", team=team, person=person)
    checked = registers.check(desk, "members", {"team": team, "person": person})
    assert checked.errors == {"team": f"已有服务队、姓名相同的队员“{RARE_NAME}”。"}


def test_a_new_enterprise_comes_with_the_person(desk: Desk) -> None:
    first = add(desk, "people", name="单样例", enterprise="烟台虚构（集团）有限公司")
    second = add(desk, "people", name="仇示范", enterprise=" 烟台虚构（集团）有限公司 ")
    [firm] = living(desk, "enterprises")
    assert (firm["name"], firm["office"]) == ("烟台虚构（集团）有限公司", "370602")
    assert {registers.get(desk, "people", key)["enterprise"] for key in (first, second)} == {firm["id"]}
    assert sentences(desk)[0] == "新建人员“仇示范”"
    add(desk, "enterprises", name="烟台虚构（集团）有限公司", uscc=make_uscc(2))
    with pytest.raises(Refused, match="有2个企业都叫"):
        registers.save(desk, "people", {"name": "曾虚构", "enterprise": "烟台虚构（集团）有限公司"})
    assert len(living(desk, "people")) == 2


def test_a_new_row_belongs_to_the_office_and_has_its_required_fields(desk: Desk) -> None:
    key = add(desk, "people", name=RARE_NAME)
    assert registers.get(desk, "people", key)["office"] == "370602"
    with pytest.raises(Refused, match="姓名：不能为空"):
        registers.save(desk, "people", {"phone": "19900001234"})
    assert len(living(desk, "people")) == 1


def test_saving_what_is_the_same_does_nothing(desk: Desk) -> None:
    key = add(desk, "people", name=RARE_NAME)
    before = sentences(desk)
    done = registers.save(desk, "people", {"name": RARE_NAME, "phone": None}, key)
    assert (done.operation, done.keys) == (0, (key,))
    assert sentences(desk) == before


# -- terms -------------------------------------------------------------------------------------------------------
def term(desk: Desk, word: str) -> records.Record:
    [found] = living(desk, "terms", word=word)
    return found


def test_a_synonym_becomes_the_dictionary_s_word_and_a_new_word_is_proposed(desk: Desk) -> None:
    with desk.store.operation("字典", "", "测试") as write:
        write.insert(
            "terms", {"dictionary": "工种", "word": "虚构工", "synonyms": "假工种、编造工", "place": 1}
        )
    key = add(desk, "people", name="单样例", trade="编造工", specialties="新专长甲、新专长乙,新专长甲")
    row = registers.get(desk, "people", key)
    assert (row["trade"], row["specialties"]) == ("虚构工", "新专长甲、新专长乙")
    assert {term(desk, w)["state"] for w in ("新专长甲", "新专长乙")} == {"建议"}
    assert term(desk, "新专长甲")["dictionary"] == "专长"


def test_a_word_whose_proposal_was_taken_back_can_be_used_again(desk: Desk) -> None:
    first = registers.save(desk, "people", {"name": "单样例", "trade": "从未有过的工种"})
    registers.undo(desk, first.operation)
    assert living(desk, "terms", word="从未有过的工种") == []
    registers.save(desk, "people", {"name": "仇示范", "trade": "从未有过的工种"})
    assert term(desk, "从未有过的工种")["state"] == "建议"


def test_a_retired_word_stays_retired(desk: Desk) -> None:
    registers.save(desk, "people", {"name": "单样例", "trade": "过时工种"})
    registers.save(desk, "terms", {"state": "停用"}, term(desk, "过时工种")["id"])
    registers.save(desk, "people", {"name": "仇示范", "trade": "过时工种"})
    assert term(desk, "过时工种")["state"] == "停用"
    assert "过时工种" not in lists.dictionaries(desk).words["trade"]


# -- many at once ------------------------------------------------------------------------------------------------
def test_a_field_of_many_is_set_and_told_in_words(desk: Desk) -> None:
    keys = people(desk, 3)
    done = registers.set_field(desk, "people", keys, "enterprise", "虚构厂")
    assert done.sentence == "把3人人员的单位改为“虚构厂”"
    [firm] = living(desk, "enterprises")
    again = registers.set_field(desk, "people", keys[:2], "enterprise", firm["id"])
    assert (again.operation, again.sentence) == (0, "把0人人员的单位改为“虚构厂”")
    assert registers.set_field(desk, "people", keys, "enterprise", None).sentence.endswith("改为“空”")


def test_a_phone_set_for_many_stays_masked_in_the_journal(desk: Desk) -> None:
    done = registers.set_field(desk, "people", people(desk, 2), "phone2", "19900001234")
    assert done.sentence == "把2人人员的备用电话改为“199****1234”"


@pytest.mark.parametrize("name", ["id_number"])
def test_what_is_one_s_own_is_not_set_for_many(desk: Desk, name: str) -> None:
    keys = people(desk, 2)
    with pytest.raises(Refused, match="不能批量修改"):
        registers.set_field(desk, "people", keys, name, make_person(9).id_number)
    with pytest.raises(Refused, match="不能批量修改"):
        registers.set_field(desk, "trainings", [a_class(desk)], "state", "归档")


def test_one_row_gone_and_none_is_set(desk: Desk) -> None:
    keys = people(desk, 3)
    registers.delete(desk, "people", keys[1:2], "误建")
    with pytest.raises(Refused, match="不存在"):
        registers.set_field(desk, "people", keys, "post", "班长")
    assert [row["post"] for row in living(desk, "people")] == [None, None]


# -- looking -----------------------------------------------------------------------------------------------------
def test_revealing_is_logged(desk: Desk) -> None:
    person = make_person(1)
    key = add(desk, "people", **entries_of(person))
    row = registers.get(desk, "people", key)
    reg = REGISTERS["people"]
    assert registers.present(reg, row, "phone") == f"{person.phone[:3]}****{person.phone[-4:]}"
    assert registers.reveal(desk, "people", key, "phone") == person.phone
    newest = registers.history(desk, "people", key)[0]
    assert (newest.operation.sentence, newest.operation.user, newest.differences) == (
        "查看人员的手机",
        "管理员",
        (),
    )
    with pytest.raises(Refused, match="不能撤销"):
        registers.undo(desk, newest.operation.number)


def test_history_tells_before_and_after_masked(desk: Desk) -> None:
    key = add(desk, "people", name="单样例", phone="19900001234")
    registers.save(desk, "people", {"phone": "19900005678", "enterprise": "虚构厂"}, key)
    registers.save(desk, "people", {"phone": None}, key)
    registers.delete(desk, "people", [key], "重复登记")
    lines = [line.differences for line in registers.history(desk, "people", key)]
    assert lines == [
        (("删除", "", "重复登记"),),
        (("手机", "199****5678", ""),),
        (("手机", "199****1234", "199****5678"), ("单位", "", "虚构厂")),
        (),
    ]


def test_a_reader_changes_nothing(desk: Desk) -> None:
    [key] = people(desk, 1)
    reader = replace(desk, role=READER)
    for act in (
        lambda: registers.save(reader, "people", {"name": "新"}),
        lambda: registers.delete(reader, "people", [key], "不要"),
        lambda: registers.set_field(reader, "people", [key], "post", "班长"),
        lambda: registers.undo(reader, 1),
    ):
        with pytest.raises(Refused, match="只读"):
            act()
    assert len(living(desk, "people")) == 1


# -- deleting ----------------------------------------------------------------------------------------------------
def team_with_leader(desk: Desk) -> tuple[RowId, RowId, RowId]:
    [person] = people(desk, 1)
    team = add(desk, "teams", name="虚构服务队", level="区市级")
    return person, team, add(desk, "members", team=team, person=person)


def test_who_is_needed_elsewhere_is_not_deleted(desk: Desk) -> None:
    person, _, _ = team_with_leader(desk)
    with pytest.raises(Refused, match="还有1条队员记录用到它（姓名）"):
        registers.delete(desk, "people", [person], "离职")
    assert len(living(desk, "people")) == 1


def test_what_belongs_goes_along_and_comes_back(desk: Desk) -> None:
    _, team, member = team_with_leader(desk)
    done = registers.delete(desk, "teams", [team], "并入他队")
    assert done.sentence == "删除服务队“虚构服务队”（并入他队）"
    assert living(desk, "members") == living(desk, "teams") == []
    registers.undo(desk, done.operation)
    assert [row["id"] for row in living(desk, "members")] == [member]
    assert lists.candidates(desk, "teams", "xgfwd")[0].key == team


def test_a_class_takes_all_with_it_and_brings_all_back(desk: Desk) -> None:
    training = a_class(desk, people(desk, 3))
    tables = ("trainings", "periods", "enrolments")
    before = {name: living(desk, name) for name in tables}
    done = registers.delete(desk, "trainings", [training], "取消")
    assert [living(desk, name) for name in tables] == [[], [], []]
    registers.undo(desk, done.operation)
    assert {name: [r["id"] for r in living(desk, name)] for name in tables} == {
        name: [r["id"] for r in rows] for name, rows in before.items()
    }


def test_deleting_twice_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    keys = people(desk, 2)
    registers.delete(desk, "people", keys, "误建")
    before = sentences(desk)
    assert before[0] == "删除人员2人（误建）"
    with pytest.raises(Refused, match="不存在"):
        registers.delete(desk, "people", keys, "误建")
    assert sentences(desk) == before


def test_a_member_of_an_alliance_is_somebody_and_is_named(desk: Desk) -> None:
    alliance = add(desk, "alliances", name="大企业联盟", kind="大企业联盟")
    start = {"alliance": alliance, "role": "成员"}
    assert registers.check(desk, "alliance_members", start).errors == {
        "studio": "请写明成员是哪个创新工作室、企业或人员。"
    }
    done = registers.save(desk, "alliance_members", {**start, "enterprise": "烟台虚构船厂"})
    assert done.sentence == "新建联盟成员“烟台虚构船厂”"
    firm = registers.get(desk, "alliance_members", done.key)["enterprise"]
    again = registers.check(desk, "alliance_members", {**start, "enterprise": firm})
    assert again.errors == {"alliance": "已有联盟与基地、企业相同的联盟成员“烟台虚构船厂”。"}


# -- who leads is a member ---------------------------------------------------------------------------------------
def roles(desk: Desk, register: str = "members") -> dict[str, str | None]:
    return {str(row["person.title"]): row["role"] for row in living(desk, register)}  # type: ignore[misc]


def test_a_leader_is_a_member_at_once_and_stays_one_when_another_leads(desk: Desk) -> None:
    first, second, third = people(desk, 3)
    team = add(desk, "teams", name="焊接服务队", level="区市级", leader=first)
    add(desk, "members", team=team, person=second)
    names = [registers.get(desk, "people", key)["name"] for key in (first, second, third)]
    assert roles(desk) == {names[0]: "队长", names[1]: "队员"}
    done = registers.save(desk, "teams", {"leader": second}, team)
    assert roles(desk) == {names[0]: "队员", names[1]: "队长"}
    registers.undo(desk, done.operation)
    assert roles(desk) == {names[0]: "队长", names[1]: "队员"}
    registers.save(desk, "teams", {"leader": first, "remark": "未换队长"}, team)
    registers.set_field(desk, "teams", [team], "leader", third)
    assert roles(desk) == {names[0]: "队员", names[1]: "队员", names[2]: "队长"}
    registers.save(desk, "teams", {"leader": None}, team)
    assert set(roles(desk).values()) == {"队员"}


def test_a_new_team_is_taken_back_with_its_leader_and_a_studio_has_one_too(desk: Desk) -> None:
    done = registers.save(desk, "teams", {"name": "新队", "level": "企业", "leader": RARE_NAME})
    assert roles(desk) == {RARE_NAME: "队长"}
    registers.undo(desk, done.operation)
    assert roles(desk) == {}
    add(desk, "studios", name="焊接创新工作室", leader=RARE_NAME)
    assert roles(desk, "studio_members") == {RARE_NAME: "领衔人"}


def test_somebody_who_left_and_leads_again_is_a_member_again(desk: Desk) -> None:
    [person] = people(desk, 1)
    team = add(desk, "teams", name="焊接服务队", level="区市级")
    add(desk, "members", team=team, person=person, until="2026-01-01")
    registers.save(desk, "teams", {"leader": person}, team)
    [row] = living(desk, "members")
    assert (row["role"], row["until"]) == ("队长", None)


def test_a_district_hears_before_it_gives_a_row_away(desk: Desk, city_desk: Desk) -> None:
    told = "归烟台市福山区总工会管：不再算本单位的企业，报送市总以后由他们修改。请确认。"
    assert registers.check(desk, "enterprises", {"name": "虚构厂", "office": "370611"}).warnings == {"office": told}
    assert registers.check(desk, "enterprises", {"name": "虚构厂", "office": "370602"}).warnings == {}
    assert registers.check(desk, "enterprises", {"name": "虚构厂"}).warnings == {}
    assert registers.check(city_desk, "enterprises", {"name": "虚构厂", "office": "370611"}).warnings == {}
