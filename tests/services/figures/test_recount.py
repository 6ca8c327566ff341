"""The figures beside a count by hand over exported workbooks: any span, any dimension, district by district."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from laomo_desktop.db import query
from laomo_desktop.domain.period import Period, month, quarter, year
from laomo_desktop.services import desk as desks
from laomo_desktop.services import figures
from laomo_desktop.services.desk import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.services.figures.busy import busy
from tests.services.figures.recount import Books, Count, exported

SPANS = (
    year(2023), year(2024), year(2025), quarter(date(2024, 2, 1)), month(date(2024, 2, 1)), month(date(2025, 2, 1)),
    Period(date(2024, 2, 29), date(2024, 2, 29)), Period(date(2024, 2, 28), date(2024, 3, 31)),
    Period(date(2023, 1, 1), date(2025, 12, 31)), Period(date(2024, 12, 31), date(2025, 1, 1)),
)  # fmt: skip
SEEDS = (1, 2, 3)


@pytest.fixture(params=SEEDS, scope="module")
def counted(
    request: pytest.FixtureRequest, new_stores: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, Books]]:
    """Made once a seed: nothing here writes."""
    folder = tmp_path_factory.mktemp("busy")
    shutil.copytree(new_stores / "city", folder / "city")
    desk = desks.enter(folder / "city", "管理员", PASSWORD, CHEAP)
    made = busy(desk, request.param)
    yield desk, exported(desk, folder, made.periods)
    desk.close()


def by_group(desk: Desk, span: Period, by: str, office: str | None) -> dict[str, dict[str | None, Any]]:
    """As the program shows it, by the words of each group."""
    found = figures.grouped(desk, span, by, office)
    offices = {"芝罘区": "芝罘区", "福山区": "福山区"}
    words = {g.value: None if g.label == "（未写明）" else str(g.value) if by in ("kind", "chain", "month") else
             offices.get(g.label, g.label) for g in found.groups}  # fmt: skip
    return {
        code: {words[g.value]: g.numbers[code] for g in found.groups if g.numbers[code]} for code in found.total
    }


def test_every_total_of_every_span_is_what_the_workbooks_say(counted: tuple[Desk, Books]) -> None:
    desk, books = counted
    for span in SPANS:
        for code, office in ((None, None), ("370602", "芝罘区"), ("370611", "福山区")):
            by_hand = {c: groups[None] for c, groups in Count(books, span.first, span.last, office).all().items()}
            assert figures.count(desk, span, code) == by_hand, (span.name, office)


@pytest.mark.parametrize("by", figures.DIMENSIONS)
def test_every_breakdown_is_what_the_workbooks_say(counted: tuple[Desk, Books], by: str) -> None:
    desk, books = counted
    for span in (SPANS[1], SPANS[7], SPANS[8]):
        by_hand = Count(books, span.first, span.last, None, by).all()
        shown = by_group(desk, span, by, None)
        for code, groups in shown.items():
            assert groups == {g: n for g, n in by_hand.get(code, {}).items() if n}, (span.name, by, code)


def test_the_same_days_a_year_ago_across_a_leap_year(counted: tuple[Desk, Books]) -> None:
    desk, books = counted
    for span, before in (
        (month(date(2025, 2, 1)), month(date(2024, 2, 1))),
        (month(date(2024, 2, 1)), month(date(2023, 2, 1))),
        (Period(date(2024, 2, 29), date(2024, 2, 29)), Period(date(2023, 2, 28), date(2023, 2, 28))),
        (Period(date(2025, 1, 1), date(2025, 3, 31)), Period(date(2024, 1, 1), date(2024, 3, 31))),
    ):
        by_hand = Count(books, before.first, before.last).all()
        shown = figures.figures(desk, span)
        for line in shown.lines:
            assert line.before == by_hand[line.measure.code][None], (span.name, line.measure.code)


def test_spans_side_by_side_add_up_to_the_whole(counted: tuple[Desk, Books]) -> None:
    """Every day belongs to one month, one quarter, one year: nothing falls between, nothing counts twice."""
    desk, _ = counted
    additive = ("events", "enterprise_visits", "attendances", "problems", "benefit", "trainings", "certificates")
    for whole in (year(2024), year(2025)):
        total = figures.count(desk, whole, codes=additive)
        for cut in (quarter, month):
            parts, day = [], whole.first
            while day <= whole.last:
                parts.append(cut(day))
                day = parts[-1].last + timedelta(days=1)
            sums = [figures.count(desk, part, codes=additive) for part in parts]
            assert {code: sum(s[code] for s in sums) for code in additive} == total


def test_every_figure_of_every_breakdown_opens_as_many_rows_as_it_has(counted: tuple[Desk, Books]) -> None:
    """Whole rows that are counted one by one stand behind their figure, no more and no fewer."""
    desk, _ = counted
    whole = SPANS[8]
    with desk.store.reading() as connection:
        for code in ("enterprises", "people", "trainings", "certificates", "apprentices", "achievements"):
            for by in (None, *figures.DIMENSIONS):
                groups = figures.grouped(desk, whole, by, codes=[code]).groups if by else []
                asked = [(g.value, g.numbers[code]) for g in groups] or [(None, figures.count(desk, whole)[code])]
                for value, number in asked:
                    behind = figures.rows_behind(desk, code, whole, by=by, value=value)
                    assert sum(query.count(connection, b.query) for b in behind) == number, (code, by, value)
