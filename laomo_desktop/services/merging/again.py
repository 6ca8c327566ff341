"""A district's store that went back in time hears from the city what it had merged itself, but not what it had asked
its clerk about that: it asks again."""

from collections.abc import Iterator

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import OWN_WRITERS, StoredRow
from laomo_desktop.domain.register import Register
from laomo_desktop.services.merging import layers
from laomo_desktop.services.merging.asking import BEFORE, ORIGIN
from laomo_desktop.services.merging.kin import Kin
from laomo_desktop.services.merging.layers import GONE, MADE_OF
from laomo_desktop.services.merging.passing import came, moved
from laomo_desktop.services.merging.uniting import QUIET, united
from laomo_desktop.services.merging.watch import Word, ask_once, unshown


def ask_again(write: Write) -> None:
    """About what lies hidden under rows that came: a lost operation of this store laid it there, and the question about
    it, if there was one, is lost as well."""
    ours, kin = _own_writers(write), Kin(write)
    for reg in (each for each in moved() if each.pair):  # whoever merged two people had all of both before her
        for row in came(write, reg, "t.extra IS NOT NULL").values():
            for word in _hidden(write, reg, row, ours):
                to = unshown(kin, word)
                if to is not None:
                    ask_once(kin, word, to, BEFORE, ORIGIN)


def _own_writers(write: Write) -> frozenset[int]:
    return frozenset(write.connection.exec_driver_sql(OWN_WRITERS).scalars())


def _hidden(write: Write, reg: Register, row: StoredRow, ours: frozenset[int]) -> Iterator[Word]:
    """What nobody chose, of what this store laid over the row."""
    if MADE_OF not in row.marks:
        return
    for layer, before in layers.of_row(reg, row).steps():
        if layer.of is None or layer.gave is None:
            continue
        there = write.states(reg.name, [layer.of]).get(layer.of)
        laid_by = {row.dots.get(MADE_OF, (0, 0))[0], there.dots.get(GONE, (0, 0))[0] if there is not None else 0}
        if laid_by & ours:
            doubts = united(reg, before, {**before, **layer.gave})[1]
            chosen = {*layer.sides, *QUIET}
            yield from (Word(reg.name, layer.of, n, value) for n, value in doubts.items() if n not in chosen)
