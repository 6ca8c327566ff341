"""A history of offices: clerks write, packages go about on sticks, PCs fail; after each step the invariants are checked.

Invariants of design/4: nothing seen by nobody is lost (2), again is a no-op (3), disjoint rows make no conflicts (5),
0 or all (6), damaged is refused (7); at the end all stores are equal (1), in whatever order things came (4).
"""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from laomo_desktop.db import backup
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange, keeping, pending, same
from laomo_desktop.services.exchange import Intake
from tests.proof import faults
from tests.proof.clerks import FEW, Clerks, allow, living, of_alias, pick
from tests.proof.looking import MOVING, Key, Row, View, look, rows_of
from tests.proof.offices import CITY, PASSWORD, STORES, USER, Copy, Office, opened
from tests.proof.seen import Seen, wanted
from tests.services.exchange.world import dump

MOST_STORES = 7


@dataclass
class Carried:
    """A package on some stick."""

    path: Path
    hash: str
    sender: str
    to: str
    rows: dict[Key, Row] | None = None


@dataclass
class Life:
    """One history in ``folder``."""

    folder: Path
    offices: dict[str, Office] = field(default_factory=dict)
    packages: list[Carried] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    clerks: Clerks = field(default_factory=Clerks)
    told: Counter[str] = field(default_factory=Counter)
    files: int = 0

    @classmethod
    def begin(cls, folder: Path, *names: str) -> "Life":
        return cls(folder, opened(folder, STORES, *names))

    def close(self) -> None:
        for office in self.offices.values():
            office.desk.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def city(self) -> Office:
        return self.offices["city"]

    @property
    def districts(self) -> list[Office]:
        return [office for office in self.offices.values() if not office.is_city]

    def office(self, n: int) -> Office:
        found: Office = pick(list(self.offices.values()), n)
        return found

    def file(self) -> Path:
        self.files += 1
        return self.folder / f"{self.files}.lmpkg"

    # -- clerks ------------------------------------------------------------------------------------------------
    def act(self, name: str, office: Office, n: int) -> None:
        """A clerk's act; whatever it changed, she had seen."""
        self.told[name] += 1
        before = look(office)
        self._do(office, lambda: getattr(self.clerks, name)(office, before, n))

    def answer(self, office: Office, item: pending.Item, n: int) -> None:
        """One thing that waits is decided."""
        self.told["decide"] += 1
        self._do(office, lambda: self.clerks.answer(office, item, n))

    def merge_both_ways(self, one: Office, other: Office, n: int) -> None:
        """The same two people made one in two offices, in opposite directions."""
        views = look(one), look(other)
        both = sorted(set(living(views[0], "people")) & set(living(views[1], "people")))[:FEW]
        if one is other or len(both) < 2:
            return
        left, right = (bytes.fromhex(key[1]) for key in (both[n % len(both)], both[(n + 1) % len(both)]))
        self._do(one, lambda: allow(same.merge, one.desk, left, right))
        self._do(other, lambda: allow(same.merge, other.desk, right, left))
        self.told["merged both ways"] += 1

    def merge_and_part(self, office: Office, n: int) -> None:
        """Two people made one and parted at once: everything as it was before, but where the city's merge of the two,
        which this office had told apart before it heard of that, lay there."""
        before = look(office)
        self.act("merge", office, n)
        aliases = look(office).aliases
        fresh = aliases.keys() - before.aliases.keys()
        if not fresh:
            return
        gone = fresh.pop()
        of = of_alias(before, gone)
        told_apart = gone in before.rows[of, aliases[gone]].made_of
        self._do(office, lambda: same.unmerge(office.desk, bytes.fromhex(gone), of=of))
        after = look(office)
        assert told_apart or _different(before, after) == {}
        assert told_apart or after.open_rows() == before.open_rows()
        self.told["merged and parted"] += 1

    def _do(self, office: Office, what: Callable[[], object]) -> None:
        before = look(office)
        with office.time():
            what()
        self.seen.acted(office.name, before, look(office))

    # -- packages ----------------------------------------------------------------------------------------------
    def export(self, office: Office, n: int = 0) -> Carried:
        """Write a package: a district's for the city, the city's for one of the districts."""
        self.told["export"] += 1
        to = self._receiver(office, n)
        path = self.file()
        with office.time():
            made = exchange.export(office.desk, path, to if office.is_city else None)
        carried = Carried(path, made.hash, office.name, to)
        self.packages.append(carried)
        self.told["bytes"] += path.stat().st_size
        return carried

    def _receiver(self, office: Office, n: int) -> str:
        codes = sorted({other.code for other in self.districts})
        return codes[n % len(codes)] if office.is_city else CITY

    def export_fails(self, office: Office, n: int, fault: AbstractContextManager[None]) -> None:
        """The stick makes trouble while a package is written: told in words, nothing counted, no file."""
        before, path = dump(office.desk), self.file()
        to = self._receiver(office, n) if office.is_city else None
        with office.time(), fault, pytest.raises(Refused):
            exchange.export(office.desk, path, to)
        assert dump(office.desk) == before
        assert not list(self.folder.glob(f"{path.name}*"))

    def take(self, office: Office, package: Carried) -> Intake:
        """Take in a package; nothing it brings, nothing that was here is lost."""
        self.told["take"] += 1
        before, brings = look(office), self._brings(package, office)
        everything = dump(office.desk) if package.hash in office.taken else None
        with office.time():
            intake = exchange.take_in(office.desk, package.path)
        assert intake.state == ("已入库" if everything is None else "无变化")
        assert everything is None or dump(office.desk) == everything
        office.taken.add(package.hash)
        after = look(office)
        self.taken(office, before, brings, after)
        self.seen.showed(office.name, before)
        self.seen.showed(office.name, after)
        return intake

    def _brings(self, package: Carried, office: Office) -> dict[Key, Row]:
        if package.rows is None:
            package.rows = rows_of(package.path, office)
        return package.rows

    def taken(self, office: Office, before: View, brings: dict[Key, Row], after: View) -> None:
        """Invariant 2 for one taking in, and 5: a row only one office ever touched makes no conflict."""
        self.seen.kin.learn(before.aliases)
        self.seen.kin.learn(after.aliases)
        changed = {key for key, row in before.rows.items() if after.rows.get(key) is not row}
        for key in {*changed, *brings, *(item.row for item in before.items.values())}:
            sides = [row for row in (before.rows.get(key), brings.get(key)) if row is not None]
            if not sides:
                continue
            marks = before.waiting(key) | wanted(before.rows, key) | wanted(brings, key)
            self.seen.all_deleted(marks, after.rows[key])
            buried = not office.is_city
            lost = self.seen.unaccounted(key, marks, after, buried=buried)
            if lost:  # a value that is asked about in the city, or where people were merged, gives way here meanwhile
                elsewhere = [look(other) for other in self.offices.values() if other.is_city or len(self.seen.kin.of)]
                lost = self.seen.unaccounted(key, marks, after, *elsewhere, buried=buried)
            # shown by one parted whom this office is not sent, or chosen by another office's clerk and not reported yet,
            # or by the city's after it wrote this package
            for view in elsewhere if lost else ():
                lost = self.seen.unaccounted(key, frozenset(lost), view, *elsewhere, buried=False)
            rows = {each: after.rows.get(each) for each in self.seen.kin.all(key, after.rows)}
            assert not lost, f"lost {lost} of {key}: {sides} became {rows}, waiting {after.waiting(*rows)}"
        self._conflicts(before, brings, after)

    def _conflicts(self, before: View, brings: dict[Key, Row], after: View) -> None:
        new = after.open_rows() - before.open_rows()
        self.told["conflicts"] += len(new)
        for key in new:
            kin = self.seen.kin.all(key, after.rows)
            unread = key[0] not in MOVING  # dictionaries are not read from the package
            assert unread or brings.keys() & kin or len(kin) > 1, f"a conflict about {key}, which the package does not bring"

    def take_fails(self, office: Office, package: Carried, fault: AbstractContextManager[None]) -> None:
        """Something goes wrong while taking in: it is told in words and nothing has changed, or nothing went wrong."""
        before = dump(office.desk)
        try:
            with office.time(), fault:
                exchange.take_in(office.desk, package.path)
        except Refused:
            self.told["take refused by a fault"] += 1
            _same(before, dump(office.desk))
            return
        office.taken.add(package.hash)

    def take_damaged(self, office: Office, package: Carried, n: int, how: str) -> None:
        """A flipped or cut package: refused, the store as it was."""
        self.told["damaged"] += 1
        before, path = dump(office.desk), faults.damaged(package.path, self.file(), n, how)
        with pytest.raises(Refused):
            exchange.take_in(office.desk, path)
        assert dump(office.desk) == before
        path.unlink()

    def take_wrong(self, office: Office, package: Carried) -> None:
        """A package for somebody else."""
        before = dump(office.desk)
        with pytest.raises(Refused):
            exchange.take_in(office.desk, package.path)
        assert dump(office.desk) == before

    def take_killed(self, office: Office, package: Carried, calls: int) -> None:
        """kill -9 anywhere while taking in: 0 or all of it."""
        self.told["killed"] += 1
        before, view, brings = dump(office.desk), look(office), self._brings(package, office)
        office.desk.close()

        def act() -> None:
            office.enter()
            exchange.take_in(office.desk, package.path)

        faults.killed(act, calls)
        office.enter()
        if _taken_in(office, package):
            office.taken.add(package.hash)
            self.taken(office, view, brings, look(office))
        else:
            _same(before, dump(office.desk))

    # -- PCs ---------------------------------------------------------------------------------------------------
    def torn(self, office: Office, act: Callable[[], object], share: float) -> None:
        """The power goes in the middle of an operation: all of it or nothing."""
        self.told["torn"] += 1
        before, written = dump(office.desk), dict(self.seen.written)
        faults.torn(office, act, share)
        after = dump(office.desk)
        if share >= 1:
            assert after != before
        elif after != before:
            self.told["torn, yet there"] += 1
        else:
            self.seen.written = written

    def back_up(self, office: Office) -> None:
        self.told["backup"] += 1
        self.files += 1
        path = self.folder / f"{office.name}-{self.files}.lmbak"
        with office.time():
            backup.make(office.desk.store, path)
        office.copies = [*office.copies[-2:], Copy(path, frozenset(office.taken))]

    def restore(self, office: Office, n: int) -> None:
        """As the command does it: in the store's place, with a new epoch."""
        copy: Copy = pick(office.copies, n)
        self.told["restore"] += 1
        office.desk.close()
        with office.time():
            keeping.restore(copy.path, office.folder, USER, PASSWORD)
        shutil.rmtree(office.folder / "backups", ignore_errors=True)
        office.enter()
        office.taken = set(copy.taken)
        self.seen.went_back(office.name)

    def clone(self, office: Office) -> None:
        """The disk is copied; both PCs go on."""
        self.told["clone"] += 1
        name = f"{office.name}+{len(self.offices)}"
        office.desk.close()
        shutil.copytree(office.folder, self.folder / name)
        office.enter()
        self.offices[name] = Office(name, office.code, self.folder / name, office.desk, taken=set(office.taken))
        self.offices[name].enter()
        self.seen.cloned(office.name, name)

    def file_copied_back(self, office: Office, n: int) -> None:
        """Somebody puts an older copy of the folder back by hand: the program is not told."""
        copy: Copy = pick(office.copies, n)
        self.told["copied back"] += 1
        office.desk.close()
        with backup.unpacked(copy.path) as files:
            for path in office.folder.glob("laomo.db*"):
                path.unlink()
            shutil.copyfile(files / "laomo.db", office.folder / "laomo.db")
        office.enter()
        office.taken = set(copy.taken)
        self.seen.went_back(office.name)


def _different(before: View, after: View) -> dict[Key, tuple[Row | None, Row | None]]:
    """Living rows that a clerk sees otherwise than before; tombstones of what merging made are none of them."""
    keys = {key for view in (before, after) for key, row in view.rows.items() if row.deleted is None}
    both = {key: (before.rows.get(key), after.rows.get(key)) for key in keys}
    return {key: (old, new) for key, (old, new) in both.items() if not (old and new) or old.shown != new.shown}


def _same(before: dict[str, list[tuple[object, ...]]], after: dict[str, list[tuple[object, ...]]]) -> None:
    """Equal dumps; beginning a new epoch (ordered by the city's package, an operation of its own) may come before."""
    if before == after:
        return
    kinds = [row[3] for row in after["operations"] if row not in before["operations"]]
    assert kinds == ["纪元"], kinds


def _taken_in(office: Office, package: Carried) -> bool:
    with office.desk.store.reading() as connection:
        query = "SELECT 1 FROM packages WHERE hash = ? AND direction = '收到' AND state = '已入库' AND deleted IS NULL"
        return connection.exec_driver_sql(query, (package.hash,)).scalar() is not None


