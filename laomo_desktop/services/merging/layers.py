"""What a merged row is made of: its own values, and in order what came from each row merged into it and what a person
changed in between. It stands on the row as a mark, so that every store that has the row can take it apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from laomo_desktop.db import codec, former
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.services.merging import sound
from laomo_desktop.services.merging.aliases import PARTED, is_merged
from laomo_desktop.services.merging.uniting import compared, united

MADE_OF = former.MADE_OF
GONE = "deleted"
SIDES = frozenset({"left", "right"})
MOST = 500
"""Layers of one row: more are no clerk's work."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Values that were laid over those before. ``of`` is the row they came from, none for a person's own changes.

    ``gave``: all values of a row that was merged in, ``sides`` whose value was chosen; ``put``: values set as they are,
    by a person or, with ``of``, because that row was edited later.
    """

    of: RowId | None = None
    gave: Row | None = None
    sides: Mapping[str, str] = field(default_factory=dict)
    put: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layers:
    """``own`` is None for a row that merging made."""

    reg: Register
    own: Row | None
    over: tuple[Layer, ...] = ()

    @property
    def sources(self) -> list[RowId]:
        """The rows merged in."""
        return [layer.of for layer in self.over if layer.of is not None and layer.gave is not None]

    @property
    def edited(self) -> bool:
        """Whether a person wrote anything in between."""
        return any(layer.of is None and layer.put.keys() - {GONE} for layer in self.over)

    def fold(self) -> Row:
        """The values, and the reason of the tombstone, that all this makes."""
        now = self._beginning()
        for layer in self.over:
            now = self._under(now, layer)
        return now

    def steps(self) -> Iterator[tuple[Layer, Row]]:
        """Each layer with the values that all before it make."""
        now = self._beginning()
        for layer in self.over:
            yield layer, now
            now = self._under(now, layer)

    def _beginning(self) -> Row:
        return dict(self.own) if self.own is not None else {**_nothing(self.reg), GONE: PARTED}

    def _under(self, now: Row, layer: Layer) -> Row:
        return {**now, **(self._taken(now, layer) if layer.gave is not None else {}), **layer.put}

    def _taken(self, now: Row, layer: Layer) -> Row:
        gave = {**_nothing(self.reg), **(layer.gave or {})}
        if now[GONE] is not None:
            return {**gave, GONE: None}
        takes, _ = united(self.reg, now, gave)
        chosen = {name: (gave if side == "right" else now)[name] for name, side in layer.sides.items()}
        return {**takes, **chosen}

    def also(self, layer: Layer) -> "Layers":
        """With one more layer."""
        return replace(self, over=(*self.over, layer))

    def following(self, now: Row) -> "Layers":
        """With a layer for what a person changed since: then they make what stands there now."""
        made = self.fold()
        edited = {name: now[name] for name in made if now[name] != made[name]}
        return self.also(Layer(put=edited)) if edited else self

    def given(self, source: RowId) -> Layer | None:
        """What came from a row merged in."""
        return next((layer for layer in self.over if layer.of == source and layer.gave is not None), None)

    def with_given(self, layer: Layer) -> "Layers":
        """What came from that row as it is by now."""
        over = (layer if each.of == layer.of and each.gave is not None else each for each in self.over)
        return replace(self, over=tuple(over))

    def without(self, source: RowId) -> "Layers":
        """Without all that came from a row."""
        return replace(self, over=tuple(layer for layer in self.over if layer.of != source))


def names(reg: Register) -> list[str]:
    """The fields that come together: not those of the key, nor what is a computer's own matter."""
    return [of.name for of in compared(reg)]


def values(reg: Register, row: StoredRow) -> Row:
    """What of a row comes together with others, and its tombstone; one that went on in another row counts as living."""
    gone = None if is_merged(row.deleted) else row.deleted
    return {**{name: row.values[name] for name in names(reg)}, GONE: gone}


def of_row(reg: Register, row: StoredRow) -> Layers:
    """What a row is made of; of itself alone if it was never merged, or its mark cannot be read."""
    told = row.marks.get(MADE_OF)
    return (read(reg, str(told)) if told else None) or Layers(reg, values(reg, row))


def read(reg: Register, told: str) -> Layers | None:
    """What a mark says; None if it cannot be read."""
    try:
        return _read(reg, told)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def text_of(layers: Layers) -> str | None:
    """The mark; None where nothing is merged in."""
    if not layers.sources:
        return None
    own = None if layers.own is None else _packed(layers.own)
    return orjson.dumps({"own": own, "over": [_layer(layer) for layer in layers.over]}).decode()


def both(ours: Any, theirs: Any) -> Any:
    """One mark of two that were made without knowing of each other: all that was merged in on either side, what either
    had before where the other had nothing, and what either chose of the same row."""
    try:
        one, other = orjson.loads(ours), orjson.loads(theirs)
        if one["own"] is not None and other["own"] is not None:
            one["own"] = orjson.dumps({**orjson.loads(other["own"]), **orjson.loads(one["own"])}).decode()
        elif one["own"] is None:
            one["own"] = other["own"]
        chosen = {layer["of"]: layer["sides"] for layer in other["over"] if "of" in layer and "sides" in layer}
        for layer in one["over"]:
            if "gave" in layer and layer.get("of") in chosen:
                layer["sides"] = {**chosen[layer["of"]], **layer.get("sides", {})}
        known = {layer.get("of") for layer in one["over"]}
        one["over"] += [layer for layer in other["over"] if layer.get("of") not in {None, *known}]
        return orjson.dumps(one).decode()
    except (ValueError, KeyError, TypeError, AttributeError):
        return ours if ours is not None else theirs


def _nothing(reg: Register) -> Row:
    return dict.fromkeys((*names(reg), GONE))


def _packed(row: Mapping[str, Value]) -> str:
    return codec.pack({name: value for name, value in row.items() if value is not None})


def _unpacked(reg: Register, packed: str) -> Row:
    """Raises ValueError for what no row could have."""
    return sound.values(reg.name, codec.unpack(reg, packed))


def _layer(layer: Layer) -> dict[str, object]:
    told: dict[str, object] = {}
    if layer.of is not None:
        told["of"] = layer.of.hex()
    if layer.gave is not None:
        told["gave"] = _packed(layer.gave)
    if layer.sides:
        told["sides"] = dict(layer.sides)
    if layer.put:
        told["put"] = codec.pack(layer.put)
    return told


def _read(reg: Register, packed: str) -> Layers:
    told = orjson.loads(packed)
    if len(told["over"]) > MOST:
        raise ValueError(len(told["over"]))
    own = None if told["own"] is None else {**_nothing(reg), **_unpacked(reg, told["own"])}
    return Layers(reg, own, tuple(_layer_of(reg, layer) for layer in told["over"]))


def _layer_of(reg: Register, told: Mapping[str, Any]) -> Layer:
    known = set(names(reg))
    sides = {name: side for name, side in told.get("sides", {}).items() if name in known}
    if not SIDES.issuperset(sides.values()):
        raise ValueError(sides)
    return Layer(
        sound.key(bytes.fromhex(told["of"])) if "of" in told else None,
        {**dict.fromkeys(known), **_unpacked(reg, told["gave"])} if "gave" in told else None,
        sides,
        _unpacked(reg, told["put"]) if "put" in told else {},
    )
