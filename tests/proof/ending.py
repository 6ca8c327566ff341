"""The end of a history: everything is exchanged until all is quiet, then everybody shows the same and nothing is lost."""

from collections.abc import Set
from typing import Any

from laomo_desktop.db import records
from laomo_desktop.services import pending
from laomo_desktop.services.terms import PROPOSED
from tests.proof.life import Life
from tests.proof.looking import ALIASES, APART, MOVING, Key, Row, View, look
from tests.proof.offices import CITY, Office
from tests.proof.seen import wanted

MOST_ROUNDS = 12


def end(life: Life) -> None:
    """Invariants 1 and 2 at the end: first with what waits left alone, then with everything decided."""
    before = _views(life)
    quiet(life)
    now = _views(life)
    _nothing_lost(life, before, now)
    _all_kept(life, now)
    assert (found := differences(life, now, undecided=True)) == {}, found
    for n in range(MOST_ROUNDS):
        if not decide_all(life, n):
            break
        quiet(life)
    now = _views(life)
    _nothing_lost(life, before, now)
    _all_kept(life, now)
    assert {name: len(pending.listing(office.desk)) for name, office in life.offices.items()} == dict.fromkeys(
        life.offices, 0
    )
    assert (found := differences(life, now)) == {}, found


def round_(life: Life) -> None:
    """Everybody reports, everybody gets an answer."""
    for office in life.districts:
        life.take(life.city, life.export(office))
    for office in life.districts:
        n = sorted({other.code for other in life.districts}).index(office.code)
        life.take(office, life.export(life.city, n))


def quiet(life: Life) -> None:
    """Rounds until a whole one changes no row and no conflict anywhere."""
    last: Any = None
    for _ in range(MOST_ROUNDS):
        round_(life)
        now = {name: (view.rows, _open(view)) for name, view in _views(life).items()}
        if now == last:
            return
        last = now
    raise AssertionError(f"not quiet after {MOST_ROUNDS} rounds")


def _open(view: View) -> set[Key]:
    return view.open_rows()


def _views(life: Life) -> dict[str, View]:
    return {name: look(office, all_=True) for name, office in life.offices.items()}


def decide_all(life: Life, n: int) -> bool:
    """What waits is decided; whether there was anything. First by everybody at once, as if nobody telephoned. After that
    as in real offices: the city decides and the districts wait for its word; what it is not asked about, one office a
    row decides. Two clerks who answer the same question by dice, unseen by each other, make a new one each time.
    """
    decided = decide(life, life.city, n, set())
    if decided and n:
        return True
    for place, office in enumerate(life.districts, 1):
        decided |= decide(life, office, n + place, decided if n else set())
    return bool(decided)


def decide(life: Life, office: Office, n: int, others: Set[Key]) -> set[Key]:
    """The rows an office decided about: all it is asked about but for those ``others``."""
    found: set[Key] = set()
    while mine := [item for item in pending.listing(office.desk) if rows(item).isdisjoint(others)]:
        for item in mine:
            if _waits(office, item):  # an answer may answer others too
                life.answer(office, item, n + len(found))
        found = found.union(*map(rows, mine))
    return found


def _waits(office: Office, item: pending.Item) -> bool:
    with office.desk.store.reading() as connection:
        return records.get(connection, "pending", item.key)["decision"] is None


def rows(item: pending.Item) -> set[Key]:
    """What a question is about."""
    return {(item.register, key.hex()) for key in (item.row, item.other) if key is not None}


def _nothing_lost(life: Life, before: dict[str, View], now: dict[str, View]) -> None:
    """Whatever was shown or waited anywhere is in the city, or waits, or lies under what is there; but for dictionaries,
    where the city's word is the last.
    """
    for view in before.values():
        for key in (key for key in view.rows if key[0] in MOVING):
            marks = wanted(view.rows, key) | view.waiting(key)
            lost = life.seen.unaccounted(key, marks, now["city"], *now.values(), buried=False)
            assert not lost, f"lost {lost} of {key}; the city has {_kin(life, key, now['city'])}"


def _all_kept(life: Life, now: dict[str, View]) -> None:
    """The same of whatever was written on a PC that never went back, even if it gave way there and the city, where it
    waited, went back.
    """
    for mark, (pc, key) in life.seen.written.items():
        lost = life.seen.unaccounted(key, frozenset({mark}), now["city"], *now.values(), buried=False)
        assert not lost, f"lost {lost} of {key}, written on {pc}; the city has {_kin(life, key, now['city'])}"


def _kin(life: Life, key: Key, city: View) -> dict[Key, Row | None]:
    return {each: city.rows.get(each) for each in life.seen.kin.all(key, city.rows)}


def in_scope(office: Office, city: View) -> set[Key]:
    """The rows of the city that belong to this office, and those they point to."""
    found: set[Key] = set()
    for key, row in city.rows.items():
        if key[0] in ("people", "enterprises", "trainings") and row.values["office"] in (office.code, CITY):
            found.add(key)
        if key[0] in ("terms", *ALIASES.values()):
            found.add(key)
    for register, owner, target in (
        ("periods", "training", "trainings"),
        ("enrolments", "training", "trainings"),
        ("attendance", "enrolment", "enrolments"),
    ):
        found |= {
            key
            for key, row in city.rows.items()
            if key[0] == register and (target, row.values[owner]) in found
        }
    told = {APART[of]: of for of in APART}
    home = {key for key in found if key[0] in APART}
    for key, row in city.rows.items():
        if key[0] in told and {(told[key[0]], row.values[side]) for side in ("left", "right")} & home:
            found.add(key)
    return found | {
        ("people", city.rows[key].values["person"]) for key in found if key[0] == "enrolments"
    }


def _proposed(key: Key, row: Row) -> bool:
    """A word that another office, or the city, has only proposed: nobody else gets it until the city takes it over; nor
    does who proposed it too and took that back.
    """
    return key[0] == "terms" and row.values["state"] == PROPOSED


def differences(life: Life, views: dict[str, View], *, undecided: bool = False) -> dict[str, Any]:
    """Where a district shows another row than the city; ``undecided``: but for rows about which somebody is asked."""
    city = views["city"]
    asked: set[Key] = set().union(*(view.open_rows() for view in views.values())) if undecided else set()
    found: dict[str, Any] = {}
    for office in life.districts:
        there = views[office.name].rows
        for key in in_scope(office, city) - asked:
            row = there.get(key)
            if (row is None or row.deleted is not None) and _proposed(key, city.rows[key]):
                continue
            if row is None or row.shown != city.rows[key].shown:
                found[f"{office.name} {key}"] = (row, city.rows[key])
        found |= {f"{office.name} {key}": "not in the city" for key in there if key not in city.rows}
    return found
