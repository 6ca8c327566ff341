"""合并 and 拆分 as verbs: an operation each; a merge travels as its alias (see `services.merging`)."""

from collections.abc import Mapping

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services import registers, suspicions
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.merging import aliases, layers, made, moving, parting
from laomo_desktop.services.merging.giving import Giver, Left
from laomo_desktop.services.registers import Done


class _Rehearsed(Exception):
    """Ends an operation that only asked what would happen."""


def merge(
    desk: Desk,
    keep: RowId,
    gone: RowId,
    fields: Mapping[str, str] | None = None,
    evidence: str = "",
    *,
    of: str = "people",
) -> Done:
    """Make ``gone`` one with ``keep``: its row becomes a tombstone, all that hangs on it hangs on the survivor.

    ``fields``: field -> "left" (keep) or "right" (gone); of the others the survivor's value stands, gaps are filled
    from the one gone, sets and long texts united. ``evidence`` travels to every office: no personal data in it.
    Raises `Refused` for one and the same, for what is deleted, for a master and his own apprentice.
    """
    desk.must_write()
    with desk.store.operation(aliases.KIND, "", desk.user) as write:
        merge_within(write, of, keep, gone, fields or {}, evidence)
        suspicions.close_answered(write, desk.office.code)
        name = query.titles(write.connection, of, [keep]).get(keep, "")
        write.sentence = f"合并{REGISTERS[of].label}“{name}”的两份资料"
    return Done(write.number, write.sentence, (keep,))


def merge_within(
    write: Write, of: str, keep: RowId, gone: RowId, fields: Mapping[str, str], evidence: str
) -> None:
    """As `merge`, inside somebody else's operation (of kind `aliases.KIND`, so that it can be taken apart)."""
    reg = REGISTERS[of]
    ours, theirs = _both(write, reg, keep, gone)
    if unknown := set(fields) - set(reg.by_name):
        raise Refused(f"{reg.label}没有“{'、'.join(sorted(unknown))}”这一项")
    if of == "people":
        _refuse_pairs(write, keep, gone)
    compared = {name: side for name, side in fields.items() if name in layers.names(reg)}
    Giver(write).lay(reg, ours, theirs, compared)
    write.upsert_many(SAMENESS[of].aliases.name, [{"gone": gone, "kept": keep, "evidence": evidence or None}])
    moving.settle(write)


def _both(write: Write, reg: Register, keep: RowId, gone: RowId) -> tuple[StoredRow, StoredRow]:
    what = "人员" if reg.name == "people" else reg.label
    if keep == gone:
        raise Refused(f"不能把{'一个人' if reg.name == 'people' else what}合并到自己", todo="请选择另一份资料")
    known = write.states(reg.name, [keep, gone])
    for key in (keep, gone):
        if key not in known or known[key].deleted is not None:
            raise Refused(f"要合并的{what}已经删除或合并过", todo="请刷新后再看")
    return known[keep], known[gone]


def _refuse_pairs(write: Write, one: RowId, other: RowId) -> None:
    for master, apprentice in ((one, other), (other, one)):
        pair = {"master": master, "apprentice": apprentice}
        if records.where(write.connection, "apprenticeships", pair):
            raise Refused("这两个人是师徒，不能合并成一个人", todo="请先核对师徒结对")


def unmerge(desk: Desk, what: int | RowId, *, of: str = "people", apart: bool = False) -> Done:
    """Take a merge apart, days later too, in whichever store: by the key of the one gone, or its operation's number.

    Later edits stay with the survivor (see `obstacles`), unless they came for the one gone. With ``apart`` it is
    remembered that they are two. Raises `Refused` while the survivor has gone into another, and where not both rows
    are known.
    """
    if isinstance(what, int):
        return registers.undo(desk, what)
    desk.must_write()
    with desk.store.reading() as connection:
        number = made.operation_of(connection, of, what)
    with desk.store.operation("撤销", "", desk.user, undoes=number) as write:
        kept = aliases.living(write.connection, of).get(what, b"")
        left = parting.part(write, of, what)
        _refuse_unknown(write, of, what, kept)
        if number is not None:
            parting.reopen(write, number)
        if apart:
            distinguish_within(write, of, what, kept, _known_alike(write, of, what, kept))
        suspicions.close_answered(write, desk.office.code)
        write.sentence = parting.sentence(write, of, what, left)
    return Done(write.number, write.sentence, (what,))


def _known_alike(write: Write, of: str, one: RowId, other: RowId) -> str:
    """What who parts them knows: a number that is the same by now is no news later."""
    left, right = (write.states(of, [one, other])[key].values for key in (one, other))
    alike = [
        f"{field.label}相同" for field in REGISTERS[of].fields
        if field.label in suspicions.PROOFS and left[field.name] and left[field.name] == right[field.name]
    ]  # fmt: skip
    return "；".join(["拆分时确认", *alike])


def _refuse_unknown(write: Write, of: str, gone: RowId, kept: RowId) -> None:
    if {gone, kept} - write.states(of, [gone, kept]).keys():
        raise Refused("本机没有这两份资料的全部内容，不能在这里拆分", todo="请与市总工会联系，由市总拆分")


def obstacles(desk: Desk, what: int | RowId, *, of: str = "people") -> list[Left]:
    """What was edited since a merge and would stay with the survivor; nothing is changed."""
    desk.must_write()
    left: list[Left] = []
    try:
        with desk.store.operation("撤销", "", desk.user) as write:
            found = made.made_by(write, what) if isinstance(what, int) else (of, what)
            left = parting.part(write, *found)
            raise _Rehearsed
    except _Rehearsed:
        return left


def distinguish_within(write: Write, of: str, one: RowId, other: RowId, evidence: str = "") -> None:
    """Remember, here and in every office, that these are two, though ``evidence`` spoke for one."""
    pair = {"left": min(one, other), "right": max(one, other), "evidence": evidence or None}
    write.upsert_many(SAMENESS[of].distinctions.name, [pair])


def survivor(desk: Desk, of: str, key: RowId) -> RowId:
    """Who stands for a row: itself, or whom it was merged into in the end."""
    if of not in SAMENESS:
        return key
    with desk.store.reading() as connection:
        return aliases.final(connection, of).get(key, key)


