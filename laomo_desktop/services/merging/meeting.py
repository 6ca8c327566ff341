"""Two stores laid rows over one and the same row, unseen by each other: in the city their layers meet.

A row that merging made keeps the dots of its values, so the city has seen them all: in the rows they come from. That
tells nothing of this row, where the other store's layers are new. What they gave is therefore laid over it as if the
city had done so itself: by rule, or a person is asked.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.services.merging import layers
from laomo_desktop.services.merging.layers import MADE_OF, Layer, Layers
from laomo_desktop.services.merging.uniting import united


@dataclass(frozen=True)
class Met:
    """A row that came with layers of its own. ``own``: what ours was made of, if merging had not made it."""

    reg: Register
    row: RowId
    given: tuple[Layer, ...]
    own: Row | None


def met(reg: Register, ours: StoredRow, theirs: StoredRow, asked: Collection[str]) -> Met | None:
    """What only their row is made of; without fields that are ``asked`` about already, or that they changed since."""
    if MADE_OF not in theirs.marks:
        return None
    known, made = layers.of_row(reg, ours).sources, layers.of_row(reg, theirs)
    new = [layer for layer in made.over if layer.gave is not None and layer.of not in known]
    given = tuple(replace(layer, gave=_shown(layer, theirs, asked)) for layer in new)
    own = layers.values(reg, ours) if made.own is None and MADE_OF not in ours.marks else None
    return Met(reg, ours.id, given, own) if given else None


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
        takes, doubts = united(one.reg, row.values, {**row.values, **(layer.gave or {})})
        asked[layer.of] = {name: value for name, value in doubts.items() if name not in layer.sides}
        changed = {name: value for name, value in takes.items() if name not in layer.sides}
        if one.own is not None and made.own is None:
            changed[MADE_OF] = layers.text_of(Layers(one.reg, one.own, made.over))
        write.set_back(one.reg.name, one.row, changed)
    return asked
