"""Two stores made one and the same row out of others, unseen by each other: in the city their layers meet.

A row that merging made keeps the dots of its values, so they tell who knew them in the rows they come from: nothing of
this row. What its writer had seen here is told by its mark. What layers that the other side has not gave is therefore
laid over the row as if the city had done so itself: by rule, or a person is asked. And who deleted the row on one side
knew nothing of what the other had laid over it: that lives on in its place.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.services.merging import layers
from laomo_desktop.services.merging.aliases import is_deleted, is_merged
from laomo_desktop.services.merging.giving import Giver
from laomo_desktop.services.merging.layers import GONE, MADE_OF, Layer, Layers
from laomo_desktop.services.merging.uniting import united


@dataclass(frozen=True)
class Met:
    """What one side alone had laid over a row. ``own``: what the other's was made of, if merging had not made it;
    ``gone``: there it was deleted."""

    reg: Register
    row: RowId
    given: tuple[Layer, ...]
    own: Row | None
    gone: bool = False


def met(reg: Register, ours: StoredRow, theirs: StoredRow, now: StoredRow, asked: Collection[str]) -> list[Met]:
    """What only their row is made of, and what only ours is, as far as the row that came of both (``now``) hides it;
    without fields that are ``asked`` about already, or that were changed since."""
    hers = _unknown(reg, theirs, ours, {*asked, *_equal(ours, now)}, stood=True)
    return [one for one in (_unknown(reg, ours, theirs, set(asked)), hers) if one is not None]


def alone(reg: Register, ours: StoredRow, theirs: StoredRow) -> list[Met]:
    """In a district: a row that its own clerk made, and the city by merging others. What the district reports of it was
    written over nothing of theirs, which only its mark can tell (see `keep_own`)."""
    if MADE_OF in ours.marks or MADE_OF not in theirs.marks or layers.of_row(reg, theirs).own is not None:
        return []
    return [Met(reg, ours.id, (), layers.values(reg, ours))]


def keep_own(write: Write, one: Met) -> None:
    """The mark of a row that stood `alone` tells what it was before."""
    row = write.states(one.reg.name, [one.row])[one.row]
    made = layers.of_row(one.reg, row)
    if MADE_OF in row.marks and made.own is None:
        write.set_back(one.reg.name, one.row, {MADE_OF: layers.text_of(Layers(one.reg, one.own, made.over))})


def _equal(one: StoredRow, other: StoredRow) -> list[str]:
    return [name for name, value in one.values.items() if other.values[name] == value]


def _unknown(
    reg: Register, known: StoredRow, row: StoredRow, asked: Collection[str], *, stood: bool = False
) -> Met | None:
    """``stood``: also where ``known`` has the same layers by now, but tells by its mark what it was without them."""
    if MADE_OF not in row.marks:
        return None
    its, made = layers.of_row(reg, known), layers.of_row(reg, row)
    own = its.own if made.own is None and (stood or MADE_OF not in known.marks) else None
    unseen = [layer for layer in made.over if own is not None or layer.of not in its.sources]
    given = tuple(replace(layer, gave=_shown(layer, row, asked)) for layer in unseen if layer.gave is not None)
    gone = _deleted_alone(known, row)
    shown = own is not None or gone or any(layer.gave for layer in given)
    return Met(reg, row.id, given, own, gone) if given and shown else None


def _deleted_alone(known: StoredRow, row: StoredRow) -> bool:
    """Whether a row was deleted by who knew ``known`` of it, and not by who knew ``row``."""
    by_whom = known.dots.get(GONE)
    alone = row.deleted is None or (by_whom is not None and row.dots.get(GONE) == by_whom)
    return alone and is_deleted(known.deleted)


def _shown(layer: Layer, row: StoredRow, asked: Collection[str]) -> Row:
    gave = {name: value for name, value in (layer.gave or {}).items() if name not in asked}
    return {name: value for name, value in gave.items() if value is not None and value == row.values[name]}


def lay(write: Write, one: Met) -> dict[RowId, Row]:
    """The layers over the row, as it stands after all came; returns what of each a person has to compare."""
    asked: dict[RowId, Row] = {}
    for layer in one.given:
        row = write.states(one.reg.name, [one.row])[one.row]
        made = layers.of_row(one.reg, row)
        if layer.of is None or layer.of not in made.sources:
            continue  # its alias was not taken, or lives no more
        if one.gone and is_deleted(row.deleted):
            asked |= _lives_on(write, one, row, layer.of)
            continue
        takes, doubts = united(one.reg, row.values, {**row.values, **(layer.gave or {})})
        asked[layer.of] = {name: value for name, value in doubts.items() if name not in layer.sides}
        changed = {name: value for name, value in takes.items() if name not in layer.sides}
        if one.own is not None and made.own is None:
            changed[MADE_OF] = layers.text_of(Layers(one.reg, one.own, made.over))
        write.set_back(one.reg.name, one.row, changed)
    return asked


def _lives_on(write: Write, one: Met, row: StoredRow, source: RowId) -> dict[RowId, Row]:
    """Who was merged into somebody deleted has that row now."""
    other = write.states(one.reg.name, [source]).get(source)
    return {source: Giver(write).lay(one.reg, row, other)} if other is not None and is_merged(other.deleted) else {}
