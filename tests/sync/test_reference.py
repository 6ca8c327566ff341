"""Old packages stay readable: by the program, and by a reader that knows only docs/package-format.md."""

from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync import jsonable
from laomo_desktop.sync.container import open_package
from laomo_desktop.sync.model import Dots, RowState
from laomo_desktop.sync.wire import columns_for, packed, unpacked
from laomo_desktop.sync.writing import WriterBook
from tests.sync import independent_reader, reference

FILE = Path(__file__).parent.parent / "old_packages" / "format-1.lmpkg"
CODE = "CKKX-P38G"


def test_the_program_reads_the_old_package():
    with open_package(FILE, reference.CITY, [reference.DISTRICT.card]) as package:
        assert package.code == CODE
        assert package.manifest.draft == reference.DRAFT
        columns = package.manifest.tables[0].columns
        rows = unpacked(package.rows("people"), columns, reference.FIELDS, package.manifest.writers)
        assert tuple(rows) == reference.PEOPLE
        assert b"".join(package.blob(package.manifest.blobs[0].sha256)) == reference.SCAN


@pytest.mark.parametrize("secret", [reference.AGE_OF_CITY, reference.AGE_OF_DISTRICT])
def test_the_page_is_enough_to_read_it(secret):
    told = independent_reader.read(FILE, secret)
    assert (told["code"], told["sender"]) == (CODE, reference.DISTRICT.card.sign)
    assert jsonable.header_from(told["header"]).to_name == "样例市总工会"
    assert told["manifest"]["receipts"][0]["status"] == "已入库"
    assert told["manifest"]["totals"] == {"培训场次": 3}
    assert told["blobs"] == [reference.SCAN]
    first, second = told["tables"]["people"]
    writers = told["manifest"]["writers"]
    assert writers[first[":writer"]] == [reference.HERE.store, reference.HERE.epoch]
    assert (first[":id"], first[":base"], first[":seq"], first["name"]) == ("01" * 16, 12, 5, "𬍛䶮㛃𡈽")
    number, seq = first[":dots"]["phone"]
    assert (writers[number], seq) == ([reference.THERE.store, reference.THERE.epoch], 11)
    assert (first[":extra"], second[":deleted"]) == ({"later_field": {"深": [1, None]}}, "重复录入")


def test_an_older_program_keeps_what_it_does_not_know_and_gives_it_back():
    book = WriterBook()
    arrays = list(packed(reference.PEOPLE, reference.FIELDS, book))
    old = list(unpacked(arrays, columns_for(reference.FIELDS), {"name"}, tuple(book.numbers)))
    assert old[0].values == {"name": "𬍛䶮㛃𡈽"}
    assert old[0].extra == {"phone": "19900000001", "skills": "焊接、钳工", "later_field": {"深": [1, None]}}
    back = list(unpacked(packed(old, ("name",), book), columns_for(["name"]), reference.FIELDS, tuple(book.numbers)))
    assert back[0].values == reference.PEOPLE[0].values
    assert back[0].extra == reference.PEOPLE[0].extra


def good():
    return ["01" * 16, 1, None, 0, 5, None, None, "陈㛃"]


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, "XY" * 16), (0, None), (1, -1), (2, 7), (3, 9), (3, -1), (4, "5"), (5, {"a": [0]}), (5, [1]), (6, [1])],
)
def test_a_row_that_makes_no_sense_is_refused(place, value):
    cells = good()
    cells[place] = value
    writers = (reference.HERE,)
    assert list(unpacked([good()], columns_for(["name"]), {"name"}, writers)) == [
        RowState("01" * 16, {"name": "陈㛃"}, Dots(next(iter(reference.PEOPLE)).dots.default), 1)
    ]
    with pytest.raises(Refused):
        list(unpacked([cells], columns_for(["name"]), {"name"}, writers))


def test_a_table_without_a_frame_is_refused():
    with pytest.raises(Refused):
        list(unpacked([], ("id", "name"), {"name"}, ()))
