"""A corrected cell changes what comparing everything again would change: just that, and only that is looked at."""

from pathlib import Path
from random import Random

import pytest

from laomo_desktop.domain.progress import silent
from laomo_desktop.services import imports, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Preview, Verdict, judging
from laomo_desktop.services.imports.line import Line
from laomo_desktop.services.imports.preview import judged
from tests.excel import books
from tests.people import make_people

HEADS = ("姓名", "身份证号", "手机", "出生日期", "单位", "职务")
PEOPLE = make_people(5)
COLUMNS = {
    "name": [PEOPLE[0].name, PEOPLE[1].name, "王虚构"],
    "id_number": ["", "", PEOPLE[0].id_number, PEOPLE[1].id_number, "123"],
    "phone": ["", PEOPLE[0].phone, PEOPLE[1].phone],
    "birth": ["", "1990-01-01", "1991-02-02"],
    "enterprise": ["", "甲厂", "乙厂", "同名厂"],
    "post": ["", "班长"],
}


def told(of: Preview) -> list[tuple[object, ...]]:
    return [(x.number, x.verdict, x.values, x.links, x.key, x.changes, x.reasons) for x in of.lines]


@pytest.fixture
def stored(desk: Desk) -> Desk:
    """Some of them stand in the store already, by one identity or another."""
    works = [registers.save(desk, "enterprises", {"name": n}).key for n in ("甲厂", "同名厂", "同名厂")]
    for values in (
        {"name": PEOPLE[0].name, "id_number": PEOPLE[0].id_number, "phone": PEOPLE[0].phone},
        {"name": PEOPLE[1].name, "phone": PEOPLE[1].phone, "enterprise": works[0]},
        {"name": PEOPLE[1].name, "birth": "1990-01-01"},
        {"name": "王虚构", "enterprise": works[1]},
    ):
        registers.save(desk, "people", values)
    return desk


@pytest.mark.parametrize("seed", range(6))
def test_what_is_not_looked_at_again_would_have_stayed(stored: Desk, tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    rows = [[chance.choice(values) for values in COLUMNS.values()] for _row in range(9)]
    of = imports.preview(stored, "people", books.xlsx(tmp_path / "名单.xlsx", [HEADS, *rows]))
    for _edit in range(25):
        name = chance.choice(list(COLUMNS))
        of = imports.fix_cell(stored, of, chance.randrange(2, 11), name, chance.choice(COLUMNS[name]))
        whole = judged(stored, of.book, of.layout, silent, of.drafts)
        assert told(of) == told(whole), (seed, name)
        assert of.counts == whole.counts


def test_of_a_thousand_rows_a_few_are_compared(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [[p.name, p.id_number, p.phone, "", "甲厂", ""] for p in make_people(400)]
    rows[7][1] = "123"
    of = imports.preview(desk, "people", books.xlsx(tmp_path / "名单.xlsx", [HEADS, *rows]))
    looked: list[int] = []
    whole = judging.Matcher.judge

    def counting(self: judging.Matcher, lines: list[Line]) -> object:
        looked.append(len(lines))
        return whole(self, lines)

    monkeypatch.setattr(judging.Matcher, "judge", counting)
    of = imports.fix_cell(desk, of, 9, "id_number", make_people(8)[7].id_number)
    assert of.counts[Verdict.NEW] == 400
    assert sum(looked) <= 4
