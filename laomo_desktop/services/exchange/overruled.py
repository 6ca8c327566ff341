"""Merges made on this computer that a return package ended or led elsewhere: the clerk hears of it, whether or not the
city had heard of hers."""

from laomo_desktop.db import journal, query
from laomo_desktop.db.door import Write
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services.merging import aliases
from laomo_desktop.services.merging.aliases import key_of

MOST = 3
"""So many are told one by one."""


def told(write: Write) -> list[str]:
    """A sentence for each such merge; of many the number."""
    found = [(of, *pair) for of in SAMENESS for pair in _ended(write, of) if _is_own(write, of, pair[0])]
    left = len(found) - MOST
    words = [_sentence(write, *each) for each in found[:MOST]]
    return [*words, *([f"另有{left}次合并也照市总的改了。"] if left > 0 else [])]


def _ended(write: Write, of: str) -> list[tuple[RowId, RowId]]:
    """Who was gone and to whom before the package came, where they are not one any more."""
    reg = SAMENESS[of].aliases
    was, final, found = journal.before(write, reg.name), aliases.final(write.connection, of), []
    for key, row in write.states(reg.name, list(was)).items():
        before = {**row.values, "deleted": row.deleted, **was[key]}
        gone, kept = key_of(before["gone"]), key_of(before["kept"])
        if before["deleted"] is None and final.get(gone, gone) != final.get(kept, kept):
            found.append((gone, kept))
    return found


def _is_own(write: Write, of: str, gone: RowId) -> bool:
    table = SAMENESS[of].aliases.name
    asked = (
        f"SELECT o.kind FROM {table} a JOIN changes c ON c.row = a.id AND c.register = '{table}' "
        "JOIN operations o ON o.number = c.operation "
        "WHERE a.gone = ? AND c.operation < ? ORDER BY c.operation DESC LIMIT 1"
    )
    kind = write.connection.exec_driver_sql(asked, (gone, write.number)).scalar()
    return kind is not None and kind != journal.TAKEN_IN


def _sentence(write: Write, of: str, gone: RowId, kept: RowId) -> str:
    there = aliases.final(write.connection, of).get(gone)
    names = query.titles(write.connection, of, [key for key in (gone, kept, there) if key is not None])
    one, other = (names.get(key, "") for key in (gone, kept))
    done = f"本机合并了“{one}”的两份资料" if one == other else f"本机把“{one}”并入了“{other}”"
    now = "按市总下发的已拆成两份"
    if there is not None:
        now = f"市总却把“{one}”并入了" + (f"“{names[there]}”" if there in names else "另一份")
    return f"{done}，{now}；不对的请与市总联系。"
