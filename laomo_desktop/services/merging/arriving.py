"""After a package: aliases that came or died, and late edits of what is gone, so that order does not matter."""

from collections.abc import Sequence

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SAMENESS, SPEAKING
from laomo_desktop.services.merging import aliases, layers, links, meeting, moving
from laomo_desktop.services.merging.again import ask_again
from laomo_desktop.services.merging.aliases import PARTED, TAKEN, Alive, Finals, key_of
from laomo_desktop.services.merging.asking import close_agreed
from laomo_desktop.services.merging.giving import Giver, Hidden
from laomo_desktop.services.merging.meeting import Met
from laomo_desktop.services.merging.parting import Parter
from laomo_desktop.services.merging.passing import Passer, came, moved
from laomo_desktop.services.merging.standing import is_of_another, leads, stands
from laomo_desktop.services.merging.watch import Watch


def arrange(write: Write, *, city: bool, origin: str, met: Sequence[Met] = (), watch: Watch | None = None) -> None:
    """Bring everything that came within ``write`` into line. The city alone passes late edits on to the survivor, lays
    over rows what only another store had laid over them (``met``), and asks about what then is nowhere (``watch``); a
    district notes what its row was without that."""
    if not aliases.any_ever(write.connection):
        return
    parter = Parter(write)
    hidden = _end(write, parter)
    final, alive = aliases.finals(write.connection), aliases.alive(write.connection)
    hidden += _put_right(write, final, alive, city=city)
    moving.settle(write)
    _hold(write)
    _keep_alive(write, final, alive)
    if city:
        passer = Passer(write, origin)
        for one in met:
            passer.meet(one)
        for before in hidden:
            passer.hid(before)
        passer.all()
    else:
        for one in met:
            meeting.keep_own(write, one)
        ask_again(write)
    if watch is not None:
        watch.ask(origin)
    close_agreed(write)


def _end(write: Write, parter: Parter) -> list[Hidden]:
    """Bring back what went to others for aliases that live no more. Returns what those hid that never lived here: who
    made one of them has not taken it apart, and its choice came as an edit."""
    hidden, refused = [], _refused(write)
    for of, gone, kept in [*_died(write), *moving.rings(write)]:
        parter.part(of, gone, kept)
        hidden += parter.giver.hidden if (of, gone) in refused else []
        parter.giver.hidden.clear()
    return hidden


def _refused(write: Write) -> set[tuple[str, RowId]]:
    """Aliases that this operation brought and ended: register and who was gone."""
    found = set()
    for of, same in SAMENESS.items():
        asked = (
            "SELECT DISTINCT row FROM changes WHERE operation = ? AND register = ? "
            "AND (before IS NULL OR json_extract(before, '$.deleted') IS NOT NULL)"
        )
        keys = write.connection.exec_driver_sql(asked, (write.number, same.aliases.name)).scalars().all()
        rows = write.states(same.aliases.name, [bytes(key) for key in keys])
        found |= {(of, key_of(row.values["gone"])) for row in rows.values() if row.deleted is not None}
    return found


def _died(write: Write) -> list[tuple[str, RowId, RowId]]:
    """Aliases that this operation ended: register, who was gone, to whom."""
    found = []
    for of, same in SAMENESS.items():
        final = aliases.final(write.connection, of)
        rows = write.states(same.aliases.name, list(write.touched.get(same.aliases.name, ())))
        told = [row.values for row in rows.values() if row.deleted is not None]
        pairs = [(key_of(values["gone"]), key_of(values["kept"])) for values in told]
        found += [(of, gone, kept) for gone, kept in pairs if gone not in final]
    return found


def _put_right(write: Write, final: Finals, alive: Alive, *, city: bool) -> list[Hidden]:
    """Another store moved rows for an alias that had died here meanwhile, or leads elsewhere. Returns what the latter
    hid: its choice came as an edit, and who made it has taken nothing apart."""
    hidden = []
    taken, extra = TAKEN.replace("deleted", "t.deleted"), "t.extra IS NOT NULL"
    for reg in moved():
        for key, row in came(write, reg, taken).items():
            if not stands(write.connection, reg, row.values, key, final):
                write.set_back(reg.name, key, {"deleted": None})
    for reg in REGISTERS.values():
        if reg.name in SPEAKING or not reg.exchanged:
            continue
        turned = [link for link in reg.links if link.target in SAMENESS and link.name not in reg.pair]
        rows = came(write, reg, extra) if turned else {}
        for link in turned:
            links.turn_back(write, reg, link, list(rows), final[link.target])
    for reg in reversed(moved()):  # what hangs on a row first: it goes only when nothing does any more
        for row in came(write, reg, extra).values():
            hidden += _take_off(write, reg, row, final, alive if city else None)
    return hidden


def _take_off(write: Write, reg: Register, row: StoredRow, final: Finals, alive: Alive | None) -> list[Hidden]:
    """What was laid over it and is a row of its own again; in the city, whose word it is (``alive``), also what went to
    somebody else. Returns what the latter hid."""
    hidden = []
    for source in layers.of_row(reg, row).sources if layers.MADE_OF in row.marks else ():
        other = write.states(reg.name, [source]).get(source)
        if other is None:
            continue
        holds = stands(write.connection, reg, other.values, source, final)
        parted = not holds and not is_of_another(write, reg, row, other)
        elsewhere = alive is not None and not parted and not leads(write, reg, other, row.id, alive)
        if parted or elsewhere:
            giver = Giver(write)
            giver.take_off(reg, write.states(reg.name, [row.id])[row.id], other)
            hidden += giver.hidden if elsewhere else []
        if elsewhere:
            _send_on(write, reg, other, alive)
    return hidden


def _send_on(write: Write, reg: Register, source: StoredRow, alive: Alive | None) -> None:
    """A place in a class that was only ever taken to somebody else lives until `moving.settle` takes it where the
    aliases lead."""
    way = write.states(reg.name, moving.twins(write, reg, source, alive))
    if reg.pair and not any(source.id in layers.of_row(reg, step).sources for step in way.values()):
        write.set_back(reg.name, source.id, {"deleted": None})


def _keep_alive(write: Write, final: Finals, alive: Alive) -> None:
    """Another store parted what a row was made of there; here others still go into it."""
    for reg in moved():
        for key, row in came(write, reg, f"t.deleted = '{PARTED}' AND t.extra IS NOT NULL").items():
            sources = write.states(reg.name, layers.of_row(reg, row).sources)
            gone = [source for source in sources.values() if aliases.is_merged(source.deleted)]
            led = any(leads(write, reg, source, key, alive) for source in gone)
            if led and not stands(write.connection, reg, row.values, key, final):
                write.set_back(reg.name, key, {"deleted": None})


def _hold(write: Write) -> None:
    """A row that parting took away, on which somebody has entered something meanwhile, stays."""
    for reg in moved():
        hanging = [(other, link) for other, link in hanging_on(reg) if reg.pair and other.name in write.touched]
        for other, link in hanging:
            asked = (
                f"SELECT id, id FROM {reg.name} WHERE deleted = '{PARTED}' AND EXISTS "
                f"(SELECT 1 FROM {other.name} o WHERE o.{link.name} = {reg.name}.id AND o.deleted IS NULL)"
            )
            for (key, _) in write.connection.exec_driver_sql(asked).all():
                write.set_back(reg.name, key, {"deleted": None})
