"""A row laid over another, and taken off again: each knows from its mark what it is made of (see `layers`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import hanging_on
from laomo_desktop.services.merging import layers
from laomo_desktop.services.merging.aliases import is_merged
from laomo_desktop.services.merging.asking import BEFORE, ORIGIN, ask, hand_on, withdraw
from laomo_desktop.services.merging.layers import GONE, MADE_OF, Layer, Layers
from laomo_desktop.services.merging.uniting import QUIET, united


class Hidden(NamedTuple):
    """Values a row had of its own before a merge, which are not shown though that ended: others stand there by now."""

    register: str
    row: RowId
    values: Row


class Left(NamedTuple):
    """A row that was edited after the merge and stays with the survivor; ``fields`` none for a whole row."""

    register: str
    row: RowId
    fields: tuple[str, ...] = ()


@dataclass
class Giver:
    """``left`` gathers what taking off left behind, ``hidden`` what it would have brought back."""

    write: Write
    left: list[Left] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)

    def copy(self, reg: Register, source: StoredRow, key: RowId, links: Row) -> None:
        """``source`` under another key: its values keep their dots, the links it was given are written here."""
        made = Layers(reg, None, (_layer(reg, source),))
        here = (self.write.writer, self.write.number)
        dots = {**source.dots, **dict.fromkeys((*links, MADE_OF), here)}
        dots.pop("deleted", None)
        bare = StoredRow(key, {**source.values, **links}, dots, 0, None, source.extra)
        bare.extra = bare.with_marks({**dict.fromkeys(bare.marks), MADE_OF: layers.text_of(made)})
        self.write.put_copies(reg.name, [bare])

    def lay(
        self, reg: Register, target: StoredRow, source: StoredRow, sides: Mapping[str, str] | None = None
    ) -> Row:
        """``source`` over ``target``; returns the values that a person has to compare."""
        now = layers.values(reg, target)
        before = layers.of_row(reg, target)
        after = before.following(now).without(source.id).also(_layer(reg, source, sides or {}))
        made = after.fold()
        marked = {MADE_OF: layers.text_of(after)}
        self.write.set_back(reg.name, target.id, {**_differing(made, now), GONE: made[GONE], **marked})
        if now[GONE] is not None:
            return {}
        doubts, known = united(reg, now, layers.values(reg, source))[1], before.given(source.id)
        asked = known.gave or {} if known else {}
        return {name: value for name, value in doubts.items() if name not in asked or asked[name] != value}

    def pass_on(self, reg: Register, target: StoredRow, source: StoredRow) -> Row | None:
        """What somebody wrote into ``source`` after it was laid over ``target``, or without having seen that.

        ``target`` takes it where it has nothing, or still what ``source`` gave it; returns what it has otherwise, of
        its own or from another, for a person to compare. None if there was nothing new. Who deleted ``target`` had not
        seen it: ``source`` then lives on in that row.
        """
        made = layers.of_row(reg, target)
        layer = made.given(source.id)
        if layer is None or layer.gave is None:
            return self.lay(reg, target, source)
        news = {name: source.values[name] for name, value in layer.gave.items() if source.values[name] != value}
        if not news:
            return None
        if layers.values(reg, target)[GONE] is not None:
            return self.lay(reg, target, source)
        mine, was = target.values, layer.gave
        own = made.following(layers.values(reg, target)).without(source.id).fold()
        lent = {name for name in news if mine[name] is None or (mine[name] == was[name] and mine[name] != own[name])}
        same = {name for name in lent if name not in QUIET}
        by_rule, asked = united(reg, mine, {**mine, **{name: news[name] for name in news.keys() - same}})
        takes = {**{name: news[name] for name in same}, **by_rule}
        hers = {name: mine[name] for name in news.keys() - same}  # even where the source has it too now
        after = made.following({**made.fold(), **hers}).with_given(replace(layer, gave={**was, **news}))
        after = after.also(Layer(source.id, put=takes)) if takes else after
        self.write.set_back(reg.name, target.id, {**takes, MADE_OF: layers.text_of(after)})
        return asked

    def take_off(self, reg: Register, target: StoredRow, source: StoredRow) -> bool:
        """``target`` as it would be without ``source``, but for what a person changed since; whether it was over it."""
        made = layers.of_row(reg, target)
        if source.id not in made.sources:
            return False
        rest = made.without(source.id)
        now, was, will = layers.values(reg, target), made.fold(), rest.fold()
        withdraw(self.write, reg, target.id, source.values, [layer.gave or {} for layer in rest.over])
        hand_on(self.write, reg, target.id, source, self._along(reg, source) - {*rest.sources})
        lent = layers.of_row(reg, source).given(target.id)
        own = (lent.gave if lent else None) or {}  # in a ring the source has it from the target itself
        theirs = {n: value for n, value in source.values.items() if n not in own or own[n] != value}
        edited = {n for n in was if now[n] not in (was[n], will[n]) and (n not in theirs or now[n] != theirs[n])}
        changed = {n for n in was if was[n] != will[n]}
        if will[GONE] is None or was[GONE] is not None:
            stays = changed & edited
            self._told(reg, target, stays)
            self._hides(reg, target.id, {n: will[n] for n in stays}, made, source.id)
            wanted = {n: will[n] for n in changed - stays}
        elif edited or rest.edited or self._held(reg, target.id):
            self.left.append(Left(reg.name, target.id))
            wanted = {}
        else:
            wanted = {GONE: will[GONE]} if rest.own is None else {n: will[n] for n in changed}
        self.write.set_back(reg.name, target.id, {**wanted, MADE_OF: layers.text_of(rest)})
        self._ask_again(reg, target.id, {n: now[n] for n in wanted if n != GONE and n not in QUIET}, rest)
        return True

    def _along(self, reg: Register, row: StoredRow) -> set[RowId]:
        """All that was merged into a row, and into those."""
        found: set[RowId] = set()
        todo = layers.of_row(reg, row).sources
        while todo:
            found.update(todo)
            rows = self.write.states(reg.name, todo).values()
            gone = [each for each in rows if is_merged(each.deleted)]
            todo = [key for each in gone for key in layers.of_row(reg, each).sources if key not in found]
        return found

    def _ask_again(self, reg: Register, key: RowId, lost: Row, rest: Layers) -> None:
        """What went with the row taken off, and others had given too: while it stood there nobody had to ask."""
        for layer in rest.over:
            gave = {n: value for n, value in lost.items() if value is not None and (layer.gave or {}).get(n) == value}
            hidden = {n: value for n, value in gave.items() if n not in layer.sides and rest.fold()[n] != value}
            if hidden and layer.of is not None:
                ask(self.write, reg, key, hidden, layer.of, BEFORE, ORIGIN)

    def _told(self, reg: Register, target: StoredRow, stays: set[str]) -> None:
        if stays:
            self.left.append(Left(reg.name, target.id, tuple(sorted(stays))))

    def _hides(self, reg: Register, key: RowId, before: Row, made: Layers, source: RowId) -> None:
        """What would come back were there not another value by now, and what of the row's own was chosen away."""
        layer = made.given(source)
        mine = made.own or {}
        own = {n: mine[n] for n in layer.sides if n in mine} if layer else {}
        hidden: Row = {n: v for n, v in {**own, **before}.items() if n != GONE and n not in QUIET and v is not None}
        if hidden:
            self.hidden.append(Hidden(reg.name, key, hidden))

    def _held(self, reg: Register, key: RowId) -> bool:
        asked = "SELECT 1 FROM {} WHERE {} = ? AND deleted IS NULL LIMIT 1"
        return any(
            self.write.connection.exec_driver_sql(asked.format(other.name, link.name), (key,)).scalar()
            for other, link in hanging_on(reg)
        )


def _layer(reg: Register, source: StoredRow, sides: Mapping[str, str] | None = None) -> Layer:
    gave = {name: value for name, value in layers.values(reg, source).items() if name != GONE}
    return Layer(source.id, gave, sides or {})


def _differing(made: Row, now: Row) -> Row:
    return {name: value for name, value in made.items() if value != now[name]}
