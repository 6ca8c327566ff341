"""疑似同一人: pairs found, weighed, and put on the queue 待处理, unless a person has decided on them already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.merging import aliases
from laomo_desktop.services.people import blocks
from laomo_desktop.services.people.evidence import ENOUGH, Evidence, Face, weigh
from laomo_desktop.services.registers.done import Done

SUSPECT = "疑似同一人"
PACKAGE_DOUBT = "数据包存疑"
OTHER_ROW = "_row"
BY_NOW = "已不需要处理"

Pair = tuple[RowId, RowId]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two people who may be one, and why."""

    one: Face
    other: Face
    evidence: Evidence

    @property
    def pair(self) -> Pair:
        return pair_of(self.one.key, self.other.key)


def pair_of(one: RowId, other: RowId) -> Pair:
    """The two in a fixed order."""
    return min(one, other), max(one, other)


def sweep(desk: Desk, progress: Progress = silent) -> Done:
    """Look through everybody; new suspicions wait in 待处理. Others may write meanwhile; cancelling leaves nothing."""
    desk.must_write()
    with desk.store.reading() as connection:
        found = find(connection, blocks.faces(connection), progress)
    with desk.store.operation("查重", "", desk.user) as write:
        count = _put(write, found)
        write.sentence = f"查找疑似同一人：新发现{count}对" if count else "查找疑似同一人：没有新发现"
    return Done(write.number if count else 0, write.sentence)


def look_at_new(write: Write) -> int:
    """Whether the people whom this operation added were here already; returns how many were put on the queue."""
    asked = "SELECT row FROM changes WHERE operation = ? AND register = 'people' AND before IS NULL"
    fresh = [key for (key,) in write.connection.exec_driver_sql(asked, (write.number,))]
    if not fresh:
        return 0
    own = frozenset(fresh)
    everybody = write.connection.exec_driver_sql("SELECT count(*) FROM people").scalar_one()
    # Where a good part of the store is new, one look at everybody is less work than asking for each one's like.
    some = len(fresh) * 4 < everybody
    near = blocks.near(write.connection, fresh) if some else blocks.faces(write.connection)
    found = find(write.connection, near, silent)
    return _put(write, [each for each in found if own & {*each.pair}])


def find(connection: Connection, people: Iterable[Face], progress: Progress = silent) -> list[Suspicion]:
    """Every suspicion among ``people``, the strongest first."""
    found = []
    for one, other in blocks.pairs(people, progress):
        evidence = weigh(one, other)
        if evidence.score >= ENOUGH:
            found.append(Suspicion(one, other, evidence))
    known = decided(connection) if found else set()
    return sorted((s for s in found if s.pair not in known), key=lambda s: (-s.evidence.score, s.pair))


def decided(connection: Connection) -> set[Pair]:
    """Pairs of whom a person said that they are two; of somebody gone, the survivor is meant."""
    final = aliases.final(connection)
    rows = connection.exec_driver_sql('SELECT "left", "right" FROM distinctions WHERE deleted IS NULL')
    return {pair_of(final.get(one, one), final.get(other, other)) for one, other in rows if one and other}


def _put(write: Write, found: Sequence[Suspicion]) -> int:
    asked = _asked(write.connection) if found else set()
    fresh = [each for each in found if each.pair not in asked]
    write.insert_many("pending", [_item(each) for each in fresh])
    return len(fresh)


def _asked(connection: Connection) -> set[Pair]:
    """Pairs that wait already."""
    return {
        pair_of(bytes.fromhex(row["row"]), other)
        for row in records.where(connection, "pending", {"kind": [SUSPECT, PACKAGE_DOUBT], "register": "people"})
        if row["decision"] is None and (other := other_row(row)) is not None
    }


def other_row(item: Mapping[str, object]) -> RowId | None:
    """The second person of an item."""
    told = orjson.loads(str(item["incoming"] or "{}")).get(OTHER_ROW)
    return bytes.fromhex(told) if isinstance(told, str) else None


def _item(found: Suspicion) -> Row:
    first, second = sorted((found.one, found.other), key=lambda face: face.key)
    incoming = orjson.dumps({OTHER_ROW: second.key.hex()}).decode()
    return {
        "kind": SUSPECT, "register": "people", "title": first.name, "row": first.key.hex(), "incoming": incoming,
        "evidence": found.evidence.sentence, "origin": _home(second.office),
    }  # fmt: skip


def _home(code: str | None) -> str:
    try:
        return offices.office(code or "").short
    except Refused:
        return "本库"


def close_answered(write: Write, leave: RowId = b"") -> int:
    """Questions that answered themselves (decided elsewhere, merged, deleted) wait no more; returns how many."""
    rows = records.where(write.connection, "pending", {"kind": [SUSPECT, PACKAGE_DOUBT], "register": "people"})
    open_rows = [row for row in rows if row["decision"] is None and row["id"] != leave]
    if not open_rows:
        return 0
    apart = decided(write.connection)
    pairs = {row["id"]: (bytes.fromhex(row["row"]), other_row(row) or b"") for row in open_rows}
    people = {key for pair in pairs.values() for key in pair}
    alive = {k for k, row in write.states("people", list(people)).items() if row.deleted is None}
    idle = [key for key, pair in pairs.items() if pair_of(*pair) in apart or not alive.issuperset(pair)]
    return write.update_many("pending", [(key, {"decision": BY_NOW}) for key in idle])
