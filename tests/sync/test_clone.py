"""A disk was cloned: two stores under one name and one epoch. Nothing of either may vanish silently."""

from copy import deepcopy
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.sync.branches import lowered, renamed
from laomo_desktop.sync.ledger import Entry, Place, branch, gone_back, judge
from tests.sync.network import CITY, DISTRICTS, Store

FIRST, ONE, OTHER = ("a1" * 32, "b2" * 32, "c3" * 32)
ROWS = [f"0{number}" * 16 for number in range(2)]

edits = st.lists(
    st.tuples(st.sampled_from(ROWS), st.sampled_from(["name", "note"]), st.text("甲乙丙", min_size=1, max_size=9)),
    max_size=6,
)


def edited(store, script, written):
    for row, name, value in script:
        written[(row, name, value)] = store.write(row, name, value)


def taken_as_branch(sent, writer, common):
    """What the city's service does with a package that forks after ``common``."""
    other = branch(writer, OTHER)
    rows = [renamed(row, writer, common, other) for row in sent.rows]
    return replace(sent, writer=other, rows=rows, seen={**lowered(sent.seen, writer, common), other: sent.seq})


@settings(max_examples=200, deadline=None)
@given(edits, edits, edits)
def test_what_both_clones_wrote_is_in_the_city_or_waits_for_a_decision(before, here, there):
    city, store = Store(CITY), Store(DISTRICTS[0])
    edited(store, before, {})
    city.take(store.send())
    common = store.seq
    clone, kept, others = deepcopy(store), {}, {}
    edited(store, here, kept)
    edited(clone, there, others)
    city.take(store.send())
    city.take(taken_as_branch(clone.send(), store.writer, common))
    found = {(row.id, name, value) for row in city.rows.values() for name, value in row.values.items()}
    found |= {(each.row, each.field, side.value) for each in city.conflicts for side in (each.kept, each.other)}
    for script in (here, there):
        last = {(row, name): value for row, name, value in script}
        assert {(row, name, value) for (row, name), value in last.items()} <= found


def test_the_ledger_notices_the_clone_and_the_clone_notices_itself():
    taken = [Entry(1, FIRST, (), 0, 5), Entry(2, ONE, (FIRST,), 5, 9)]
    judged = judge(taken, Entry(2, OTHER, (FIRST,), 5, 8))
    assert (judged.place, judged.common) == (Place.FORK, taken[0])
    assert gone_back([FIRST, OTHER], ONE)
    assert not gone_back([FIRST, ONE], ONE)
    assert not gone_back([], "")
