"""Figures against an independent count, their rows, targets, last year, and what is entered once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.db import query, records
from laomo_desktop.db.figures.facts import PARTS
from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.measures import MEASURES
from laomo_desktop.domain.period import Period, month, quarter, year
from laomo_desktop.services import exports, figures, registers
from laomo_desktop.services.desk import Desk
from tests.services.figures.world import add, life, marks_present, put

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
WHOLE = year(2026)


@pytest.fixture
def keys(desk: Desk) -> dict[str, bytes]:
    return life(desk)


def rows(desk: Desk, register: str) -> list[dict[str, object]]:
    with desk.store.reading() as connection:
        return records.where(connection, register, {})


def independent(desk: Desk, span: Period) -> dict[str, object]:
    """Every measure counted in plain Python over the living rows, by its rule in words."""
    first, last = span.first.isoformat(), span.last.isoformat()

    def within(day: object) -> bool:
        return day is not None and first <= str(day) <= last

    visits = [v for v in rows(desk, "visits") if within(v["day"])]
    ids = {v["id"] for v in visits}
    served = [e for e in rows(desk, "visit_enterprises") if e["visit"] in ids]
    periods = {p["id"] for p in rows(desk, "periods") if within(p["day"])}
    marks = [a for a in rows(desk, "attendance") if a["period"] in periods and a["mark"] in marks_present()]
    person = {e["id"]: e["person"] for e in rows(desk, "enrolments")}
    needs = {n["id"]: n for n in rows(desk, "needs")}
    linked: dict[object, list[object]] = {}
    for link in rows(desk, "visit_needs"):
        linked.setdefault(link["visit"], []).append(link["need"])
    closed = [n for n in needs.values() if n["state"] == "销号" and within(n["closed"])]
    workers = sum(
        v["workers"] if v["workers"] is not None else sum(e["workers"] or 0 for e in served if e["visit"] == v["id"])  # type: ignore[misc]
        for v in visits
    )
    benefit = sum(n["benefit"] or 0 for n in closed)  # type: ignore[misc]
    for visit in visits:
        counted_there = any(
            needs[n]["state"] == "销号" and needs[n]["benefit"] for n in linked.get(visit["id"], ())  # type: ignore[index]
        )
        benefit += 0 if counted_there else visit["benefit"] or 0  # type: ignore[operator]
    return {
        "events": len(visits) + len(periods),
        "enterprises": len({e["enterprise"] for e in served}),
        "enterprise_visits": len(served),
        "attendances": workers + len(marks),
        "people": len({person[a["enrolment"]] for a in marks}),
        "problems": len(closed)
        + sum(max((v["solved"] or 0) - len(linked.get(v["id"], ())), 0) for v in visits),  # type: ignore[operator]
        "benefit": Decimal(benefit) / 100,
        "trainings": sum(within(t["begins"]) for t in rows(desk, "trainings")),
        "certificates": sum(c["state"] == "有效" and within(c["issued"]) for c in rows(desk, "certificates")),
        "apprentices": sum(within(a["begins"]) for a in rows(desk, "apprenticeships")),
        "achievements": sum(within(a["day"]) for a in rows(desk, "achievements")),
    }


@pytest.mark.parametrize("span", [MARCH, WHOLE, year(2025), Period(date(2026, 3, 5), date(2026, 3, 10))], ids=str)
def test_every_measure_equals_an_independent_count(desk: Desk, keys: dict[str, bytes], span: Period) -> None:
    assert figures.count(desk, span) == independent(desk, span)


def test_the_measures_are_what_the_day_brought(desk: Desk, keys: dict[str, bytes]) -> None:
    """Worked out by hand from `world.life`."""
    assert figures.count(desk, MARCH) == {
        "events": 4, "enterprises": 2, "enterprise_visits": 2, "attendances": 48, "people": 5, "problems": 1,
        "benefit": 123456, "trainings": 1, "certificates": 0, "apprentices": 1, "achievements": 0,
    }  # fmt: skip
    assert figures.count(desk, WHOLE)["benefit"] == Decimal("123456.50")


def test_figures_agree_with_exported_workbooks(desk: Desk, keys: dict[str, bytes], tmp_path: Path) -> None:
    """The clerk can count the rows of her own export and comes to the same."""
    exported = {}
    for register, title in (("visits", "活动名称"), ("needs", "需求"), ("visit_enterprises", "企业")):
        path = tmp_path / f"{register}.xlsx"
        exports.export(desk, Query(register), path)
        sheet = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))  # type: ignore[union-attr]
        head = next(n for n, row in enumerate(sheet) if title in row)
        exported[register] = [dict(zip(sheet[head], row, strict=True)) for row in sheet[head + 1 :] if row[1]]
    visits = [row for row in exported["visits"] if str(row["日期"]).startswith("2026")]
    closed = [row for row in exported["needs"] if row["状态"] == "销号" and str(row["办结日期"]).startswith("2026")]
    found = figures.count(desk, WHOLE)
    assert found["events"] == len(visits) + 3  # three periods
    assert found["enterprise_visits"] == len(exported["visit_enterprises"])
    assert found["problems"] == len(closed) + sum(
        row["解决技术问题(个)"] or 0 for row in visits if row["活动名称"] == "隐患排查"
    )


@pytest.mark.parametrize("measure", [m.code for m in MEASURES])
def test_every_figure_opens_its_rows(desk: Desk, keys: dict[str, bytes], measure: str) -> None:
    """Lists behind a total and behind every group: never empty where the figure is not, never more than the total's."""
    total = figures.count(desk, WHOLE, codes=[measure])[measure]
    behind = figures.rows_behind(desk, measure, WHOLE)
    assert bool(behind) == bool(total)
    with desk.store.reading() as connection:
        all_ = {(b.register, key) for b in behind for key in query.keys(connection, b.query)}
        for by in figures.DIMENSIONS:
            seen = set()
            for group in figures.grouped(desk, WHOLE, by, codes=[measure]).groups:
                lists = figures.rows_behind(desk, measure, WHOLE, by=by, value=group.value)
                assert bool(lists) == bool(group.numbers[measure])
                seen |= {(b.register, key) for b in lists for key in query.keys(connection, b.query)}
            assert seen == all_


@pytest.mark.parametrize("measure", ["enterprises", "people", "trainings", "apprentices", "achievements"])
def test_what_counts_rows_has_as_many_behind(desk: Desk, keys: dict[str, bytes], measure: str) -> None:
    behind = figures.rows_behind(desk, measure, WHOLE)
    assert sum(b.count for b in behind) == figures.count(desk, WHOLE, codes=[measure])[measure]


@pytest.mark.parametrize("by", ["office", "month", "kind", "team"])
def test_additive_measures_add_up(desk: Desk, keys: dict[str, bytes], by: str) -> None:
    """Where a row falls under one value only, the groups sum to the total."""
    found = figures.grouped(desk, WHOLE, by)
    for measure in MEASURES:
        if measure.additive:
            assert sum(g.numbers[measure.code] for g in found.groups) == found.total[measure.code], measure.label


def test_distinct_measures_do_not_add_up(desk: Desk, keys: dict[str, bytes]) -> None:
    """One enterprise in two months is one enterprise."""
    found = figures.grouped(desk, WHOLE, "month", codes=["enterprises"])
    assert [g.numbers["enterprises"] for g in found.groups] == [2, 1]
    assert found.total["enterprises"] == 2


def test_targets_share_and_last_year(desk: Desk, keys: dict[str, bytes]) -> None:
    add(desk, "targets", office="370602", year=2026, measure="服务场次", value=8)
    add(desk, "targets", office="370611", year=2026, measure="服务场次", value=999)
    line = figures.figures(desk, MARCH)["events"]
    assert (line.now, line.so_far, line.target, line.share, line.before, line.change) == (4, 4, 8, 0.5, 1, 3.0)
    [reached] = figures.progress(desk, date(2026, 7, 2))
    assert (reached.so_far, reached.target, reached.share) == (5, 8, 0.625)
    assert reached.days_gone == pytest.approx(183 / 365)
    assert not reached.behind
    assert "进度正常" in reached.words
    assert figures.figures(desk, MARCH)["people"].share is None


def test_the_city_counts_all_and_each_district(city_desk: Desk) -> None:
    for office, days in (("370602", ("2026-03-01", "2026-03-02")), ("370611", ("2026-03-03",))):
        for day in days:
            put(city_desk, "visits", title="甲", kind="技术支持行", day=day, office=office)
    assert figures.count(city_desk, WHOLE, codes=["events"]) == {"events": 3}
    assert figures.count(city_desk, WHOLE, "370611", ["events"]) == {"events": 1}
    assert [g.label for g in figures.grouped(city_desk, WHOLE, "office").groups] == ["芝罘区", "福山区"]
    add(city_desk, "targets", office="370611", year=2026, measure="服务场次", value=2)
    [(office, [reached])] = figures.offices_progress(city_desk, date(2026, 12, 31))
    assert (office.short, reached.so_far, reached.behind) == ("福山区", 1, True)


def test_a_visit_entered_once_is_everywhere(desk: Desk) -> None:
    """Only the visit is entered; enterprise, team, person, need and totals follow, and undo takes all of it back."""
    k = life(desk)
    before = figures.count(desk, WHOLE)
    with desk.store.operation("服务", "登记服务活动", desk.user) as write:
        visit = write.insert(
            "visits",
            {"title": "再会诊", "kind": "创新攻关行", "day": "2026-06-01", "team": k["team"], "workers": 7, "solved": 3,
             "office": "370602"},
        )  # fmt: skip
        write.insert("visit_enterprises", {"visit": visit, "enterprise": k["firm2"]})
        write.insert("visit_people", {"visit": visit, "person": k["expert"]})
    gained = {c: n - before[c] for c, n in figures.count(desk, WHOLE).items() if n != before[c]}
    assert gained == {"events": 1, "enterprise_visits": 1, "attendances": 7, "problems": 3}
    for by, value in (("enterprise", k["firm2"]), ("team", k["team"]), ("person", k["expert"]), ("kind", "创新攻关行")):
        of = {m.code: n for m, n in figures.count_of(desk, month(date(2026, 6, 1)), by, value)}
        assert (of["events"], of["enterprise_visits"], of["attendances"], of["problems"]) == (1, 1, 7, 3), by
    registers.undo(desk, write.number)
    assert figures.count(desk, WHOLE) == before


def test_who_served_whom(desk: Desk, keys: dict[str, bytes]) -> None:
    found = [(f.team_name, f.enterprise_name, f.chain, f.visits) for f in figures.flows(desk, WHOLE)]
    assert found == [("焊接服务队", "虚构机械厂", "高端装备", 2), ("焊接服务队", "示例食品厂", "（未写明）", 1)]
    assert figures.visits_between(desk, WHOLE, keys["team"], keys["firm2"]) == (keys["visit"],)
    assert figures.attendance_by_day(desk, WHOLE) == {"2026-03-10": (8, 10)}


def test_spans() -> None:
    assert month(date(2026, 2, 9)).name == "2026年2月"
    assert quarter(date(2026, 5, 1)).name == "2026年第二季度"
    assert WHOLE.name == "2026年"
    assert month(date(2024, 2, 29)).year_ago == month(date(2023, 2, 1))
    assert month(date(2025, 2, 1)).year_ago == month(date(2024, 2, 1))
    assert figures.standard_period(2026, today=date(2026, 3, 6)).words == "2026年1月1日至2026年3月6日"
    assert figures.standard_period(2025, today=date(2026, 3, 6)) == year(2025)


def test_nonsense_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refused, match="结束日期早于开始日期"):
        Period(date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(Refused, match="不能按"):
        figures.grouped(desk, WHOLE, "colour")
    with pytest.raises(Refused, match=r"没有.*指标"):
        figures.rows_behind(desk, "nix", WHOLE)
    with pytest.raises(Refused, match="不在2026年内"):
        figures.standard_period(2026, date(2025, 1, 1))
    with pytest.raises(Refused, match="没有代码"):
        figures.count(desk, WHOLE, "999999")


def test_every_measure_has_its_counting() -> None:
    assert set(PARTS) == {measure.code for measure in MEASURES}
