"""Three busy years of made-up service in two districts: everything that makes counting hard, entered by the services.

Visits to several enterprises by several people on several needs, numbers told and not told, cancelled and brought back;
classes with walk-ins, somebody withdrawn, marks of every kind, one never begun; needs solved, given up, reopened;
certificates void; pairs and results; rows of 29 February and of the ends of months; rows of no office and no chain.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.visits import OUTCOMES, SIX
from laomo_desktop.services import (
    apprenticeships,
    assignments,
    attendance,
    certificates,
    lists,
    needs,
    registers,
    trainings,
    visits,
)
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.needs import Closing
from laomo_desktop.services.visits import Parts
from tests.people import make_name
from tests.services.figures.world import add, put

FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
EDGES = (date(2024, 2, 29), date(2024, 2, 28), date(2023, 2, 28), date(2024, 12, 31), date(2025, 1, 1),
         date(2024, 3, 31), date(2024, 4, 1), date(2025, 2, 28))  # fmt: skip
OFFICES = ("370602", "370611", None)
CHAINS = ("高端装备", "绿色石化", None)


@dataclass
class Busy:
    """What was made, as far as later steps need it."""

    desk: Desk
    random: Random
    firms: list[RowId] = field(default_factory=list)
    people: list[RowId] = field(default_factory=list)
    teams: list[RowId] = field(default_factory=list)
    needs: list[RowId] = field(default_factory=list)
    visits: list[RowId] = field(default_factory=list)
    periods: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def day(self) -> date:
        if self.random.random() < 0.3:
            return self.random.choice(EDGES)
        return FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days + 1))

    def some(self, of: list[RowId], most: int) -> list[RowId]:
        return self.random.sample(of, self.random.randint(0, min(most, len(of))))


def busy(desk: Desk, seed: int) -> Busy:
    of = Busy(desk, Random(seed))
    who_and_where(of)
    for number in range(12):
        a_need(of, number)
    for number in range(40):
        a_visit(of, number)
    for number in range(7):
        a_class(of, number)
    the_rest(of)
    take_back(of)
    return of


def who_and_where(of: Busy) -> None:
    for number in range(6):
        of.firms.append(add(of.desk, "enterprises", name=f"虚构{number}厂", chain=of.random.choice(CHAINS)))
    for number in range(24):
        firm = of.random.choice([*of.firms, None])
        of.people.append(put(of.desk, "people", name=make_name(number), enterprise=firm, office="370602"))
    for number in range(3):
        row = {"name": f"虚构{number}队", "level": "区市级", "chain": of.random.choice(CHAINS), "leader": of.people[number]}
        of.teams.append(add(of.desk, "teams", **row))


def a_need(of: Busy, number: int) -> None:
    raised = date(2023, 1, 1) + timedelta(days=of.random.randrange(60))
    values = {"raised": raised.isoformat(), "office": of.random.choice(OFFICES), "chain": of.random.choice(CHAINS)}
    key = needs.quick(of.desk, f"难题{number}", of.random.choice(of.firms), **values).key
    of.needs.append(key)
    if of.random.random() < 0.8:
        sent = Sent(of.some(of.teams, 2), [of.random.choice(of.people)])
        for one in assignments.assign(of.desk, key, sent, day=raised).keys:
            if of.random.random() < 0.6:
                assignments.accept(of.desk, one, raised)
            else:
                assignments.decline(of.desk, one, "忙", raised)


def a_visit(of: Busy, number: int) -> None:
    random = of.random
    firms, total = of.some(of.firms, 3), random.choice([None, 0, 30, 55])
    told: dict[RowId | str, int | None] = {firm: random.choice([None, 5, 10]) for firm in firms}
    if total is not None and total < sum(n or 0 for n in told.values()) + 1:
        told = {}
    elif total is not None and told and None not in told.values():
        told[firms[0]] = total - sum(n or 0 for f, n in told.items() if f != firms[0])
    worked = {need: random.choice(OUTCOMES) for need in of.some(of.needs, 2) if random.random() < 0.5}
    row = {
        "title": f"活动{number}", "kind": random.choice(SIX), "day": of.day().isoformat(), "workers": total,
        "team": random.choice([*of.teams, None]), "chain": random.choice(CHAINS), "office": random.choice(OFFICES),
        "benefit": random.choice([None, 50, 12_345_00]),
    }  # fmt: skip
    if row["kind"] in ("技术支持行", "创新攻关行"):
        row["solved"] = random.choice([None, 1, 3])
    parts = Parts(firms, of.some(of.people, 3), worked, workers=told)
    of.visits.append(visits.create(of.desk, row, parts).key)  # type: ignore[arg-type]
    for need in worked:
        if random.random() < 0.6:
            closing = Closing("解决了", random.choice([None, 0, 7_000_000]), "满意", of.day())
            with suppress(Refused):  # not every need is where it may be closed
                needs.move(of.desk, need, random.choice(["close", "close", "give_up"]), "没有办法", closing)


def a_class(of: Busy, number: int) -> None:
    random, begins = of.random, of.day()
    title, count = f"第{number}班", random.randint(1, 4)
    head = {"title": title, "kind": random.choice(["安全生产大课堂", "技能培训"]), "begins": begins.isoformat(),
            "enterprise": random.choice([*of.firms, None]), "chain": random.choice(CHAINS),
            "office": random.choice(OFFICES[:2]), "pass_share": 50}  # fmt: skip
    plan = trainings.planned_periods(begins.isoformat(), begins.isoformat(), count)
    if random.random() < 0.5:
        plan[-1]["instructor"] = random.choice(of.people)
    key = trainings.create(of.desk, head, periods=plan, instructors=of.some(of.people, 2)).key
    roster = [*random.sample(of.people, 9)]
    trainings.enrol(of.desk, key, roster)
    made = trainings.load(of.desk, key)
    of.periods |= {(title, period["number"]): period["id"] for period in made.periods}
    if number == 0:
        return  # planned, and never heard of again
    for period in made.periods:
        marks = "全到" if random.random() < 0.3 else "1-4,5迟,6假,7缺,8退"
        attendance.quick(of.desk, key, period["number"], marks)
    attendance.walk_in(of.desk, key, [make_name(100 + number), roster[0]], made.periods[0]["id"])
    trainings.withdraw(of.desk, key, [made.enrolments[1]["id"]], "报错了名")
    if random.random() < 0.7:
        with suppress(Refused):  # attendance has begun it already
            trainings.move(of.desk, key, "start")
        trainings.move(of.desk, key, "finish")
        given = certificates.issue(of.desk, key, issued=begins + timedelta(days=10))
        certificates.void(of.desk, given.keys[0], "印错")


def the_rest(of: Busy) -> None:
    random = of.random
    for number in range(5):
        master, apprentice = random.sample(of.people, 2)
        begins = of.day()
        row = {"master": master, "apprentice": apprentice, "begins": begins.isoformat(),
               "ends": (begins + timedelta(days=400)).isoformat(), "office": random.choice(OFFICES[:2])}  # fmt: skip
        apprenticeships.create(of.desk, row)
        result = {"name": f"成果{number}", "kind": "新工艺", "day": of.day().isoformat(), "office": random.choice(OFFICES)}
        key = put(of.desk, "achievements", enterprise=random.choice([*of.firms, None]), **result)
        for person in of.some(of.people, 2):
            put(of.desk, "achievement_people", achievement=key, person=person)


def take_back(of: Busy) -> None:
    """Visits called off, some brought back, one that lost an enterprise; a class and a period deleted with their
    attendance; a need reopened."""
    for visit in of.visits[5:12]:
        firms = [row["enterprise"] for row in visits.load(of.desk, visit).enterprises]
        visits.change(of.desk, visit, {"workers": 9}, Parts(firms[1:], workers=dict.fromkeys(firms[1:])))
    with of.desk.store.operation("数据包", "另一处删掉的节次", of.desk.user) as write:
        write.delete("periods", [of.periods.pop(("第1班", 1))], "没有上")
    registers.delete(of.desk, "visits", of.visits[:3], "活动取消")
    registers.undo(of.desk, registers.delete(of.desk, "visits", of.visits[3:5], "误删").operation)
    last = lists.keys(of.desk, Query("trainings", filters={"title": ("第6班",)}))
    registers.delete(of.desk, "trainings", last, "重复登记") if not _certified(of) else None
    closed = lists.keys(of.desk, Query("needs", filters={"state": ("销号",)}))
    if closed:
        needs.move(of.desk, closed[0], "reopen", "又坏了")


def _certified(of: Busy) -> bool:
    return "第6班" in {row["training.title"] for row in lists.page(of.desk, Query("certificates"), 0, 1000)}
