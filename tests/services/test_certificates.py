"""Certificates: who passes, numbers without gaps, what a QR is worth."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import (
    attendance,
    certificate_text,
    certificates,
    office_keys,
    prints,
    registers,
    trainings,
)
from laomo_desktop.services import settings as house
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME
from tests.services.making import a_class, add, people

DAY = date(2026, 3, 6)


def book(desk: Desk) -> list[records.Record]:
    with desk.store.reading() as connection:
        return records.where(connection, "certificates", {}, order=("sequence",))


def finished(desk: Desk, count: int, *, first: int = 0, **values: object) -> RowId:
    """A class where everybody came."""
    training = a_class(desk, people(desk, count, first), title=f"虚构班{first}", **values)
    for period in (1, 2):
        attendance.quick(desk, training, period, "全到")
    return training


def number(sequence: int, year: int = 2026) -> str:
    return f"烟芝工培〔{year}〕第{sequence:04}号"


def test_judged_by_share_and_score(desk: Desk) -> None:
    training = a_class(desk, people(desk, 6), pass_share=100, pass_score=60)
    attendance.quick(desk, training, 1, "1-5")
    attendance.quick(desk, training, 2, "1-4,5迟")
    ids = [e["id"] for e in trainings.load(desk, training).enrolments]
    scores = [
        {"theory": 60},
        {"theory": 90, "practice": 59},
        {"theory": 95, "result": "不合格"},
        {},
        {"practice": 100},
    ]
    trainings.set_scores(desk, training, dict(zip(ids, scores, strict=False)))
    found = certificates.candidates(desk, training, issued=DAY)
    assert [c.verdict.sentence for c in found] == [
        "合格", "成绩 59，低于 60", "结论为不合格", "没有成绩", "合格", "出勤 0/2，不足 100%；没有成绩",
    ]  # fmt: skip
    assert [c.number for c in found] == [number(1), "", "", "", number(2), ""]
    done = certificates.issue(desk, training, issued=DAY)
    assert done.sentence == f"“虚构安全班”发结业证书2本（{number(1)} 起）"
    assert [(row["holder"], row["number"]) for row in book(desk)] == [
        (c.name, c.number) for c in found if c.may
    ]


def test_nobody_gets_two_and_a_second_issue_is_refused(desk: Desk) -> None:
    training = finished(desk, 2)
    certificates.issue(desk, training, issued=DAY)
    with pytest.raises(Refused, match="没有可以发证的学员"):
        certificates.issue(desk, training, issued=DAY)
    enrolment = trainings.load(desk, training).enrolments[0]["id"]
    with pytest.raises(Refused, match="已有有效证书"):
        certificates.issue(desk, training, enrolments=[enrolment], issued=DAY)
    assert len(book(desk)) == 2
    certificates.issue(desk, training, "荣誉证书", issued=DAY)
    assert [row["sequence"] for row in book(desk)] == [1, 2, 3, 4]


@given(acts=st.lists(st.sampled_from(("issue", "void", "replace", "undo")), max_size=7))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_numbers_have_no_gaps_and_never_come_again(desk: Desk, acts: list[str]) -> None:
    """Whatever is issued, voided, replaced or tried to be taken back, over all examples on one store."""
    for act in ("issue", *acts):
        valid = [row for row in book(desk) if row["state"] == "有效"]
        if act == "issue" or not valid:
            certificates.issue(desk, finished(desk, 1, first=len(book(desk)) + 1), issued=DAY)
        elif act == "void":
            certificates.void(desk, valid[-1]["id"], "印错")
        elif act == "replace":
            certificates.replace(desk, valid[0]["id"], "遗失", DAY)
        else:
            with pytest.raises(Refused, match="不能撤销"):
                registers.undo(desk, last_issue(desk))
    numbers = [row["number"] for row in book(desk)]
    assert numbers == [number(n + 1) for n in range(len(numbers))]


def last_issue(desk: Desk) -> int:
    with desk.store.reading() as connection:
        query = "SELECT max(number) FROM operations WHERE kind = '发证'"
        return int(connection.exec_driver_sql(query).scalar_one())


def test_a_certificate_is_not_deleted(desk: Desk) -> None:
    certificates.issue(desk, finished(desk, 1), issued=DAY)
    with pytest.raises(Refused, match="编号要留在台账里，请作废"):
        registers.delete(desk, "certificates", [book(desk)[0]["id"]], "印错")
    with pytest.raises(Refused, match="还有1条证书记录用到它"):
        registers.delete(desk, "trainings", [book(desk)[0]["training"]], "取消")


def test_each_year_counts_anew_and_a_pattern_without_year_does_not(desk: Desk) -> None:
    certificates.issue(desk, finished(desk, 1), issued=date(2025, 12, 31))
    certificates.issue(desk, finished(desk, 1, first=1), issued=date(2026, 1, 1))
    assert {row["number"] for row in book(desk)} == {number(1, 2025), number(1, 2026)}
    house.put(desk, house.NUMBER_PATTERN, "芝{seq:05}", "改编号")
    certificates.issue(desk, finished(desk, 1, first=2), issued=date(2027, 1, 1))
    assert book(desk)[-1]["number"] == "芝00002"


def test_void_wants_a_reason_and_is_for_ever(desk: Desk) -> None:
    key = certificates.issue(desk, finished(desk, 1), issued=DAY).key
    with pytest.raises(Refused, match="原因"):
        certificates.void(desk, key, " ")
    assert certificates.void(desk, key, "印错").final
    for act in (
        lambda: certificates.void(desk, key, "再作废"),
        lambda: certificates.replace(desk, key, "遗失"),
    ):
        with pytest.raises(Refused, match="作废"):
            act()
    assert certificates.candidates(desk, book(desk)[0]["training"], issued=DAY)[0].number == number(2)


def test_a_replacement_has_the_present_name(desk: Desk) -> None:
    old = certificates.issue(desk, finished(desk, 1), issued=DAY).key
    person = book(desk)[0]["person"]
    registers.save(desk, "people", {"name": f"王{RARE_NAME}"}, person)
    certificates.replace(desk, old, "遗失", date(2026, 4, 1))
    first, second = book(desk)
    assert (first["state"], first["holder"]) == ("已补发", RARE_NAME)
    assert (second["holder"], second["number"], second["issued"]) == (
        f"王{RARE_NAME}",
        number(2),
        "2026-04-01",
    )
    assert certificate_text.verify(desk, second["signed"]).genuine
    assert certificate_text.verify(desk, first["signed"]).verdict == "作废"


def test_another_office_s_certificate_is_replaced_there(desk: Desk) -> None:
    key = certificates.issue(desk, finished(desk, 1), issued=DAY).key
    with desk.store.operation("收包", "", "测试") as write:
        write.update("certificates", key, {"office": "370681"})
    with pytest.raises(Refused, match="请由发证单位补发"):
        certificates.replace(desk, key, "遗失")


# -- what the QR says --------------------------------------------------------------------------------------------
def test_verified_genuine_void_altered_unknown(desk: Desk, city_desk: Desk) -> None:
    key = certificates.issue(desk, finished(desk, 1), issued=DAY).key
    text = book(desk)[0]["signed"]
    told = certificate_text.verify(desk, text)
    assert (told.verdict, told.genuine) == ("真", True)
    assert told.lines == (number(1), "结业证书", RARE_NAME, "虚构班0", "2026-03-06", desk.office.full)
    for altered in (text.replace(RARE_NAME, "单样例"), text.replace("2026-03-06", "2026-03-07")):
        assert certificate_text.verify(desk, altered).verdict == "改动"
    assert certificate_text.verify(city_desk, text).verdict == "不明"
    with city_desk.store.operation("密钥", "", "测试") as write:
        office_keys.trust(write, office_keys.own(desk).card)
    assert certificate_text.verify(city_desk, text).sentence.startswith(
        "证书为真，由烟台市芝罘区总工会签发；本机没有"
    )
    certificates.void(desk, key, "印错")
    assert certificate_text.verify(desk, text).sentence == "证书已作废：印错"


def test_a_text_signed_anew_under_a_known_number_is_told(desk: Desk) -> None:
    certificates.issue(desk, finished(desk, 1), issued=DAY)
    row = {**book(desk)[0], "holder": "冒名者"}
    forged = certificate_text.sign(office_keys.own(desk), row, "虚构班0", desk.office.full)
    assert certificate_text.verify(desk, forged).verdict == "改动"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.invalid",
        "LM1.",
        "LM1.a.b",
        "a\nb\nc\nd\ne\nf\nLM1.xx",
        "a\nb\nc\nd\ne\nf\nLM1.é.ü",
    ],
)
def test_what_is_no_certificate_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(Refused, match="这不是本程序证书上的二维码内容"):
        certificate_text.verify(desk, text)


@pytest.mark.parametrize("end", ["LM1..", "LM1.AAAA.AAAA", "LM1." + "A" * 43 + "." + "A" * 86])
def test_a_made_up_signature_is_no_signature(desk: Desk, end: str) -> None:
    assert certificate_text.verify(desk, f"1\n2\n3\n4\n5\n6\n{end}").verdict == "改动"


# -- on paper ----------------------------------------------------------------------------------------------------
def test_a_name_no_font_has_is_refused_and_named_and_not_counted(desk: Desk) -> None:
    unprintable = "王\U000323af"
    training = a_class(desk, [add(desk, "people", name=unprintable)], pass_share=0)
    key = certificates.issue(desk, training, issued=DAY).key
    with pytest.raises(Refused, match=unprintable):
        prints.certificate_pages(desk, [key])
    assert book(desk)[0]["prints"] == 0


def test_a_printed_certificate_is_counted_and_a_void_one_not_printed(desk: Desk) -> None:
    key = certificates.issue(desk, finished(desk, 1), issued=DAY).key
    paper = prints.certificate_pages(desk, [key])
    assert book(desk)[0]["prints"] == 0
    for _ in range(2):
        prints.note(desk, paper.printed)
    assert book(desk)[0]["prints"] == 2
    certificates.void(desk, key, "印错")
    with pytest.raises(Refused, match="已作废，不能打印"):
        prints.certificate_pages(desk, [key])


@pytest.mark.parametrize("template", ["{unknown}", "{name", "{name.__class__}"])
def test_a_template_with_an_unknown_place_is_refused(template: str) -> None:
    with pytest.raises(Refused):
        certificate_text.check_template(template)
