"""The ledger: what is missing, what came twice, who forked; and the state hash, the codes, the branches."""

from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.sync.branches import rebased, renamed
from laomo_desktop.sync.codes import ALPHABET, short_code, tidy
from laomo_desktop.sync.fingerprint import StateHash
from laomo_desktop.sync.ledger import Entry, Place, branch, duplicates, judge, missing, sentence
from laomo_desktop.sync.model import Dot, Dots, RowState, Writer

WRITER = Writer("ab" * 16, "cd" * 16)
HASHES = [f"{number:02x}" * 32 for number in range(20)]


def entry(number, seq_from=0, seq_to=None, ancestors=None):
    before = tuple(HASHES[1:number]) if ancestors is None else ancestors
    return Entry(number, HASHES[number], before, seq_from, number * 10 if seq_to is None else seq_to)


def test_what_is_missing_is_said():
    assert missing([5, 6, 8]) == (7,)
    assert sentence("福山区", missing([5, 6, 8])) == "福山区 缺第7包"
    assert sentence("福山区", (3, 7, 8, 9)) == "福山区 缺第3、7–9包"
    assert sentence("福山区", missing([1, 2, 3])) == ""
    assert missing([4], HASHES[1:4]) == (1, 2, 3), "the first that came tells of those before it"
    assert missing([]) == ()


def test_a_lost_package_is_no_fork():
    judged = judge([entry(1), entry(2)], entry(4, seq_from=20))
    assert (judged.place, judged.missing, judged.gap) == (Place.NEXT, (3,), False)
    assert judged.common == entry(2)


def test_operations_that_nobody_has_are_a_gap():
    assert judge([entry(1)], entry(3, seq_from=20)).gap
    assert judge([], entry(2, seq_from=10)).gap
    assert not judge([], entry(1)).gap


def test_twice_and_late():
    assert judge([entry(1), entry(2)], entry(2)).place is Place.AGAIN
    assert judge([entry(1), entry(3)], entry(2)).place is Place.LATE


def test_a_clone_is_seen_even_with_a_lost_package_between():
    judged = judge([entry(1), entry(2), entry(3)], entry(9, ancestors=(HASHES[1], HASHES[2], HASHES[8])))
    assert (judged.place, judged.common) == (Place.FORK, entry(2))
    assert judge([entry(3)], entry(9, ancestors=())).common is None


def test_one_number_for_two_packages():
    clone = Entry(2, HASHES[9])
    assert duplicates([entry(1), entry(2), clone, entry(2)]) == (2,)


def test_a_branch_has_its_own_name_and_keeps_it():
    other = branch(WRITER, HASHES[9])
    assert other != WRITER
    assert other.store == WRITER.store
    assert other == branch(WRITER, HASHES[9]) != branch(WRITER, HASHES[8])
    row = RowState("01" * 16, {"a": 1}, Dots(Dot(WRITER, 20), {"a": Dot(WRITER, 21)}), base=9)
    moved = renamed(row, WRITER, 20, other)
    assert (moved.dots.default, moved.dots.of("a")) == (Dot(WRITER, 20), Dot(other, 21))
    assert (rebased(row, 4).base, rebased(row, 30).base) == (4, 9)


def state(rows):
    total = StateHash()
    for row in rows:
        total.add("people", row)
    return total.hex


def test_the_state_hash_knows_rows_and_not_their_order():
    one = RowState("01" * 16, {"name": "陈㛃"}, Dots(Dot(WRITER, 1)), 3)
    other = RowState("02" * 16, {"name": "𬍛䶮𡈽", "note": None}, Dots(Dot(WRITER, 2)), 4)
    assert state([one, other]) == state([other, one]) != state([one])
    again = RowState("01" * 16, {"name": "陈㛃"}, Dots(Dot(WRITER, 7)), 8, extra={"later": None})
    assert state([again]) == state([one])
    gone = RowState("01" * 16, {"name": "陈㛃"}, Dots(Dot(WRITER, 1)), 3, deleted="重复")
    assert state([gone]) != state([one])


@given(st.binary(min_size=32, max_size=32), st.integers(0, 7), st.sampled_from(ALPHABET))
def test_codes_are_read_back_and_a_wrong_sign_is_noticed(digest, place, sign):
    code = short_code(digest.hex())
    assert tidy(f" {code.lower().replace('-', '－')} ") == code
    signs = list(code.replace("-", ""))
    changed = signs[place] != sign
    signs[place] = sign
    assert (tidy("".join(signs)) is None) == changed


@given(st.binary(min_size=32, max_size=32), st.integers(0, 5))
def test_swapped_neighbours_are_noticed(digest, place):
    signs = list(short_code(digest.hex()).replace("-", ""))
    swapped = [*signs[:place], signs[place + 1], signs[place], *signs[place + 2 :]]
    assert (tidy("".join(swapped)) is None) == (swapped != signs)
