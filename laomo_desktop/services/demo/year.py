"""What the year brought, in sample data: targets, a need that was solved, visits, honours, a result and what it got."""

import itertools
from datetime import date, timedelta

from laomo_desktop.db.rows import Row
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import assignments, needs, registers, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.needs import Closing

TARGETS = (("服务场次", 200), ("解决技术问题", 200), ("惠及职工人次", 1000))
"""The city's; a district's are a tenth."""
STANDARDS = (
    ("省级创新工作室", "创新工作室", 5), ("市级创新工作室", "创新工作室", 3),
    ("省级创新工作室联盟", "创新工作室联盟", 30), ("市级创新工作室联盟", "创新工作室联盟", 5),
)  # fmt: skip
"""Whom, of which kind, how many 万元."""
HONOURS = (("烟台工匠", "市级", 3), ("区市工匠", "区市级", 2), ("企业工匠", "企业级", 2), ("区市工匠", "区市级", 0))
"""Of the first people: which honour, its level, how many years ago."""
VISITS = (
    ("劳模精神宣讲进车间", "思想引领行", 70, 45), ("配电安全隐患排查", "安全生产行", 40, 20),
    ("数控加工技能培训", "技能提升行", 25, 30),
)  # fmt: skip
"""Title, kind, how many days ago, workers reached."""
WAN = 1_000_000
"""万元 in 分."""


def fill(desk: Desk, people: list[RowId], enterprises: list[RowId], studio: RowId, need: RowId) -> None:
    """All of it; ``need`` is the one that was solved, by the second of ``people``."""
    today = date.today()
    _targets(desk, today.year)
    teams = itertools.cycle([row["id"] for row in registers.first(desk, "teams", len(VISITS))] or [None])
    for (title, kind, ago, workers), enterprise, team in zip(VISITS, enterprises, teams, strict=False):
        day = _ago(today, ago).isoformat()
        head: Row = {"title": title, "kind": kind, "day": day, "workers": workers, "team": team}
        visits.create(desk, {**visits.blank(desk), **head}, visits.Parts([enterprise], people[:1]))
    _solved(desk, need, people[1], _ago(today, 12))
    _honours(desk, people, today.year)
    _result(desk, people[0], studio, enterprises[0], today)


def _ago(today: date, days: int) -> date:
    """So many days ago, but of this year."""
    return max(today - timedelta(days=days), today.replace(month=1, day=1))


def _targets(desk: Desk, year: int) -> None:
    share = 1 if desk.is_city else 10
    for measure, value in TARGETS:
        row: Row = {"office": desk.office.code, "year": year, "measure": measure, "value": value // share}
        registers.save(desk, "targets", row)


def _solved(desk: Desk, need: RowId, person: RowId, day: date) -> None:
    registers.save(desk, "needs", {"raised": day.isoformat()}, need)
    assignments.assign(desk, need, Sent(people=[person]), day=day)
    values, parts = visits.from_need(desk, need)
    head: Row = {"day": day.isoformat(), "workers": 8, "done": "更换刀具并调整补偿参数。", "satisfaction": "非常满意"}
    visits.create(desk, {**values, **head}, parts)
    closing = Closing("尺寸稳定在公差内，废品率降到0.5%", 8 * WAN, "非常满意", day)
    needs.move(desk, need, "close", closing=closing)


def _honours(desk: Desk, people: list[RowId], year: int) -> None:
    for person, (honour, level, ago) in zip(people, HONOURS, strict=False):
        registers.save(desk, "honours", {"person": person, "honour": honour, "level": level, "year": year - ago})


def _result(desk: Desk, person: RowId, studio: RowId, enterprise: RowId, today: date) -> None:
    head: Row = {
        "name": "氩弧焊背面保护新工艺", "kind": "新工艺", "studio": studio, "enterprise": enterprise,
        "day": _ago(today, 30).isoformat(), "benefit": 12 * WAN,
    }  # fmt: skip
    result = registers.save(desk, "achievements", head).key
    registers.save(desk, "achievement_people", {"achievement": result, "person": person, "place": 1})
    channel: Row = {"achievement": result, "channel": "鲁班双创网", "day": _ago(today, 15).isoformat()}
    registers.save(desk, "recommendations", channel)
    for subject, kind, wan in STANDARDS:
        rule: Row = {"year": today.year, "subject": subject, "kind": kind, "amount": wan * WAN}
        registers.save(desk, "funding_rules", rule)
    award: Row = {
        "studio": studio, "name": STANDARDS[1][0], "level": "市级", "year": today.year,
        "amount": STANDARDS[1][2] * WAN, "paid": _ago(today, 5).isoformat(),
    }  # fmt: skip
    registers.save(desk, "awards", award)
