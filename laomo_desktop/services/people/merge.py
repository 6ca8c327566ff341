"""合并 and 拆分 as verbs: an operation each; a merge travels as its alias (see `services.merging`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from laomo_desktop.db import journal, query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.merging import aliases, moving, parting
from laomo_desktop.services.merging.parting import Left
from laomo_desktop.services.merging.uniting import united
from laomo_desktop.services.registers import Done

PEOPLE = REGISTERS["people"]


@dataclass(frozen=True, slots=True)
class Merged:
    """An alias in words: who went into whom. ``here``: merged in this store, so it can be taken apart here."""

    key: RowId
    gone: RowId
    kept: RowId
    name: str
    evidence: str
    here: bool


class _Rehearsed(Exception):
    """Ends an operation that only asked what would happen."""


def merge(
    desk: Desk, keep: RowId, gone: RowId, fields: Mapping[str, str] | None = None, evidence: str = ""
) -> Done:
    """Make ``gone`` one with ``keep``: its row becomes a tombstone, all that hangs on it hangs on the survivor.

    ``fields``: field -> "left" (keep) or "right" (gone); of the others the survivor's value stands, gaps are filled
    from the one gone, sets and long texts united. ``evidence`` travels to every office: no personal data in it.
    Raises `Refused` for one and the same, for who is deleted, for a master and his own apprentice.
    """
    desk.must_write()
    with desk.store.operation(aliases.KIND, "", desk.user) as write:
        merge_within(write, keep, gone, fields or {}, evidence)
        name = query.titles(write.connection, "people", [keep]).get(keep, "")
        write.sentence = f"合并人员“{name}”的两份资料"
    return Done(write.number, write.sentence, (keep,))


def merge_within(write: Write, keep: RowId, gone: RowId, fields: Mapping[str, str], evidence: str) -> None:
    """As `merge`, inside somebody else's operation (of kind `aliases.KIND`, so that it can be taken apart)."""
    ours, theirs = _both(write, keep, gone)
    _refuse_pairs(write, keep, gone)
    chosen = _chosen(ours.values, theirs.values, fields)
    # Decided, not just set: the row counts as written now, so that every office it concerns gets the survivor.
    write.decide("people", keep, chosen or {PEOPLE.title: ours.values[PEOPLE.title]})
    write.upsert_many("aliases", [{"gone": gone, "kept": keep, "evidence": evidence or None}])
    moving.settle(write)


def _both(write: Write, keep: RowId, gone: RowId) -> tuple[StoredRow, StoredRow]:
    if keep == gone:
        raise Refused("不能把一个人合并到自己", todo="请选择另一份资料")
    known = write.states("people", [keep, gone])
    for key in (keep, gone):
        if key not in known or known[key].deleted is not None:
            raise Refused("要合并的人员已经删除或合并过", todo="请刷新后再看")
    return known[keep], known[gone]


def _refuse_pairs(write: Write, one: RowId, other: RowId) -> None:
    for master, apprentice in ((one, other), (other, one)):
        pair = {"master": master, "apprentice": apprentice}
        if records.where(write.connection, "apprenticeships", pair):
            raise Refused("这两个人是师徒，不能合并成一个人", todo="请先核对师徒结对")


def _chosen(
    ours: Mapping[str, Value], theirs: Mapping[str, Value], fields: Mapping[str, str]
) -> dict[str, Value]:
    """Every field in which the two differ, with the value the survivor has from now on."""
    if unknown := set(fields) - set(PEOPLE.by_name):
        raise Refused(f"人员没有“{'、'.join(sorted(unknown))}”这一项")
    takes, _ = united(PEOPLE, ours, theirs)
    sides = {"left": ours, "right": theirs}
    takes.update({name: sides[side][name] for name, side in fields.items()})
    return {
        of.name: takes.get(of.name, ours[of.name])
        for of in PEOPLE.fields
        if ours[of.name] != theirs[of.name] or of.name in takes
    }


def unmerge(desk: Desk, what: int | RowId) -> Done:
    """Take a merge apart, days later too: by its operation's number, its alias's key, or the key of the one gone.

    Later edits stay with the survivor (see `obstacles`), unless they came for the one gone. Raises `Refused` for a
    merge made elsewhere, and while the survivor has gone into somebody else.
    """
    return registers.undo(desk, what if isinstance(what, int) else _operation(desk, what))


def obstacles(desk: Desk, what: int | RowId) -> list[Left]:
    """What was edited since a merge and would stay with the survivor; nothing is changed."""
    desk.must_write()
    number = what if isinstance(what, int) else _operation(desk, what)
    left: list[Left] = []
    try:
        with desk.store.operation("撤销", "", desk.user) as write:
            left = parting.part_operation(write, number)
            raise _Rehearsed
    except _Rehearsed:
        return left


def _operation(desk: Desk, key: RowId) -> int:
    """The operation that made a living alias here; ``key`` is the alias's, or of the person gone."""
    with desk.store.reading() as connection:
        found = records.where(connection, "aliases", {"id": [key, pair_id("aliases", key)]})
        number = parting.born(connection, found[0]["gone"]) if found else 0
        if not number:
            raise Refused("没有这次合并，或已经拆分过", todo="请刷新后再看")
        if journal.operation(connection, number).kind != aliases.KIND:
            raise Refused("这两份资料不是在本机合并的，拆分要在合并的单位做", todo="请与合并的单位联系")
    return number


def distinguish_within(write: Write, one: RowId, other: RowId) -> None:
    """Remember, here and in every office, that these are two people."""
    write.upsert_many("distinctions", [{"left": min(one, other), "right": max(one, other)}])
