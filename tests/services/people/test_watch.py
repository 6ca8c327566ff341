"""What could be read of rows made one before a package can be read after it, or a person is asked: whatever hid it."""

import pytest

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import pending, people, registers
from laomo_desktop.services.merging import layers
from laomo_desktop.services.merging.asking import BEFORE, ask, withdraw
from laomo_desktop.services.merging.layers import MADE_OF, Layer, Layers
from laomo_desktop.services.merging.watch import WHY, Watch
from laomo_desktop.sync.causality import Relation
from tests.people import make_person
from tests.services import making
from tests.services.exchange.world import CITY, add
from tests.services.people.cases import mark, rows

PEOPLE = REGISTERS["people"]


@pytest.fixture
def desk(world):
    return world[CITY]


@pytest.fixture
def two(desk):
    """Once one, and parted again."""
    kept, gone = (add(desk, make_person(n), office=CITY) for n in (60, 61))
    registers.save(desk, "people", {"post": "焊工"}, kept)
    people.merge(desk, kept, gone)
    people.unmerge(desk, gone)
    return kept, gone


def row(write: Write, key: bytes) -> StoredRow:
    return write.states("people", [key])[key]


def asked(desk) -> list[object]:
    return [item.incoming.get("post") for item in pending.listing(desk) if item.evidence.startswith(WHY)]


def operation(desk):
    return desk.store.operation("收包", "试", desk.user)


def test_a_value_that_arranging_took_away_is_asked_about_once(desk, two):
    kept, _ = two
    with operation(desk) as write:
        write.set_back("people", kept, {"post": "钳工"})
        Watch(write).ask("福山区")
    assert asked(desk) == ["焊工"]
    (item,) = pending.listing(desk)
    assert (item.kind, item.row, item.origin) == ("合并待核对", kept, "福山区")
    pending.decide(desk, item.key, "keep_left")
    with operation(desk) as write:
        watch = Watch(write)
        watch.came(PEOPLE, None, StoredRow(kept, {**row(write, kept).values, "post": "焊工"}, {}, 0))
        watch.ask("福山区")
    assert asked(desk) == [], "somebody has answered"


def test_a_value_that_one_of_them_shows_is_not_asked_about(desk, two):
    kept, gone = two
    with operation(desk) as write:
        write.set_back("people", kept, {"post": None})
        write.set_back("people", gone, {"post": "焊工"})
        Watch(write).ask("福山区")
    assert asked(desk) == []


def test_what_somebody_deleted_is_not_asked_of_her_who_was_one_with_it(desk, two):
    kept, _ = two
    with operation(desk) as write:
        write.set_back("people", kept, {"deleted": "调出烟台"})
        Watch(write).ask("福山区")
    assert asked(desk) == []


def test_rows_that_were_never_one_are_left_alone(desk, two):
    other = add(desk, make_person(62), office=CITY, post="焊工")
    with operation(desk) as write:
        write.set_back("people", other, {"post": "钳工"})
        Watch(write).ask("福山区")
    assert asked(desk) == []


@pytest.mark.parametrize(("seen", "expected"), [(Relation.NEWER, []), (Relation.CONCURRENT, ["焊工"])])
def test_who_had_seen_a_value_may_replace_it(desk, two, seen, expected):
    kept, _ = two
    with operation(desk) as write:
        ours = row(write, kept)
        theirs = StoredRow(kept, {**ours.values, "post": "钳工"}, {}, 0)
        watch = Watch(write)
        watch.came(PEOPLE, ours, theirs, {"post": seen})
        write.set_back("people", kept, {"post": "钳工"})
        watch.ask("福山区")
    assert asked(desk) == expected


@pytest.mark.parametrize(("seen", "expected"), [(Relation.OLDER, []), (Relation.NEWER, ["车工"])])
def test_a_value_that_came_and_is_not_shown_is_asked_about_unless_it_is_old(desk, two, seen, expected):
    kept, _ = two
    with operation(desk) as write:
        ours = row(write, kept)
        watch = Watch(write)
        watch.came(PEOPLE, ours, StoredRow(kept, {**ours.values, "post": "车工"}, {}, 0), {"post": seen})
        watch.ask("福山区")
    assert asked(desk) == expected


def with_mark(ours: StoredRow, made: Layers, **values: str) -> StoredRow:
    """That row as another store has it, made of others there."""
    theirs = StoredRow(ours.id, {**ours.values, **values}, {MADE_OF: (7, 9), "": (7, 1), "post": (8, 3)}, 0)
    theirs.extra = theirs.with_marks({MADE_OF: layers.text_of(made)})
    return theirs


def test_what_a_choice_left_out_counts_again_where_its_merge_does_not_stand(desk, two):
    kept, gone = two
    with operation(desk) as write:
        ours = row(write, kept)
        own, gave = ({**layers.values(PEOPLE, ours), "post": post} for post in ("车工", "焊工"))
        made = Layers(PEOPLE, own, (Layer(gone, gave, {"post": "right"}),))
        watch = Watch(write)
        watch.came(PEOPLE, ours, with_mark(ours, made, post="焊工"))
        watch.ask("福山区")
    assert asked(desk) == ["车工"]


def test_what_the_mark_makes_and_a_stranger_hid_is_asked_about(desk, two):
    """Who wrote the value that is shown there (8) is another than who laid the other over it (7)."""
    kept, gone = two
    with operation(desk) as write:
        ours = row(write, kept)
        own, gave = ({**layers.values(PEOPLE, ours), "post": post} for post in (None, "车工"))
        watch = Watch(write)
        watch.came(PEOPLE, ours, with_mark(ours, Layers(PEOPLE, own, (Layer(gone, gave),))), {"post": Relation.OLDER})
        watch.ask("福山区")
    assert asked(desk) == ["车工"]


def test_what_was_asked_about_and_is_no_more_though_nobody_shows_it_is_asked_again(desk, two):
    kept, gone = two
    with operation(desk) as write:
        ask(write, PEOPLE, kept, {"post": "钳工"}, gone, BEFORE, "福山区")
    with operation(desk) as write:
        withdraw(write, PEOPLE, kept, {"post": "钳工"}, [])
        Watch(write).ask("福山区")
    assert asked(desk) == ["钳工"]


def test_an_attendance_mark_that_gives_way_by_rule_is_nothing_to_ask(desk, two):
    """Present beats absent: no person is asked what the rule has decided."""
    training = making.a_class(desk, two, title="虚构班")
    for person in two:
        mark(desk, training, person, "缺勤")
    with operation(desk) as write:
        for there in write.states("attendance", [each["id"] for each in rows(desk, "attendance")]).values():
            write.set_back("attendance", there.id, {"mark": "出勤"})
        Watch(write).ask("福山区")
    assert pending.listing(desk) == []
