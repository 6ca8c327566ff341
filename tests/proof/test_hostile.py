"""Signed by a known office, and wicked: refused in one sentence with the store as it was, or taken in soundly."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.db import check
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import exchange, registers
from laomo_desktop.services.exchange.convert import exchanged, travelling
from tests.people import make_person
from tests.proof.hostile import FRAME, Forge, put, row, rows
from tests.proof.offices import STORES, Office, opened, workplace
from tests.services.exchange.world import dump

BOOKS = ("packages", "operations", "changes", "identity", "writers", "settings")
"""What may change when a package is refused: the ledger says so."""


class Scene:
    """A city and a district, and a forge for either direction; every hostile package meets the same stores."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.offices = opened(folder, STORES, "city", "fushan")
        self.city, self.district = self.offices["city"], self.offices["fushan"]
        person = make_person(5)
        self.person = registers.save(self.district.desk, "people", {"name": person.name, "phone": person.phone}).key
        self.report()
        self.answer()

    def report(self) -> Any:
        sent = exchange.export(self.district.desk, self.folder / "report.lmpkg")
        return exchange.take_in(self.city.desk, sent.path)

    def answer(self) -> Any:
        sent = exchange.export(self.city.desk, self.folder / "answer.lmpkg", self.district.code)
        return exchange.take_in(self.district.desk, sent.path)

    def meets(self, receiver: Office, data: bytes) -> str:
        """The refusal's sentence; "" if the package was taken in. Never anything else, and the store stays sound."""
        before = dump(receiver.desk)
        try:
            exchange.take_in(receiver.desk, put(self.folder / "hostile.lmpkg", data))
            return ""
        except Refused as no:
            sentence = no.sentence
        after = dump(receiver.desk)
        for table in after:
            assert table in BOOKS or after[table] == before[table], table
        assert sentence.endswith("。")
        return sentence

    def sound(self) -> None:
        """Honest packages are taken both ways, and the store's own check finds nothing."""
        for office in (self.city, self.district):
            with office.desk.store.reading() as connection:
                assert list(check.problems(connection)) == []
        key = registers.save(self.district.desk, "people", {"name": "诚实人"}).key
        self.report()
        assert registers.get(self.city.desk, "people", key)["name"] == "诚实人"
        registers.save(self.city.desk, "people", {"post": "市里改的"}, key)
        self.answer()
        assert registers.get(self.district.desk, "people", key)["post"] == "市里改的"


@pytest.fixture
def scene() -> Iterator[Scene]:
    folder = workplace("hostile")
    made = Scene(folder)
    yield made
    for office in made.offices.values():
        office.desk.close()
    shutil.rmtree(folder)


HUGE = (2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1)
W = ["d1" * 16, "0e" * 16]

MANIFESTS = {
    "lowest_reader": (0, -1, 2**64 - 1, "1", None, True, 1.0),
    "schema": (2**64 - 1, -1, "x"),
    "seq": ([0, 2**64 - 1], [2**63, 2**63], [9, 1], [0], [0, 1, 2], ["0", "1"]),
    "ancestors": (["ab" * 32] * 5, ["x"], [1], "ab" * 32),
    "city": ({"writer": W, "revision": 2**64 - 1, "head": ""}, {"writer": W, "revision": 1, "head": "zz"}, [], {}),
    "seen": ([[*W, 2**64 - 1]], [[*W, -1]], [[1, 2, 3]], [W]),
    "heads": ([[*W, "zz"]], [[*W, "ab" * 32]], [W]),
    "receipts": ([{}], [None], ["x"]),
    "totals": ({"a": {"b": [None] * 9}}, {"x": 2**64 - 1}, [], {"": ""}),
    "writers": ([], [W] * 3, [["x", "y"]], None),
    "tables": ([{}], [None], [{"name": "people", "columns": [], "rows": 0, "extent": [0, 0, 0, "ab" * 32]}]),
    "blobs": ([[0, 0, 0, "ab" * 32]], [[2**63, 2**63, 1, "ab" * 32]], ["../../etc/passwd"]),
    "sender": ("ab" * 32, "", None),
    "header": ("ab" * 32, "", None),
    "cards": ([{}], [None], "x", [{"office": "370602", "name": "x", "store": "zz", "sign": "zz", "age": "zz"}]),
}
TELLING = [(name, value) for name, values in MANIFESTS.items() for value in values]


@pytest.mark.parametrize("way", ["to the city", "to the district"])
def test_any_part_of_a_manifest_may_be_wicked(scene, way):
    sender, to = (scene.district, scene.city) if way == "to the city" else (scene.city, scene.district)
    forge = Forge.of(sender, to)
    for name, value in TELLING:
        scene.meets(to, forge.package(manifest=lambda told, n=name, v=value: told.update({n: v})))
    scene_of_headers(scene, forge, to)


def scene_of_headers(scene, forge, to):
    for name, value in (
        *(("number", huge) for huge in HUGE), ("kind", "move"), ("kind", "x"), ("from", "370600"), ("from", "000000"),
        ("from_name", "../../x" * 99), ("to_name", ""), ("writer", ["d1" * 16, "0e" * 16]), ("recipients", []),
    ):  # fmt: skip
        scene.meets(to, forge.package(header=lambda told, n=name, v=value: told.update({n: v})))


def test_receipts_may_say_anything(scene):
    forge = Forge.of(scene.city, scene.district)
    sound = {
        "package": "ab" * 32, "number": 1, "status": "已入库", "reason": "", "counts": [0] * 5, "answers": [],
        "state_hash": "", "acknowledged": 0, "writer": None, "new_epoch": False,
    }  # fmt: skip
    with scene.district.desk.store.reading() as connection:
        query = "SELECT hash FROM packages WHERE direction = '发出'"
        true = connection.exec_driver_sql(query).scalar()
    for name, value in (
        ("package", true), ("number", 2**64 - 1), ("acknowledged", 2**64 - 1), ("state_hash", "x"), ("status", "好"),
        ("answers", [["people", "x", "y", "z"]]), ("answers", [["people", "x"]]), ("counts", [2**64 - 1] * 5),
        ("writer", W), ("new_epoch", True), ("reason", "长" * 100_000),
    ):  # fmt: skip
        for package in (sound["package"], true):
            told = {**sound, "package": package, name: value}
            scene.meets(scene.district, forge.package(manifest=lambda all_, one=told: all_.update(receipts=[one])))


ROWS: dict[str, tuple[str, tuple[str, ...], bytes, int]] = {
    "too few": ("people", ("name",), rows(row("某")), 2),
    "too many": ("people", ("name",), rows(row("某"), row("人", key="02" * 16)), 1),
    "a million claimed": ("people", ("name",), rows(row("某")), 10**6),
    "twice in one line": ("people", ("name",), rows(row("某"), row("某")), 2),
    "twice in two batches": (
        "people", ("name",), rows(*(row("某", key=f"{n % 2500:032x}") for n in range(2501))), 2501
    ),
    "id in capitals": ("people", ("name",), rows(row("某", key="AB" * 16)), 1),
    "no id": ("people", ("name",), rows(row("某", key=None)), 1),
    "short id": ("people", ("name",), rows(row("某", key="ab")), 1),
    "float": ("people", ("consent",), rows(row(1.5)), 1),
    "bool": ("people", ("consent",), rows(row(True)), 1),
    "list": ("people", ("name",), rows(row(["某"])), 1),
    "object": ("people", ("name",), rows(row({"a": 1})), 1),
    "huge": ("people", ("consent",), rows(row(2**64 - 1)), 1),
    "negative": ("people", ("consent",), rows(row(-(2**63))), 1),
    "huge in extra": ("people", ("name", "wechat"), rows(row("某", 2**64 - 1)), 1),
    "tree in extra": ("people", ("name",), rows(row("某", extra={"x": {"y": [1, {"z": None}]}})), 1),
    "extra over a field": ("people", ("name",), rows(row("某", extra={"name": 5})), 1),
    "extra called deleted": ("people", ("name",), rows(row("某", extra={"deleted": "x"})), 1),
    "field called deleted": ("people", ("name", "deleted"), rows(row("某", "x")), 1),
    "field called id": ("people", ("name", "id", "n", "own"), rows(row("某", 1, 2, 3)), 1),
    "dots of nothing": ("people", ("name",), rows(row("某", dots={"nothing": [0, 1]})), 1),
    "dots without name": ("people", ("name",), rows(row("某", dots={"": [0, 1]})), 1),
    "dots of a stranger": ("people", ("name",), rows(row("某", dots={"name": [7, 1]})), 1),
    "dots huge": ("people", ("name",), rows(row("某", dots={"name": [0, 2**64 - 1]})), 1),
    "seq huge": ("people", ("name",), rows(row("某", seq=2**64 - 1)), 1),
    "base huge": ("people", ("name",), rows(row("某", base=2**64 - 1)), 1),
    "column twice": ("people", ("name", "name"), rows(row("某", "人")), 1),
    "column of the frame": ("people", ("name", ":id"), rows(row("某", "人")), 1),
    "no name": ("people", ("phone",), rows(row("19900000001")), 1),
    "name null": ("people", ("name",), rows(row(None)), 1),
    "link to nowhere": ("people", ("name", "enterprise"), rows(row("某", "0f" * 16)), 1),
    "link of another register": ("enrolments", ("training", "person", "number"), rows(row("01" * 16, "01" * 16, 1)), 1),
    "office unknown": ("people", ("name", "office"), rows(row("某", "000000")), 1),
    "office with a quote": ("people", ("name", "office"), rows(row("某", "'; DROP TABLE people; --")), 1),
    "choice unknown": ("people", ("name", "sex"), rows(row("某", "不明")), 1),
    "date of nothing": ("people", ("name", "birth"), rows(row("某", "昨天")), 1),
    "nul": ("people", ("name",), rows(row("a\0b")), 1),
    "long": ("people", ("name",), rows(row("某" * 1_000_000)), 1),
    "pair with a key of its own": ("enrolments", ("training", "person", "number"), rows(row(None, None, None)), 1),
    "picture of nothing": ("people", ("name", "photo"), rows(row("某", "../../x")), 1),
    "our own tables": ("users", ("login", "role"), rows(row("x", "管理员")), 1),
    "sqlite's tables": ("sqlite_master", ("name",), rows(row("x")), 1),
    "injected": ("people; DROP TABLE people", ("name",), rows(row("x")), 1),
    "rows are objects": ("people", ("name",), b'[{"name":"x"}]\n', 1),
    "no list": ("people", ("name",), b'{"a":1}\n', 1),
    "no JSON": ("people", ("name",), b"\xff\xfe\n", 1),
    "no line end": ("people", ("name",), rows(row("某"))[:-1], 1),
    "lone surrogate": ("people", ("name",), rows(row("某")).replace("某".encode(), b"\\ud800"), 1),
    "deep": ("people", ("name",), b"[" * 100_000 + b"\n", 1),
    "deep in extra": (
        "people", ("name",), rows(row("某")).replace(b"null,\"", b'{"x":' + b"[" * 900 + b"]" * 900 + b'},"'), 1
    ),
}  # fmt: skip


def test_what_contradicts_itself_is_refused(scene):
    """Any of it could be read one way or the other: numbers before the first, ends before beginnings, things twice."""
    forge = Forge.of(scene.district, scene.city)
    one = ("people", (*FRAME, "name"), rows(row("某")), 1)
    changes = (
        {"seq": [9, 1]}, {"ancestors": ["ab" * 32] * 2},
        {"tables": [{"name": "people", "columns": [":id"], "rows": 0, "extent": [0, 0, 0, "ab" * 32]}] * 2},
    )  # fmt: skip
    packages = [
        forge.package(header=lambda told: told.update(number=0)), forge.package([one, one]),
        forge.package([("people", (*FRAME, "name", "name"), rows(row("某", "人")), 1)]),
        forge.package([("people", (*FRAME, "name", ""), rows(row("某", "人")), 1)]),
        *(forge.package(manifest=lambda told, new=new: told.update(new)) for new in changes),
    ]  # fmt: skip
    for data in packages:
        assert scene.meets(scene.city, data)
    scene.sound()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth", "2026-13-45"), ("birth", "20260102"), ("birth", ""), ("office", "123456"), ("office", ""),
        ("photo", "../../x"), ("photo", "AB" * 32),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dots", [None, {"name": [0, 2]}])
def test_text_that_would_break_lists_and_papers_is_refused(scene, field, value, dots):
    """Taken in once, it would hinder every export and every list it stands in, for ever."""
    table = ("people", (*FRAME, "name", field), rows(row("某", value, dots=dots)), 1)
    assert scene.meets(scene.city, Forge.of(scene.district, scene.city).package([table]))
    wrong = ("needs", (*FRAME, "title", "state"), rows(row("某", "半开半关", dots=dots)), 1)
    assert scene.meets(scene.city, Forge.of(scene.district, scene.city).package([wrong]))


@pytest.mark.parametrize("name", ROWS)
def test_rows_may_be_wicked(scene, name):
    told, fields, plain, count = ROWS[name]
    table = (told, (*FRAME, *fields), plain, count)
    scene.meets(scene.city, Forge.of(scene.district, scene.city).package([table]))
    scene.meets(scene.district, Forge.of(scene.city, scene.district).package([table]))


cells = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(max_size=9)
    | st.sampled_from(["01" * 16, "02" * 16, "370611", "370600", "作废", "到", "2026-03-02"])
    | st.recursive(st.none(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2), max_leaves=4)
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, tuple[str, ...], bytes, int]:
    """Rows of a true register with some cells of anything, the others as they should be."""
    register = draw(st.sampled_from([r.name for r in exchanged()]))
    fields = draw(st.lists(st.sampled_from([f.name for f in travelling(REGISTERS[register])]), unique=True, max_size=4))
    told = []
    for _ in range(draw(st.integers(1, 3))):
        one = row(*(draw(cells) for _ in fields), key=draw(st.sampled_from(["01" * 16, "02" * 16, "03" * 16])))
        if draw(st.booleans()):
            one[draw(st.integers(0, len(one) - 1))] = draw(cells)
        told.append(one)
    return register, (*FRAME, *fields), rows(*told), len(told)


def test_any_cells_whatever():
    folder = workplace("hostile")
    scene = Scene(folder)
    forges = ((Forge.of(scene.district, scene.city), scene.city), (Forge.of(scene.city, scene.district), scene.district))

    @settings(max_examples=80)
    @given(st.sampled_from(forges), st.lists(tables(), min_size=1, max_size=2, unique_by=lambda table: table[0]))
    def meet(forge: tuple[Forge, Office], told: list[Any]) -> None:
        maker, receiver = forge
        scene.meets(receiver, maker.package(told))

    meet()
    for office in scene.offices.values():
        office.desk.close()
    shutil.rmtree(folder)


def test_after_all_refusals_honest_work_goes_on(scene):
    """Every wicked package that must be refused is; and the next honest one finds the store sound."""
    for name in ("too few", "twice in one line", "list", "huge", "no JSON", "deep", "our own tables", "seq huge"):
        told, fields, plain, count = ROWS[name]
        data = Forge.of(scene.district, scene.city).package([(told, (*FRAME, *fields), plain, count)])
        assert scene.meets(scene.city, data), name
    scene.sound()
