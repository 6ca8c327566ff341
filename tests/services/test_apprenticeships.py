"""Pairs: numbered, their reviews planned and recorded, closed with 出师 and its certificate, or dissolved."""

from datetime import date, timedelta

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import apprenticeships, certificates, registers, settings
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME
from tests.services.making import add


@pytest.fixture
def pair(desk: Desk) -> bytes:
    master = add(desk, "people", name=RARE_NAME, trade="焊工", enterprise="虚构重工有限公司")
    return make(desk, master, add(desk, "people", name="陈㛃", enterprise="虚构船厂"))


def make(desk: Desk, master: bytes, apprentice: bytes, begins: str = "2026-03-06", ends: str = "2028-03-05") -> bytes:
    values = {"master": master, "apprentice": apprentice, "begins": begins, "ends": ends}
    return apprenticeships.create(desk, values).key


def test_a_new_pair_has_its_number_its_reviews_and_what_is_known_of_both(desk: Desk, pair: bytes) -> None:
    row = registers.get(desk, "apprenticeships", pair)
    assert row["number"] == "烟芝师徒〔2026〕第001号"
    assert [row["enterprise.title"], row["trade"], row["state"]] == ["虚构船厂", "焊工", "在带"]
    due = [r["due"] for r in apprenticeships.reviews(desk, pair)]
    assert due == ["2026-09-06", "2027-03-06", "2027-09-06", "2028-03-05"]
    other = make(desk, row["apprentice"], row["master"], "2026-05-01", "2027-04-30")
    assert registers.get(desk, "apprenticeships", other)["number"] == "烟芝师徒〔2026〕第002号"


@pytest.mark.parametrize(
    ("begins", "ends", "every", "due"),
    [
        ("2026-08-31", "2027-08-30", 6, ["2027-02-28", "2027-08-30"]),
        ("2026-01-01", "2026-12-31", 0, ["2026-12-31"]),
        ("2026-01-01", "2026-12-31", 12, ["2026-12-31"]),
        ("2024-02-29", "2025-02-28", 6, ["2024-08-29", "2025-02-28"]),
    ],
)
def test_reviews_are_planned_to_the_end(begins: str, ends: str, every: int, due: list[str]) -> None:
    assert [r["due"] for r in apprenticeships.planned_reviews(b"", begins, ends, every)] == due


def test_a_number_is_never_given_twice_not_even_after_a_deletion(desk: Desk, pair: bytes) -> None:
    row = registers.get(desk, "apprenticeships", pair)
    for review in apprenticeships.reviews(desk, pair):
        registers.delete(desk, "reviews", [review["id"]], "登记有误")
    registers.delete(desk, "apprenticeships", [pair], "登记有误")
    again = make(desk, row["master"], row["apprentice"])
    assert registers.get(desk, "apprenticeships", again)["number"] == "烟芝师徒〔2026〕第002号"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"apprentice": "same"}, "同一个人"),
        ({"ends": "2026-03-06"}, "结束日期应晚于开始日期"),
        ({"master": None}, "师傅：不能为空"),
        ({"begins": ""}, "开始日期：不能为空"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, change: dict[str, str | None], words: str) -> None:
    master, apprentice = add(desk, "people", name=RARE_NAME), add(desk, "people", name="陈㛃")
    values: dict[str, object] = {"master": master, "apprentice": apprentice}
    values |= {"begins": "2026-03-06", "ends": "2028-03-05"}
    values |= {name: master if value == "same" else value for name, value in change.items()}
    with pytest.raises(Refused) as no:
        apprenticeships.create(desk, values)
    assert words in str(no.value)
    assert registers.first(desk, "apprenticeships", 3) == []


@pytest.mark.parametrize(
    ("ends", "doubted"),
    [("2027-03-05", False), ("2029-03-06", False), ("2026-09-06", True), ("2030-01-01", True)],
)
def test_a_term_outside_one_to_three_years_is_doubted(desk: Desk, ends: str, doubted: bool) -> None:
    checked = registers.check(desk, "apprenticeships", {"begins": "2026-03-06", "ends": ends})
    assert ("ends" in checked.warnings) is doubted


def test_the_limit_warns_and_can_be_changed(desk: Desk) -> None:
    master = add(desk, "people", name=RARE_NAME)
    pupils = [add(desk, "people", name=name) for name in ("陈㛃", "欧阳测试", "单样例")]
    assert apprenticeships.limit(desk) == 5
    apprenticeships.set_limit(desk, 2)
    make(desk, master, pupils[0])
    assert apprenticeships.warning(desk, master) == ""
    make(desk, master, pupils[1])
    assert apprenticeships.warning(desk, master) == "这位师傅已带2名徒弟，一般不超过2名。"
    assert apprenticeships.warning_of(desk, master) == ""
    third = make(desk, master, pupils[2])  # a warning, no refusal
    assert "现带3名徒弟" in apprenticeships.warning_of(desk, master)
    apprenticeships.move(desk, third, "dissolve", "双方协商解除")
    assert apprenticeships.warning_of(desk, master) == ""
    for wrong in (0, 100):
        with pytest.raises(Refused, match="1到99"):
            apprenticeships.set_limit(desk, wrong)
    assert settings.get(desk, apprenticeships.LIMIT) == 2


def test_a_review_is_recorded_and_leaves_the_reminders(desk: Desk, pair: bytes) -> None:
    first = apprenticeships.reviews(desk, pair)[0]
    assert [r["id"] for r in apprenticeships.due(desk, date(2026, 9, 6))] == [first["id"]]
    assert apprenticeships.due(desk, date(2026, 9, 5)) == []
    apprenticeships.record_review(desk, first["id"], {"held": None, "result": "优秀", "comment": "进步快"})
    row = apprenticeships.reviews(desk, pair)[0]
    assert [row["result"], row["comment"], row["held"]] == ["优秀", "进步快", date.today().isoformat()]
    assert apprenticeships.due(desk, date(2026, 9, 6)) == []
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    with pytest.raises(Refused, match="今天以后"):
        apprenticeships.record_review(desk, first["id"], {"held": tomorrow, "result": "优秀"})
    with pytest.raises(Refused, match="不在可选项中"):
        apprenticeships.record_review(desk, first["id"], {"result": "还行"})


def test_the_end_with_its_certificate(desk: Desk, pair: bytes) -> None:
    with pytest.raises(Refused, match="还没有出师"):
        apprenticeships.certify(desk, [pair])
    apprenticeships.move(desk, pair, "graduate", outcome="取得高级工证书")
    assert registers.get(desk, "apprenticeships", pair)["outcome"] == "取得高级工证书"
    assert apprenticeships.due(desk, date(2030, 1, 1)) == []  # nobody is reminded of it any more
    key = apprenticeships.certify(desk, [pair], date(2028, 3, 6)).key
    given = apprenticeships.certificate_of(desk, pair)
    assert given is not None
    assert [given["id"], given["holder"], given["kind"]] == [key, "陈㛃", "出师证书"]
    assert RARE_NAME in given["body"]
    with pytest.raises(Refused, match="已有内容相同的有效出师证书"):
        apprenticeships.certify(desk, [pair])
    with pytest.raises(Refused, match="已发出师证书"):
        apprenticeships.move(desk, pair, "go_on", "登记有误")
    certificates.void(desk, key, "登记有误")
    apprenticeships.move(desk, pair, "go_on", "登记有误")
    assert registers.get(desk, "apprenticeships", pair)["state"] == "在带"


def test_dissolving_wants_a_reason_and_can_be_taken_back(desk: Desk, pair: bytes) -> None:
    with pytest.raises(Refused, match="写明原因"):
        apprenticeships.move(desk, pair, "dissolve", " ")
    done = apprenticeships.move(desk, pair, "dissolve", "一方调离")
    row = registers.get(desk, "apprenticeships", pair)
    assert [row["state"], row["reason"]] == ["解除", "一方调离"]
    with pytest.raises(Refused, match="不能"):
        apprenticeships.move(desk, pair, "graduate")
    registers.undo(desk, done.operation)
    assert registers.get(desk, "apprenticeships", pair)["state"] == "在带"
