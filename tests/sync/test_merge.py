"""What the merge promises: again is nothing, order is nothing, disjoint is peace, and no edit is lost."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.domain.field import Merge
from laomo_desktop.sync.causality import Knowledge
from laomo_desktop.sync.merge import merge_row
from laomo_desktop.sync.model import DELETED, Dot, Dots, RowState
from laomo_desktop.sync.outcome import Rules, Verdict
from tests.sync.network import CITY, DISTRICTS, Store

A, B, C = DISTRICTS
ROW = "01" * 16


def row(values, dot, base=0, reason=None, **dots):
    return RowState(ROW, values, Dots(dot).having(dots), base, reason)


def at_city(taken=None, seen=None, stamp=100):
    return Knowledge(True, CITY.store, Dot(CITY, stamp), taken or {}, seen or {})


def at_district(taken=None, seen=None):
    return Knowledge(False, CITY.store, Dot(A, 100), taken or {}, seen or {})


def rules(rule, **more):
    return Rules({"f": rule}, name_of=lambda writer: {A: "芝罘", B: "福山"}.get(writer, "市总"), **more)


OURS, THEIRS = Dot(A, 5), Dot(B, 3)


def both(rule, ours, theirs, **more):
    """A's value lies in the city, B's comes in without having seen it."""
    return merge_row(
        row({"f": ours}, OURS, base=7), row({"f": theirs}, THEIRS), rules(rule), at_city({A: 5}, {B: 3}),
        **more
    )


def test_a_new_row_is_taken_and_rests_on_the_citys_revision():
    incoming = RowState(ROW, {"f": "𬍛䶮", "opened": 3}, Dots(THEIRS), 0, extra={"later": 1})
    known = Rules({"f": Merge.PLAIN, "opened": Merge.LOCAL})
    outcome = merge_row(None, incoming, known, at_city())
    assert outcome.verdict is Verdict.NEW
    assert (outcome.row.values, outcome.row.extra, outcome.row.base) == ({"f": "𬍛䶮"}, {"later": 1}, 100)


def test_the_city_takes_what_had_seen_its_value():
    local = row({"f": "old"}, Dot(CITY, 8), base=8)
    seen = merge_row(local, row({"f": "new"}, THEIRS, base=8), rules(Merge.PLAIN), at_city())
    assert (seen.row.values, seen.verdict, seen.row.base) == ({"f": "new"}, Verdict.CHANGED, 100)
    unseen = merge_row(local, row({"f": "new"}, THEIRS, base=7), rules(Merge.PLAIN), at_city())
    assert (unseen.row.values, unseen.verdict) == ({"f": "old"}, Verdict.DOUBTFUL)
    (conflict,) = unseen.conflicts
    assert (conflict.kept.value, conflict.other.value, conflict.open) == ("old", "new", True)


def test_a_writer_overwrites_itself_and_never_goes_back():
    newer, older = row({"f": "2"}, Dot(A, 6)), row({"f": "1"}, Dot(A, 5))
    assert merge_row(older, newer, rules(Merge.PLAIN), at_city()).row.values == {"f": "2"}
    assert merge_row(newer, older, rules(Merge.PLAIN), at_city()).row is newer


def test_what_was_taken_before_is_old_news():
    decided = row({"f": "decided"}, Dot(CITY, 9), base=9)
    assert merge_row(decided, row({"f": "x"}, THEIRS), rules(Merge.PLAIN), at_city({B: 3})).row is decided


@pytest.mark.parametrize("rule", [Merge.PLAIN, Merge.PERSON, Merge.HOME_WINS, Merge.LATTICE])
def test_two_unseen_values_wait_for_a_person(rule):
    outcome = both(rule, "a", "b")
    assert outcome.verdict is Verdict.DOUBTFUL
    assert {outcome.conflicts[0].kept.value, outcome.conflicts[0].other.value} == {"a", "b"}
    assert outcome.row.values["f"] == outcome.conflicts[0].kept.value


@pytest.mark.parametrize(("home", "wins", "other"), [(A, "a", "b"), (B, "b", "a")])
def test_the_home_district_wins_and_the_other_value_is_kept(home, wins, other):
    outcome = both(Merge.HOME_WINS, "a", "b", home=lambda writer: writer == home)
    assert outcome.row.values == {"f": wins}
    assert [(c.kept.value, c.other.value, c.open) for c in outcome.conflicts] == [(wins, other, False)]


def test_sets_are_united():
    assert sorted(both(Merge.UNITE, ["焊", "钳"], ["车", "钳"]).row.values["f"]) == sorted("焊车钳")
    outcome = both(Merge.UNITE, "焊工、钳工", "车工、钳工")
    assert set(outcome.row.values["f"].split("、")) == {"焊工", "钳工", "车工"}
    assert outcome.row.dots.of("f") == Dot(CITY, 100)
    assert not outcome.conflicts


def test_a_higher_status_wins_in_either_direction():
    order = {"orders": {"f": ("有效", "作废")}}
    for ours, theirs in permutations(("有效", "作废")):
        local, incoming = row({"f": ours}, OURS, base=7), row({"f": theirs}, THEIRS)
        outcome = merge_row(local, incoming, rules(Merge.LATTICE, **order), at_city({A: 5}, {B: 3}, 100))
        assert outcome.row.values == {"f": "作废"}
        assert not outcome.conflicts


def test_long_texts_stand_side_by_side_under_their_names():
    outcome = both(Merge.KEEP_BOTH, "改进了夹具", "改了刀具")
    assert outcome.row.values["f"] == "【福山】改了刀具\n【芝罘】改进了夹具"
    know = at_city({A: 5, B: 3}, {C: 1}, 101)
    third = merge_row(outcome.row, row({"f": "再次走访"}, Dot(C, 1)), rules(Merge.KEEP_BOTH), know)
    assert third.row.values["f"].count("【") == 3


def test_the_citys_dictionaries_are_the_citys_alone():
    assert both(Merge.CITY, "市", "区").row.values == {"f": "市"}
    local, incoming = row({"f": "区"}, Dot(A, 7)), row({"f": "市"}, Dot(CITY, 4), base=4)
    assert merge_row(local, incoming, rules(Merge.CITY), at_district()).row.values == {"f": "市"}


def test_housekeeping_never_travels():
    local = row({"f": 7}, OURS, base=3)
    assert merge_row(local, row({"f": 9}, THEIRS), rules(Merge.LOCAL), at_city()).row is local


def test_the_same_write_with_two_values_is_a_clones_and_shown():
    one, two = row({"f": "1"}, OURS), row({"f": "2"}, OURS)
    assert merge_row(one, two, rules(Merge.PLAIN), at_city()).verdict is Verdict.DOUBTFUL
    assert merge_row(one, two, rules(Merge.PLAIN), at_city()).row.values == merge_row(
        two, one, rules(Merge.PLAIN), at_city()
    ).row.values


def test_deleted_here_and_edited_there_lives_until_decided():
    deleted = row({"f": "x"}, OURS, base=8, reason="重复", **{DELETED: Dot(CITY, 8)})
    edited = row({"f": "y"}, OURS, base=8, **{"f": THEIRS})
    for local, incoming, know in (
        (deleted, replace(edited, base=7), at_city({A: 5}, {B: 3})),
        (edited, replace(deleted, base=7, dots=Dots(OURS, {DELETED: Dot(C, 2)})), at_city({A: 5}, {C: 2})),
    ):
        outcome = merge_row(local, incoming, rules(Merge.PLAIN), know)
        assert (outcome.row.deleted, outcome.verdict) == (None, Verdict.DOUBTFUL)
        assert [conflict.field for conflict in outcome.conflicts][-1] == DELETED


def test_a_deletion_that_had_seen_everything_deletes():
    local = row({"f": "x"}, OURS, base=8)
    gone = row({"f": "x"}, OURS, base=8, reason="调离", **{DELETED: THEIRS})
    outcome = merge_row(local, gone, rules(Merge.PLAIN), at_city({A: 5}))
    assert (outcome.row.deleted, outcome.changed_fields) == ("调离", (DELETED,))
    assert merge_row(outcome.row, local, rules(Merge.PLAIN), at_city({A: 5, B: 3})).row is outcome.row


def test_an_own_unsent_edit_lets_the_row_follow_the_city():
    """The city changed g; we had changed f over what the city has: the row rests on the city's new revision."""
    known = Rules({"f": Merge.PLAIN, "g": Merge.PLAIN})
    local = RowState(ROW, {"f": "ours", "g": "old"}, Dots(Dot(A, 5), {"f": Dot(A, 9)}), 3)
    city = RowState(ROW, {"f": "x", "g": "new"}, Dots(Dot(A, 5), {"g": Dot(CITY, 8)}), 8)
    followed = merge_row(local, city, known, at_district({A: 9}, {A: 5})).row
    assert (followed.values, followed.base) == ({"f": "ours", "g": "new"}, 8)
    unseen = replace(city, dots=Dots(Dot(A, 5), {"f": Dot(CITY, 8), "g": Dot(CITY, 8)}))
    waits = merge_row(local, unseen, known, at_district({A: 9}, {A: 5}))
    assert (waits.verdict, waits.row.values["f"], waits.row.base) == (Verdict.DOUBTFUL, "ours", 3)


edits = st.tuples(
    st.integers(0, 2),
    st.sampled_from([f"0{number}" * 16 for number in range(3)]),
    st.sampled_from(["name", "note", DELETED]),
    st.sampled_from(["甲", "乙", "䶮"]),
)


def written(actions):
    districts = [Store(writer) for writer in DISTRICTS]
    for who, row_id, name, value in actions:
        districts[who].write(row_id, name, value)
    return districts


def shown(conflict, side):
    """Of two deletions one stands for both, with its reason."""
    return side.value is None if conflict.field == DELETED else side.value


@settings(max_examples=150, deadline=None)
@given(st.lists(edits, max_size=12))
def test_any_order_gives_the_same_rows_and_the_same_decisions(actions):
    districts = written(actions)
    results = []
    for order in permutations(districts):
        city = Store(CITY)
        for district in order:
            city.take(district.send())
        sides = {(c.row, c.field, shown(c, s)) for c in city.conflicts for s in (c.kept, c.other)}
        results.append((city.state(), sides))
    assert all(result == results[0] for result in results)


@settings(max_examples=100, deadline=None)
@given(st.lists(edits, max_size=12))
def test_again_is_nothing(actions):
    districts = written(actions)
    city = Store(CITY)
    for district in districts:
        city.take(district.send())
    state, open_before = city.state(), len(city.conflicts)
    assert [city.take(district.send()) for district in districts] == [0, 0, 0]
    assert (city.state(), len(city.conflicts)) == (state, open_before)


@settings(max_examples=100, deadline=None)
@given(st.lists(edits, max_size=12))
def test_disjoint_rows_never_conflict(actions):
    districts = written([(who, f"{who}{row_id[1:]}", name, value) for who, row_id, name, value in actions])
    city = Store(CITY)
    for _ in range(2):
        for district in districts:
            city.take(district.send())
            district.take(city.send())
    assert not city.conflicts
    for district in districts:
        assert not district.conflicts


steps = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 3), edits.map(lambda edit: edit[1:])),
    st.tuples(st.just("send"), st.integers(0, 3), st.just(None)),
    st.tuples(st.just("deliver"), st.integers(0, 60), st.booleans()),
    st.tuples(st.just("decide"), st.integers(0, 3), st.integers(0, 9)),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(steps, max_size=45), st.booleans())
def test_whatever_is_lost_doubled_or_late_all_end_equal_and_nothing_is_lost(script, rebases):
    city, districts = Store(CITY), [Store(writer, rebases=rebases) for writer in DISTRICTS]
    stores, post, dots = [city, *districts], [], {}
    for verb, number, more in script:
        if verb == "write":
            name = more[1]
            dots[(more[0], name, stores[number].write(*more))] = more[2]
        elif verb == "send":
            targets = districts if number == 0 else [city]
            post += [(stores[number].send(), target) for target in targets]
        elif verb == "deliver" and post:
            sent, target = post[number % len(post)] if more else post.pop(number % len(post))
            target.take(sent)
        elif verb == "decide":
            stores[number].decide(more)
    for _ in range(3):
        for district in districts:
            city.take(district.send())
            district.take(city.send())
    for district in districts:
        district.take(city.send())
    for district in districts:
        assert district.state() == city.state()
    assert lost(dots, stores) == set()


def lost(dots, stores):
    """Writes that stand neither in the state nor among the conflicts and that nobody replaced knowingly.

    Where two wrote the same word, or both deleted, one of them stands for both.
    """
    known = set().union(*(store.overwritten for store in stores))
    for store in stores:
        for kept in store.rows.values():
            known |= {(kept.id, name, kept.dots.of(name)) for name in (*kept.values, DELETED)}
        for conflict in store.conflicts:
            known |= {(conflict.row, conflict.field, side.dot) for side in (conflict.kept, conflict.other)}
    words = {word(write, dots[write]) for write in known & set(dots)}
    return {write for write, value in dots.items() if write not in known and word(write, value) not in words}


def word(write, value):
    row_id, name, _ = write
    return row_id, name, "gone" if name == DELETED else value


def test_a_district_that_changed_what_is_the_citys_gets_the_citys_value_back():
    city = row({"f": "焊接"}, Dot(CITY, 3), base=3)
    mine = row({"f": "电焊"}, Dot(CITY, 3), base=3, f=Dot(A, 5))
    outcome = merge_row(city, mine, rules(Merge.CITY), at_city({CITY: 8}, {A: 5}, stamp=9))
    assert (outcome.row.values, outcome.row.base, outcome.conflicts) == ({"f": "焊接"}, 9, ())
    assert merge_row(mine, outcome.row, rules(Merge.CITY), at_district({A: 5, CITY: 3})).row.values == {"f": "焊接"}
    again = merge_row(outcome.row, mine, rules(Merge.CITY), at_city({CITY: 9, A: 5}, {A: 5}, stamp=10))
    assert again.row is outcome.row, "told once"
