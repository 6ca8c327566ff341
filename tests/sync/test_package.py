"""A package comes out as it went in, and nothing else comes out."""

import hashlib
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync import layout
from laomo_desktop.sync.container import (
    NeedsUpgrade,
    WriterBook,
    inspect,
    open_package,
    verify,
)
from laomo_desktop.sync.keys import new_identity
from laomo_desktop.sync.model import (
    Answer,
    CityMark,
    Counts,
    Receipt,
    Status,
    Writer,
)
from tests.sync.world import (
    CITY,
    CITY_STORE,
    DISTRICT,
    DISTRICT_STORE,
    EPOCH,
    OTHER,
    PEOPLE,
    draft,
    header,
    package_bytes,
    package_file,
)

KNOWN = [DISTRICT.card, OTHER.card]
FULL = draft(
    ancestors=("ab" * 32, "cd" * 32),
    city=CityMark(Writer(CITY_STORE, EPOCH), 17, "ef" * 32),
    seen={Writer(DISTRICT_STORE, EPOCH): 9, Writer(CITY_STORE, EPOCH): 17},
    heads={Writer(DISTRICT_STORE, EPOCH): "cd" * 32},
    receipts=(
        Receipt("aa" * 32, 3, Status.REJECTED, "数据包不完整"),
        Receipt(
            "bb" * 32,
            4,
            Status.TAKEN,
            counts=Counts(1, 2, 3, 4, 5),
            answers=(Answer("people", "01" * 16, "doubtful", "与福山区的陈㛃可能是同一人"),),
            state_hash="12" * 32,
            acknowledged=9,
            writer=Writer(DISTRICT_STORE, EPOCH),
            new_epoch=True,
        ),
    ),
    totals={"培训场次": 3},
    extra={"later_thing": [1, {"深": None}]},
)


def opened(data: bytes, identity=CITY, known=KNOWN):
    return open_package(io.BytesIO(data), identity, known)


def sentence(data: bytes, identity=CITY, known=KNOWN) -> str:
    with pytest.raises(Refused) as told:
        read_all(io.BytesIO(data), identity, known)
    return str(told.value)


def read_all(file, identity=CITY, known=KNOWN):
    with open_package(file, identity, known) as package:
        for table in package.manifest.tables:
            list(package.rows(table))


def test_everything_said_comes_back():
    book = WriterBook()
    book.number(Writer(DISTRICT_STORE, EPOCH))
    data = package_bytes([PEOPLE, ("empty", ("id",), [])], draft=FULL, book=book, blobs=[[b"scan", b"!"]])
    with opened(data) as package:
        assert package.manifest.draft == FULL
        assert package.manifest.writers == (Writer(DISTRICT_STORE, EPOCH),)
        assert package.header == replace(header(), recipients=(CITY.card.mark,))
        assert list(package.rows("people")) == PEOPLE[2]
        assert list(package.rows("people")) == PEOPLE[2], "a table can be read again"
        assert list(package.rows("empty")) == list(package.rows("absent")) == []
        assert b"".join(package.blob(hashlib.sha256(b"scan!").hexdigest())) == b"scan!"
        assert package.sender == DISTRICT.card


cells = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=20)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(cells, cells, st.lists(cells, max_size=3)), max_size=20))
def test_any_rows_come_back(rows):
    with opened(package_bytes([("t", ("a", "b", "c"), rows)])) as package:
        assert list(package.rows("t")) == [list(row) for row in rows]


def incompressible(count):
    return [[number, hashlib.sha512(str(number).encode()).hexdigest()] for number in range(count)]


def test_tables_longer_than_a_piece_come_back():
    rows = incompressible(25_000)
    data = package_bytes([("t", ("a", "b"), iter(rows)), PEOPLE])
    assert len(data) > 1.2 * layout.PIECE
    with opened(data) as package:
        assert list(package.rows("people")) == PEOPLE[2]
        assert list(package.rows("t")) == rows


def test_code_and_hash_agree_for_writer_and_reader(tmp_path):
    path = tmp_path / "a.lmpkg"
    written = package_file(path)
    assert inspect(path) == written.header
    proof = verify(path)
    assert (proof.hash, proof.code, proof.size) == (written.hash, written.code, path.stat().st_size)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.lmpkg"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_flipped_byte_is_refused(data):
    whole = bytearray(SAMPLE)
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    assert sentence(bytes(whole)).endswith("。")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_any_cut_is_refused(length):
    assert sentence(SAMPLE[: length % len(SAMPLE)]).endswith("。")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_refused(junk, with_magic):
    assert sentence(layout.MAGIC + junk if with_magic else junk).endswith("。")


SAMPLE = package_bytes()


def test_each_damage_has_its_own_sentence():
    assert "文件是空的" in sentence(b"")
    assert "不是劳模工匠助企行的数据包" in sentence(b"PK\x03\x04 a workbook")
    assert "不完整" in sentence(SAMPLE[:-1])
    assert "不完整" in sentence(SAMPLE[:10])
    assert "改动过" in sentence(SAMPLE[:40] + bytes([SAMPLE[40] ^ 1]) + SAMPLE[41:])
    assert "改动过" in sentence(SAMPLE[:200] + SAMPLE[190:])
    assert "不完整" in sentence(SAMPLE[:200] + SAMPLE[210:])


def test_for_another_office_says_for_whom():
    told = sentence(SAMPLE, identity=OTHER)
    assert "给烟台市总工会的" in told
    assert "烟台市福山区总工会" in told


def test_unknown_and_pretended_senders():
    assert "未登记的单位（烟台市芝罘区总工会）" in sentence(SAMPLE, known=[OTHER.card])
    forger = new_identity("370602", "烟台市芝罘区总工会", DISTRICT_STORE)
    assert "没有登记" in sentence(package_bytes(sender=forger))
    with opened(package_bytes(sender=forger), known=[*KNOWN, forger.card]) as package:
        assert package.sender == forger.card


def test_a_renewed_key_is_named():
    renewed = new_identity("370600", "烟台市总工会", CITY_STORE)
    assert "不是用烟台市总工会现在的密钥" in sentence(SAMPLE, identity=renewed)


def test_sealed_bytes_under_another_signature_are_refused():
    """Somebody known who puts his own key and signature under another's sealed bytes."""
    body = bytearray(SAMPLE[: -layout.TRAILER.size])
    trailer = layout.unpack_trailer(SAMPLE[-layout.TRAILER.size :], len(SAMPLE))
    thief = new_identity("370602", "烟台市芝罘区总工会", DISTRICT_STORE)
    unsigned = replace(trailer, sender=thief.card.sign, signature=bytes(64)).pack()[: -layout.SIGNED_TAIL]
    digest = hashlib.sha256(bytes(body) + unsigned).digest()
    stolen = bytes(body) + unsigned + thief.sign(layout.CONTEXT + digest) + layout.END
    assert "改动过" in sentence(stolen, known=[thief.card])


def test_newer_packages_ask_for_the_upgrade():
    later_format = SAMPLE[:8] + b"\x00\x02" + SAMPLE[10:]
    assert "请升级" in sentence(later_format)
    needs_more = package_bytes(draft=draft(lowest_reader=layout.READER + 1))
    with pytest.raises(NeedsUpgrade) as told:
        read_all(io.BytesIO(needs_more))
    assert told.value.header is not None
    assert told.value.header.number == 1
    assert len(told.value.package) == 64


def test_a_bomb_is_refused_without_unpacking_it():
    data = package_bytes([("t", ("a",), ([" " * 1_000_000] for _ in range(60)))])
    assert "大小" in sentence(data)


def test_a_file_changed_between_the_readings_is_refused(tmp_path):
    path = tmp_path / "a.lmpkg"
    package_file(path, [("t", ("a", "b"), incompressible(25_000))])
    whole = path.read_bytes()
    with open_package(path, CITY, KNOWN) as package:
        place = len(whole) - 100_000
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Refused, match="读取"):
            list(package.rows("t"))


def test_a_row_of_another_width_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="another number"):
        package_bytes([("t", ("a",), [[1, 2]])])


def test_no_name_of_a_person_stands_in_clear():
    assert "陈㛃".encode() not in package_bytes()
    assert b"people" not in package_bytes()
