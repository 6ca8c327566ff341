"""登记一次，处处可用: what is typed for a visit or a class shows with need, team, people, enterprises, papers and figures.

Nothing here writes a second time: every other place is only read, as its screen or its paper reads it.
"""

import re
from datetime import date

import pytest

from laomo_desktop.domain.period import Period, month
from laomo_desktop.services import (
    assignments,
    attendance,
    certificates,
    figures,
    honours,
    lists,
    needs,
    registers,
    reports,
    trainings,
    visits,
)
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.needs import Closing
from tests.people import RARE_NAME, make_name
from tests.printing.reading import text_of
from tests.services.making import add

TODAY = date.today()
THIS_MONTH = month(TODAY)
TITLE = "焊缝开裂会诊"


def flat(pdf: bytes) -> str:
    return re.sub(r"\s+", "", text_of(pdf))


def numbers(desk: Desk, by: str, value: object) -> dict[str, object]:
    return {m.code: n for m, n in figures.count_of(desk, THIS_MONTH, by, value) if n}  # type: ignore[arg-type]


@pytest.fixture
def keys(desk: Desk) -> dict[str, bytes]:
    """Who there is before: two enterprises, a team with its expert, a need of which the expert took the assignment."""
    k = {name: add(desk, "enterprises", name=words, chain="高端装备") for name, words in
         (("firm", "虚构机械厂"), ("other", "虚构船厂"))}  # fmt: skip
    k["expert"] = add(desk, "people", name=RARE_NAME, enterprise=k["firm"])
    add(desk, "honours", person=k["expert"], honour="区市工匠", year=str(TODAY.year - 2))
    k["team"] = add(desk, "teams", name="焊接服务队", leader=k["expert"], chain="高端装备")
    k["need"] = needs.quick(desk, "焊缝开裂", k["firm"]).key
    k["sent"] = assignments.assign(desk, k["need"], Sent([k["team"]], [k["expert"]])).key
    for row in assignments.of_need(desk, k["need"]):
        assignments.accept(desk, row["id"])
    return k


def everywhere(desk: Desk, k: dict[str, bytes]) -> dict[str, object]:
    """What all the other places say."""
    return {
        "figures": figures.count(desk, THIS_MONTH),
        "need": registers.get(desk, "needs", k["need"])["state"],
        **{by: numbers(desk, by, value) for by, value in (
            ("team", k["team"]), ("person", k["expert"]), ("enterprise", k["firm"]), ("chain", "高端装备"),
            ("kind", "技术支持行"), ("office", desk.office.code))},
        "tabs": [
            len(lists.pointing(desk, register, link, k[name]))
            for register, link, name in (
                ("visits", "team", "team"), ("visit_people", "person", "expert"), ("visit_needs", "need", "need"),
                ("visit_enterprises", "enterprise", "firm"), ("visit_enterprises", "enterprise", "other"),
            )
        ],
        "flows": [(f.team_name, f.enterprise_name, f.visits) for f in figures.flows(desk, THIS_MONTH)],
        "reasons": honours.nominees(desk)[0].reasons,
        "papers": [
            words in flat(paper.pdf)
            for words, paper in (
                (TITLE, reports.dossier_person(desk, k["expert"])), (TITLE, reports.dossier_enterprise(desk, k["firm"])),
                (TITLE, reports.dossier_enterprise(desk, k["other"])),
            )
        ],
    }  # fmt: skip


def test_a_visit_is_typed_once(desk: Desk, keys: dict[str, bytes]) -> None:
    before = everywhere(desk, keys)
    values, parts = visits.from_need(desk, keys["need"])
    assert (values["team"], parts.enterprises, parts.people) == (keys["team"], [keys["firm"]], [keys["expert"]])
    typed = visits.Parts(
        [keys["firm"], keys["other"]], parts.people, parts.needs, workers={keys["firm"]: 12, keys["other"]: 8}
    )
    done = visits.create(desk, {**values, "title": TITLE}, typed)
    after = everywhere(desk, keys)
    assert after["need"] == "待确认"
    assert after["team"] == after["person"] == {
        "events": 1, "enterprises": 2, "enterprise_visits": 2, "attendances": 20,
    }  # fmt: skip
    assert after["enterprise"] == {"events": 1, "enterprises": 1, "enterprise_visits": 1, "attendances": 12}
    assert after["kind"] == after["office"] == after["chain"] == after["team"]
    assert after["tabs"] == [1, 1, 1, 1, 1]
    assert after["flows"] == [("焊接服务队", "虚构机械厂", 1), ("焊接服务队", "虚构船厂", 1)] or after["flows"] == [
        ("焊接服务队", "虚构船厂", 1), ("焊接服务队", "虚构机械厂", 1),
    ]  # fmt: skip
    assert "1次服务活动" in after["reasons"]  # type: ignore[operator]
    assert after["papers"] == [True, True, True]
    registers.undo(desk, done.operation)
    assert everywhere(desk, keys) == before


def test_closing_the_need_asks_for_nothing_the_visit_said(desk: Desk, keys: dict[str, bytes]) -> None:
    """销号 alone makes it a solved problem of the team, the expert, the enterprise and the kind of its visit."""
    values, parts = visits.from_need(desk, keys["need"])
    visits.create(desk, {**values, "title": TITLE, "benefit": 500_000}, parts)
    assert figures.count(desk, THIS_MONTH)["problems"] == 0
    needs.move(desk, keys["need"], "close", closing=Closing("不再开裂", satisfaction="满意"))
    for by, value in (("team", keys["team"]), ("person", keys["expert"]), ("enterprise", keys["firm"]),
                      ("kind", "技术支持行"), ("chain", "高端装备")):  # fmt: skip
        of = numbers(desk, by, value)
        assert (of["problems"], of["benefit"]) == (1, 5000), by


def test_what_a_visit_solved_beyond_its_needs_counts_too(desk: Desk, keys: dict[str, bytes]) -> None:
    """Two problems solved, one of them the linked need: one counts now, the need once it is closed; never three."""
    values, parts = visits.from_need(desk, keys["need"])
    key = visits.create(desk, {**values, "title": TITLE, "solved": 2}, parts).key
    assert figures.count(desk, THIS_MONTH)["problems"] == 1
    [behind] = figures.rows_behind(desk, "problems", THIS_MONTH)
    assert behind.query.keys == (key,)
    needs.move(desk, keys["need"], "close", closing=Closing("不再开裂"))
    assert figures.count(desk, THIS_MONTH)["problems"] == 2
    assert numbers(desk, "team", keys["team"])["problems"] == 2


def test_a_class_is_typed_once(desk: Desk, keys: dict[str, bytes]) -> None:
    """The quick line is all that is typed: people, teacher, their enterprises, certificates and figures know of it."""
    learner = add(desk, "people", name="陈㛃", enterprise=keys["other"])
    plan = trainings.planned_periods(TODAY.isoformat(), TODAY.isoformat(), 2)
    head = {"title": "焊接安全班", "kind": "安全生产大课堂", "begins": TODAY.isoformat(), "enterprise": keys["firm"]}
    training = trainings.create(desk, head, periods=plan, instructors=[keys["expert"]]).key
    trainings.enrol(desk, training, [learner, make_name(9)])
    assert figures.count(desk, THIS_MONTH)["events"] == 0  # planned only
    for period in (1, 2):
        attendance.quick(desk, training, period, "全到")
    certificates.issue(desk, training)
    assert numbers(desk, "person", keys["expert"]) == {
        "events": 2, "attendances": 4, "people": 2, "trainings": 1, "certificates": 2,
    }  # fmt: skip
    assert numbers(desk, "enterprise", keys["firm"]) == {"events": 2, "trainings": 1}  # where it was held
    assert numbers(desk, "enterprise", keys["other"]) == {"attendances": 2, "people": 1, "certificates": 1}  # whose it was
    taught = flat(reports.dossier_person(desk, keys["expert"]).pdf)
    learned = flat(reports.dossier_person(desk, learner).pdf)
    sent = flat(reports.dossier_enterprise(desk, keys["other"]).pdf)
    hosted = flat(reports.dossier_enterprise(desk, keys["firm"]).pdf)
    assert "2节4人次" in taught
    assert "2/2节" in learned
    assert all("焊接安全班" in paper for paper in (taught, learned, sent, hosted))
    assert figures.attendance_by_day(desk, Period(TODAY, TODAY)) == {TODAY.isoformat(): (4, 4)}
