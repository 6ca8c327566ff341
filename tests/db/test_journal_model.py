"""Random work on a store beside a plain dict: the same rows, the same search, and every earlier state rebuilt."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from laomo_desktop.db import codec, journal
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.domain.registers import REGISTERS
from tests.db.conftest import KEY
from tests.db.looking import count, found, rows
from tests.people import NAMES, RARE_NAME

FIELDS = ("name", "phone", "remark", "deleted")
State = dict[bytes, dict[str, Any]]
names = st.sampled_from((RARE_NAME, *NAMES[:6]))
phones = st.sampled_from((None, "19900001234", "0535-6601234"))
remarks = st.sampled_from((None, "", "两行\n备注", RARE_NAME))


@dataclass
class Op:
    """What the model remembers of an operation: the values before by row, None where it made the row."""

    before: dict[bytes, dict[str, Any] | None] = field(default_factory=dict)
    undoes: int | None = None
    undone: bool = False


class Work(RuleBasedStateMachine):
    """Rows of people only: the door treats every register alike."""

    template: ClassVar[Path]
    keys: Bundle[bytes] = Bundle("keys")

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        shutil.copyfile(Work.template / FILE, self.folder / FILE)
        self.store = Store(self.folder, KEY)
        self.state: State = {}
        self.ops: dict[int, Op] = {}
        self.moments: dict[int, State] = {0: {}}

    def done(self, number: int, op: Op) -> None:
        if op.before:
            self.ops[number] = op
            self.moments[number] = {key: dict(values) for key, values in self.state.items()}

    def put(self, op: Op, key: bytes, values: dict[str, Any]) -> None:
        old = self.state[key]
        changed = {name: old[name] for name, value in values.items() if old[name] != value}
        if changed:
            op.before[key] = changed
            self.state[key] = {**old, **values}

    @rule(target=keys, people=st.lists(st.tuples(names, phones), min_size=1, max_size=3))
    def insert(self, people: list[tuple[str, str | None]]) -> Any:
        op = Op()
        with self.store.operation("新建", "", "测试") as write:
            made = write.insert_many("people", [{"name": name, "phone": phone} for name, phone in people])
        for key, (name, phone) in zip(made, people, strict=True):
            self.state[key] = {"name": name, "phone": phone, "remark": None, "deleted": None}
            op.before[key] = None
        self.done(write.number, op)
        return multiple(*made)

    @rule(
        key=keys,
        values=st.fixed_dictionaries({}, optional={"name": names, "phone": phones, "remark": remarks}),
    )
    def update(self, key: bytes, values: dict[str, Any]) -> None:
        if self.state[key]["deleted"] is None:
            op = Op()
            with self.store.operation("修改", "", "测试") as write:
                write.update("people", key, values)
            self.put(op, key, values)
            self.done(write.number, op)

    @rule(some=st.lists(keys, min_size=1, max_size=3))
    def delete(self, some: list[bytes]) -> None:
        op = Op()
        with self.store.operation("删除", "", "测试") as write:
            write.delete("people", some, "不要了")
        for key in some:
            if self.state[key]["deleted"] is None:
                self.put(op, key, {"deleted": "不要了"})
        self.done(write.number, op)

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """An undo, or an undo of one."""
        standing = [number for number, op in self.ops.items() if not op.undone]
        if not standing:
            return
        number = data.draw(st.sampled_from(standing))
        with self.store.reading() as connection:
            in_the_way = {obstacle.row for obstacle in journal.obstacles(connection, number)}
        assert in_the_way == self.in_the_way(number)
        with self.store.operation("撤销", "", "测试", undoes=number) as write:
            journal.take_back(write, number, leave=tuple(in_the_way))
        op = Op(undoes=number)
        for key, before in self.ops[number].before.items():
            if key not in in_the_way:
                self.put(op, key, {"deleted": f"撤销第{number}号操作"} if before is None else before)
        if op.before:
            self.ops[number].undone = True
            first = self.ops[number].undoes
            if first is not None:
                self.ops[first].undone = False
        self.done(write.number, op)

    def in_the_way(self, number: int) -> set[bytes]:
        found_rows = set()
        for later, op in self.ops.items():
            if later > number and not op.undone and op.undoes is None:
                for key, before in op.before.items():
                    mine = self.ops[number].before.get(key, {})
                    if before and (mine is None or set(mine) & set(before)):
                        found_rows.add(key)
        return found_rows

    @invariant()
    def same_rows(self) -> None:
        if hasattr(self, "store"):
            assert self.seen() == self.state

    @invariant()
    def the_index_holds_the_living(self) -> None:
        if hasattr(self, "store"):
            living = [values for values in self.state.values() if values["deleted"] is None]
            assert count(self.store, "people_search") == len(living)
            called = sorted(values["name"] for values in living if "㛃" in values["name"])
            assert sorted(found(self.store, "people", "㛃")) == called
            tails = sum((values["phone"] or "").endswith("1234") for values in living)
            assert len(found(self.store, "people", "1234")) == tails

    def seen(self) -> State:
        return {
            key: {name: values[name] for name in FIELDS} for key, values in rows(self.store, "people").items()
        }

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        state = self.seen()
        with self.store.reading() as connection:
            query = "SELECT operation, row, before FROM changes ORDER BY rowid DESC"
            changes = connection.exec_driver_sql(query).all()
        for number in sorted(self.moments, reverse=True):
            while changes and changes[0][0] > number:
                _, key, before = changes.pop(0)
                if before is None:
                    del state[key]
                else:
                    state[key].update(codec.unpack(REGISTERS["people"], before))
            assert state == self.moments[number]
        self.store.close()
        shutil.rmtree(self.folder)


def test_any_work(empty_store: Path) -> None:
    Work.template = empty_store
    run_state_machine_as_test(Work, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))
