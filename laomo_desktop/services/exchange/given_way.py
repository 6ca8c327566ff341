"""What of a district's own writes waits in the city for a person, while the district shows what the city shows.

The city tells each office with its package; a district keeps that by itself. When the city's store is restored to an
earlier day, its later questions are gone, and nobody shows those values any more: the district then asks itself.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import settings
from laomo_desktop.services.exchange import waiting
from laomo_desktop.services.exchange.convert import exchanged
from laomo_desktop.services.exchange.waiting import BY_RULE, DELETION, DOTS, FIELD, LOST
from laomo_desktop.sync.model import DELETED

WAITING = "waiting"
"""Under which name the manifest of a return package carries it: question (hex) -> what it is about; null: no more."""
KEY = "given_way"
"""The setting under which a district keeps it."""
MOST = 500
"""So many in one package, the newest: each is a value that two offices wrote at once, seldom more than a few."""
OURS, WHY = "本单位", "市总恢复了资料库，这一处原来在市总等待处理，现在由本单位核对"


def told(connection: Connection, stores: Collection[str], since: int) -> dict[str, Any]:
    """City: the questions about what these stores wrote that came, changed or ended after its operation ``since``."""
    asked = (
        "SELECT lower(hex(id)), rev, register, row, incoming, decision, deleted FROM pending "
        "WHERE rev > ? AND kind IN (?, ?) ORDER BY rev DESC"
    )
    found: dict[str, Any] = {}
    for key, *row, deleted in connection.exec_driver_sql(asked, (since, FIELD, DELETION)):
        entry = _entry(*row)
        if _is_of(entry, stores):
            known = deleted is None and row[-1] in (None, BY_RULE)
            found[key] = entry if known else None
        if len(found) == MOST:
            break
    return found


def _entry(rev: int, register: str, row: str, told: str | None, decision: str | None) -> dict[str, Any]:
    incoming = orjson.loads(told or "{}")
    values = {name: value for name, value in incoming.items() if not name.startswith("_")}
    dots = incoming.get(DOTS, {})
    return {"at": rev, "table": register, "id": row, "values": values, "dots": dots, "decided": decision is not None}


def _is_of(entry: Mapping[str, Any], stores: Collection[str]) -> bool:
    """Whether all its values were written in one of these stores."""
    return bool(entry["dots"]) and all(dot[0] in stores for dot in entry["dots"].values())


def keep(write: Write, store: str, given: Any, left: int) -> None:
    """District: what the city tells of what this store wrote, in place of what it told of the same before.

    ``left``: where the city has left the timeline of that package (-1: it goes on).
    """
    if not isinstance(given, dict):
        return
    known: dict[str, Any] = settings.read(write.connection, KEY, {})
    mine = {key: entry for key, entry in given.items() if _is_sound(entry) and _is_of(entry, {store})}
    now = {**{key: entry for key, entry in known.items() if key not in given}, **mine}
    lost = {key for key, entry in mine.items() if 0 <= left < entry["at"]}
    _ask(write, [mine[key] for key in lost])
    now = {key: entry for key, entry in now.items() if key not in lost}
    if now != known:
        settings.write_within(write, KEY, now)


def _is_sound(entry: Any) -> bool:
    try:
        register = REGISTERS[entry["table"]]
        names = {DELETED, *register.by_name}
        dots = [(bytes.fromhex(store), bytes.fromhex(epoch), seq + 0) for store, epoch, seq in entry["dots"].values()]
        sizes = {len(part) for dot in dots for part in dot[:2]} | {len(bytes.fromhex(entry["id"]))}
        known = register in exchanged() and {*entry["values"]} == {*entry["dots"]} <= names
        return known and sizes == {16} and isinstance(entry["at"], int)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def ask(write: Write, limit: int) -> None:
    """District: the city is back at its revision ``limit``; what waited there since waits here now."""
    known: dict[str, Any] = settings.read(write.connection, KEY, {})
    lost = {key: entry for key, entry in known.items() if entry["at"] > limit}
    _ask(write, lost.values())
    if lost:
        settings.write_within(write, KEY, {key: entry for key, entry in known.items() if key not in lost})


def _ask(write: Write, entries: Collection[Mapping[str, Any]]) -> None:
    for item in _items(write, entries):
        write.insert("pending", item)


def _items(write: Write, entries: Collection[Mapping[str, Any]]) -> Iterator[Row]:
    open_rows = waiting.open_conflicts(write.connection)
    for entry in entries:
        register, key = REGISTERS[entry["table"]], bytes.fromhex(entry["id"])
        here = [orjson.loads(item["incoming"]).get(DOTS) for item in open_rows.get(entry["id"], ())]
        values = _unlike(write, register.name, key, entry["values"]) if entry["dots"] not in here else {}
        if not values:
            continue
        incoming = {**values, DOTS: {name: entry["dots"][name] for name in values}, LOST: True}
        yield {
            "kind": DELETION if DELETED in values else FIELD, "register": register.name, "row": key.hex(),
            "title": waiting.called(write.connection, register, key), "origin": OURS, "evidence": WHY,
            "incoming": orjson.dumps(incoming).decode(), "decision": BY_RULE if entry["decided"] else None,
        }  # fmt: skip


def _unlike(write: Write, register: str, key: RowId, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that the row here has not; none of one that is not here."""
    row = write.states(register, [key]).get(key)
    if row is None:
        return {}
    here = {**row.values, DELETED: row.deleted}
    return {name: value for name, value in values.items() if waiting.plain_value(here[name]) != value}
