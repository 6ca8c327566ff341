"""What a broken or wicked program of a known office could sign: refused in words, never a crash, never a flood."""

import io
from contextlib import suppress
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync import jsonable, layout, seal, writing
from laomo_desktop.sync.container import open_package
from laomo_desktop.sync.model import Extent, Manifest
from laomo_desktop.sync.wire import unpacked
from tests.sync.world import CITY, DISTRICT, draft, header

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


class Wicked(writing._Scribe):
    """Signs whatever manifest and pieces it is told to."""

    def __init__(self, file, head=None):
        keys = [seal.x25519.Recipient.from_str(CITY.card.age)]
        super().__init__(file, header(), DISTRICT, keys)
        told = {**jsonable.header_to(header()), "recipients": [CITY.card.mark]}
        self.head = orjson.dumps(told) if head is None else head
        self.write(layout.pack_head(self.head))

    def finish(self, manifest: bytes):
        self._sign(Manifest(draft()), seal.seal(self, [manifest], self._keys))


def signed(change=None, head=None, junk=b"", raw=None) -> bytes:
    file = io.BytesIO()
    wicked = Wicked(file, head)
    extent = seal.seal(wicked, [b'[["x"]]\n'], wicked._keys)
    wicked.write(junk)
    sha = seal.hashlib.sha256(wicked.head).hexdigest()
    told: dict[str, Any] = jsonable.manifest_to(Manifest(draft(), sender=DISTRICT.card.sign, header_sha256=sha))
    told["tables"] = [{"name": "t", "columns": ["a"], "rows": 1, "extent": jsonable.extent_to(extent)}]
    if change:
        change(told, extent)
    wicked.finish(orjson.dumps(told) if raw is None else raw)
    return file.getvalue()


def read(data: bytes) -> list[list[Any]]:
    with open_package(io.BytesIO(data), CITY, [DISTRICT.card]) as package:
        rows = [row for table in package.manifest.tables for row in package.rows(table)]
        with suppress(Refused):
            for table in package.manifest.tables:
                list(unpacked(package.rows(table), table.columns, {"name"}, package.manifest.writers))
        return rows


def outcome(data: bytes) -> str:
    try:
        return f"read {read(data)}"
    except Refused as refusal:
        return str(refusal)


def test_the_wicked_writer_can_also_write_honestly():
    assert read(signed()) == [["x"]]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(jsonable._KNOWN)), json_values)
def test_any_part_of_a_manifest_may_be_anything(name, value):
    assert outcome(signed(lambda told, _: told.update({name: value})))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | json_values.map(orjson.dumps))
def test_a_manifest_may_be_anything(raw):
    assert outcome(signed(raw=raw)).endswith("。")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | json_values.map(orjson.dumps))
def test_a_header_may_be_anything(head):
    assert outcome(signed(head=head)).endswith("。")


numbers = st.integers(0, 3000) | st.integers(2**31, 2**63)


@settings(max_examples=150, deadline=None)
@given(numbers, numbers, numbers)
def test_extents_may_point_anywhere(offset, length, plain):
    def change(told, extent):
        told["tables"][0]["extent"] = [offset, length, plain, extent.sha256]

    assert outcome(signed(change)).endswith("。")


def test_a_deeply_nested_manifest_is_refused():
    assert "改动过" in outcome(signed(raw=b"[" * 1_000_000))


def test_a_manifest_that_would_flood_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(layout, "MANIFEST_FLOOR", 100_000)
    assert "大小" in outcome(signed(raw=b" " * 200_000))


def test_more_than_the_extent_says_is_refused():
    assert "大小" in outcome(signed(flood))


def flood(told, extent):
    told["tables"][0]["extent"] = jsonable.extent_to(Extent(extent.offset, extent.length, 3, extent.sha256))


def test_rubbish_between_the_sections_does_no_harm():
    assert read(signed(junk=b"\xff" * 99)) == [["x"]]
