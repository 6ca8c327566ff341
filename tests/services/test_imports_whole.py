"""All or nothing, taken back days later, and a register's own export changes nothing."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.db import records
from laomo_desktop.db.query import Query
from laomo_desktop.db.vault import Cost
from laomo_desktop.domain import kinds
from laomo_desktop.domain.derive import RECEIVERS
from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.domain.field import Field, Kind, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exports, imports, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Verdict
from tests.conftest import ROOT
from tests.excel import books
from tests.people import NAMES, RARE_NAME, make_people, make_uscc

HEADS = ("姓名", "身份证号", "手机", "单位")
CHEAP = Cost(1, 8192 * 1024)
IMPORTABLE = [reg.name for reg in imports.importable()]


def book(path: Path, count: int) -> Path:
    people = make_people(count)
    rows = [(p.name, p.id_number, p.phone, f"样例{n % 7}厂") for n, p in enumerate(people)]
    return books.xlsx(path / "名单.xlsx", [HEADS, *rows])


def count(desk: Desk, register: str = "people") -> int:
    with desk.store.reading() as connection:
        return len(records.where(connection, register, {}))


def test_undo_of_the_whole_import(desk: Desk, tmp_path: Path) -> None:
    outcome = imports.apply(desk, imports.preview(desk, "people", book(tmp_path, 40)))
    assert (count(desk), count(desk, "enterprises")) == (40, 7)
    registers.undo(desk, outcome.done.operation)
    assert (count(desk), count(desk, "enterprises")) == (0, 0)
    again = imports.preview(desk, "people", tmp_path / "名单.xlsx")
    assert again.counts[Verdict.NEW] == 40


def test_undo_days_later_names_what_stands_in_the_way(desk: Desk, tmp_path: Path) -> None:
    outcome = imports.apply(desk, imports.preview(desk, "people", book(tmp_path, 5)))
    edited, kept = outcome.done.keys[0], outcome.done.keys[1:]
    registers.save(desk, "people", {"post": "主任"}, edited)
    standing = registers.obstacles(desk, outcome.done.operation)
    assert {o.row for o in standing} == {edited}
    with pytest.raises(Refused, match="后来又改过"):
        registers.undo(desk, outcome.done.operation)
    assert count(desk) == 5
    with desk.store.reading() as connection:
        home = records.get(connection, "people", edited)["enterprise"]
    registers.undo(desk, outcome.done.operation, leave=[edited, home])
    with desk.store.reading() as connection:
        assert [p["id"] for p in records.where(connection, "people", {})] == [edited]
    assert kept


def test_undo_sets_changed_rows_back(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path, 3)
    imports.apply(desk, imports.preview(desk, "people", path))
    people = make_people(3)
    changed = books.xlsx(
        tmp_path / "改.xlsx", [("姓名", "身份证号", "职务"), (people[0].name, people[0].id_number, "主任")]
    )
    outcome = imports.apply(desk, imports.preview(desk, "people", changed))
    registers.undo(desk, outcome.done.operation)
    with desk.store.reading() as connection:
        assert {p["post"] for p in records.where(connection, "people", {})} == {None}


def test_cancelled_midway_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    of = imports.preview(desk, "people", book(tmp_path, 3000))
    told: list[int] = []

    def progress(done: int, total: int, text: str = "") -> None:
        told.append(done)
        if text == "正在写入" and done >= 2000:
            raise Cancelled

    with pytest.raises(Cancelled):
        imports.apply(desk, of, progress)
    assert max(told) >= 2000
    assert (count(desk), count(desk, "enterprises"), count(desk, "pending")) == (0, 0, 0)
    assert imports.apply(desk, of).counts[Verdict.NEW] == 3000


KILLED = """
    import sys
    from pathlib import Path
    from laomo_desktop.db.vault import Cost
    from laomo_desktop.services import desk as desks, imports
    folder, book = map(Path, sys.argv[1:])
    desk = desks.enter(folder, "管理员", "secret1", Cost(1, 8192 * 1024))
    of = imports.preview(desk, "people", book)
    def progress(done, total, text=""):
        print(text, done, flush=True)
    print("ready", flush=True)
    imports.apply(desk, of, progress)
    print("whole", flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 0.02, 0.15, 0.3])
def test_killed_midway_leaves_all_or_nothing(tmp_path: Path, delay: float) -> None:
    folder = tmp_path / "store"
    desks.create(folder, "370602", "管理员", "secret1", CHEAP)[0].close()
    path = book(tmp_path, 4000)
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(folder), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT) as process:
        assert process.stdout is not None
        said = next(line for line in process.stdout if line.startswith("正在写入"))
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
    assert said
    desk = desks.enter(folder, "管理员", "secret1", CHEAP)
    try:
        found = (count(desk), count(desk, "enterprises"))
        assert found in ((0, 0), (4000, 7))
        if not found[0]:
            imports.apply(desk, imports.preview(desk, "people", path))
            assert count(desk) == 4000
    finally:
        desk.close()


# -- a register's own export -----------------------------------------------------------------------------------
def sample(of: Field, number: int, desk: Desk) -> Value | object:
    """A made-up value of a field's kind, different for each number."""
    words: dict[Kind, object] = {
        Kind.NAME: NAMES[number % len(NAMES)],
        Kind.ID_NUMBER: make_people(1, number)[0].id_number,
        Kind.USCC: make_uscc(number),
        Kind.PHONE: make_people(1, number)[0].phone,
        Kind.DATE: (date(2020, 2, 28) + timedelta(days=number)).isoformat(),
        Kind.TIME: f"{8 + number % 10:02d}:30",
        Kind.INT: 3 + number % 7,
        Kind.MONEY: "5万" if number % 2 else "1234.56",
        Kind.YES_NO: "是" if number % 2 else "否",
        Kind.TERM: f"样例词{number % 3}",
        Kind.TERMS: f"样例词{number % 3}、另一词",
        Kind.OFFICE: "芝罘区",
        Kind.LONG: f"第一行{number}\n第二行 =1+1",
        Kind.TEXT: f"样例{of.label}{number}，“引号”=A1{RARE_NAME}",
    }
    if of.kind is Kind.CHOICE:
        return of.choices[number % len(of.choices)]
    if of.kind is Kind.LINK:
        return linked(desk, of, number)
    return words.get(of.kind)


def linked(desk: Desk, of: Field, number: int) -> bytes:
    """A row to point to: its own for every number."""
    reg = REGISTERS[of.target]
    required = {f.name: sample(f, number, desk) for f in reg.fields if f.required or f.name == reg.title}
    checked = registers.check(desk, reg.name, {n: v for n, v in required.items() if v is not None})
    assert not checked.errors, checked.errors
    with desk.store.reading() as connection:
        known = records.where(connection, reg.name, {reg.title: checked.values[reg.title]})
    return known[0]["id"] if known else registers.save(desk, reg.name, checked.values).key


def fill(desk: Desk, register: str) -> None:
    """Five rows: full ones, and one with nothing but what is required."""
    reg = REGISTERS[register]
    fields = [f for f in reg.fields if not f.frozen and f.kind is not Kind.IMAGE]
    for number in range(5):
        wanted = fields if number < 4 else [f for f in fields if f.required]
        entries = {f.name: sample(f, number + 7 * fields.index(f), desk) for f in wanted}
        if "id_number" in entries:
            entries = {name: value for name, value in entries.items() if name not in ("sex", "birth")}
        if register == "awards":  # goes to one receiver, each kind in turn
            to = reg[list(RECEIVERS)[number % len(RECEIVERS)]]
            entries = {name: value for name, value in entries.items() if name not in RECEIVERS}
            entries[to.name] = linked(desk, to, number)
        checked = registers.check(desk, register, entries)
        assert not checked.errors, checked.errors
        registers.save(desk, register, checked.values)


@pytest.mark.parametrize("register", IMPORTABLE)
def test_export_then_import_is_a_no_op(desk: Desk, tmp_path: Path, register: str) -> None:
    if register != "terms":
        fill(desk, register)
    path = tmp_path / "导出.xlsx"
    exports.export(desk, Query(register), path)
    of = imports.preview(desk, register, path)
    told = [
        (line.number, line.verdict, line.reasons, line.changes)
        for line in of.lines
        if line.verdict is not Verdict.SAME
    ]
    assert told == []
    assert of.counts[Verdict.SAME] >= 5
    with pytest.raises(Refused, match="完全相同"):
        imports.apply(desk, of)


PEOPLE = st.fixed_dictionaries(
    {"name": st.sampled_from(NAMES)},
    optional={
        "sex": st.sampled_from(["男", "女"]),
        "phone": st.integers(0, 9999).map(lambda n: f"1990000{n:04d}"),
        "birth": st.dates(date(1940, 1, 1), date(2005, 12, 31)).map(date.isoformat),
        "post": st.text("主任科长㛃䶮 =+-@", min_size=1, max_size=6).filter(str.strip),
        "specialties": st.lists(st.sampled_from(["焊接", "钳工"]), min_size=1, unique=True).map("、".join),
        "consent": st.sampled_from([0, 1]),
        "remark": st.text("一二三\n ，。", min_size=1, max_size=12).filter(str.strip),
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made, _ = desks.create(
        tmp_path_factory.mktemp("hypothesis") / "store", "370602", "管理员", "secret1", CHEAP
    )
    yield made
    made.close()


@given(person=PEOPLE)
def test_any_person_survives_the_round_trip(shared: Desk, person: dict[str, object]) -> None:
    """One person at a time: namesakes with nothing to tell them apart are rightly doubted."""
    checked = registers.check(
        shared, "people", {n: kinds.show(REGISTERS["people"][n], v) for n, v in person.items()}
    )  # type: ignore[arg-type]
    assert not checked.errors, checked.errors
    done = registers.save(shared, "people", checked.values)
    path = shared.folder / "一人.xlsx"
    exports.export(shared, Query("people"), path)
    try:
        of = imports.preview(shared, "people", path)
        assert [(line.verdict, line.changes, line.reasons) for line in of.lines] == [(Verdict.SAME, {}, [])]
    finally:
        registers.delete(shared, "people", [done.key], "测试")
