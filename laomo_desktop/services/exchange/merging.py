"""Rows of a package into the store, in batches through the door; what cannot be decided is put on the queue."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, repeat
from typing import Any

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Merge, RowId
from laomo_desktop.domain.progress import Progress
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services.exchange import doubts, waiting
from laomo_desktop.services.exchange.books import Bases
from laomo_desktop.services.exchange.claims import Claims
from laomo_desktop.services.exchange.convert import Converter, Writers, misfit, rules
from laomo_desktop.services.exchange.placing import Placed
from laomo_desktop.services.exchange.sheet import WRITER, Cells, Sheet, Sheets, is_plain
from laomo_desktop.services.exchange.waiting import Queue
from laomo_desktop.services.merging import aliases, meeting, standing
from laomo_desktop.services.merging.layers import MADE_OF
from laomo_desktop.services.merging.meeting import Met
from laomo_desktop.services.merging.watch import Watch
from laomo_desktop.sync.branches import rebased
from laomo_desktop.sync.causality import Knowledge, relation
from laomo_desktop.sync.container import Package, Unreadable
from laomo_desktop.sync.merge import merge_row
from laomo_desktop.sync.model import Answer, Counts, RowState, TableInfo, Writer
from laomo_desktop.sync.outcome import Outcome, Rules, Verdict
from laomo_desktop.sync.wire import unpacked

BATCH = 2_000
MOST_ANSWERS = 500


class Faulty(Refused):
    """The package itself is wrong, not this computer: its sender has to hear of it."""


def faulty(no: Refused) -> Refused:
    """The refusal as one of the package; as it was where the file could not be read: that is no fault of its sender."""
    kind = Unreadable if isinstance(no, Unreadable) else Faulty
    return kind(no.what, where=no.where, todo=no.todo)


@dataclass
class Merger:
    """Takes in the rows of one package. ``office_of`` tells which office a store belongs to."""

    write: Write
    placed: Placed
    know: Knowledge
    writers: Writers
    bases: Bases
    queue: Queue
    office_of: Callable[[Writer], str]
    name_of: Callable[[Writer], str]
    progress: Progress
    claims: Claims | None = None
    """What is believed of a report; a return is the city's."""

    watch: Watch | None = None
    """In the city: what could be read of rows made one."""

    counts: dict[str, Counts] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    """Rows that were merged here and there, unseen by each other."""
    done: int = 0
    conflicting: set[str] = field(default_factory=set)
    """Rows (hex) of which something waits for a person."""
    asked: tuple[RowId, ...] = ()
    """The items on the queue, once all is taken in."""

    @property
    def package(self) -> Package:
        return self.placed.package

    @property
    def total(self) -> Counts:
        """Of all registers."""
        all_counts = self.counts.values()
        return Counts(*(sum(getattr(c, name) for c in all_counts) for name in Counts.__dataclass_fields__))

    @property
    def own_numbers(self) -> frozenset[int] | None:
        """In a report, the package's numbers of the sender's own writers: the other rows are looked at one by one."""
        if self.claims is None or not self.claims.checks:
            return None
        told = enumerate(self.package.manifest.writers)
        return frozenset(number for number, writer in told if writer.store == self.claims.store)

    def table(self, register: Register, info: TableInfo) -> None:
        """Take in one table."""
        one = _Table(self, register)
        sheets = Sheets(register, info.columns, self.writers, self.package.manifest.writers)
        rows = self._cells(info)
        while batch := list(islice(rows, BATCH)):
            left = one.plain(sheets, batch) if sheets.fits and self.placed.as_it_is else batch
            one.batch(self._states(register, info, left))
            self.done += len(batch)
            total = sum(table.rows for table in self.package.manifest.tables)
            self.progress(self.done, total, f"入库{register.label}")
        self.counts[register.name] = one.counts
        if self.claims is not None:
            self.claims.table(register)

    def _cells(self, info: TableInfo) -> Iterator[Cells]:
        try:
            yield from self.package.rows(info)
        except Refused as no:
            raise faulty(no) from no

    def _states(self, register: Register, info: TableInfo, cells: list[Cells]) -> list[RowState]:
        source = unpacked(cells, info.columns, register.by_name, self.package.manifest.writers)
        try:
            return [self.placed.adjusted(row) for row in source]
        except Refused as no:
            raise faulty(no) from no

    def count_asked(self) -> None:
        """Of the doubts, those that still wait: what told two apart, or made them one, may have come along."""
        items = waiting.still_asked(self.write, self.conflicting)
        self.asked = tuple(item["id"] for item in items)
        doubts_left = {(item["register"], waiting.other_row(item)) for item in items if item["kind"] == waiting.DOUBT}
        for name, counts in self.counts.items():
            left = sum(register == name for register, _ in doubts_left)
            self.counts[name] = replace(counts, doubtful=min(counts.doubtful, left))

    def answer(self, register: str, key: str, verdict: str, text: str) -> None:
        """Tell the sender of a record that waits."""
        if len(self.answers) < MOST_ANSWERS:
            self.answers.append(Answer(register, key, verdict, text))


class _Table:
    """One register's rows."""

    def __init__(self, merger: Merger, register: Register) -> None:
        self._merger, self._register = merger, register
        self._converter = Converter(register, merger.writers)
        self._rules: Rules = replace(rules(register, merger.name_of), stands=self._stands, lapsed=self._lapsed)
        self._local = [f.name for f in register.fields if f.merge is Merge.LOCAL]
        self._shared = [f.name for f in register.fields if f.merge is not Merge.LOCAL]
        self._compared = (*self._shared, "dots", "extra", "deleted", "base", "own")
        self.counts = Counts()

    def plain(self, sheets: Sheets, cells: list[Cells]) -> list[Cells]:
        """Take in those of some thousand rows that are plain and new, or here just so; returns all others."""
        plain: list[Cells] = []
        left: list[Cells] = []
        ours = self._merger.own_numbers
        for row in cells:
            own = ours is None or (type(row[WRITER]) is int and row[WRITER] in ours)
            (plain if own and is_plain(row) else left).append(row)
        if not plain:
            return left
        try:
            sheet = sheets.read(self._merger.write, plain)
        except Refused as no:
            raise faulty(no) from no
        known = self._merger.write.bare(self._register.name, self._compared, sheet.ids)
        if known:
            fresh = [place for place, key in enumerate(sheet.ids) if key not in known]
            differ = self._differing(sheet, known)
            self._count(same=len(plain) - len(fresh) - len(differ))
            left += [plain[place] for place in differ]
            sheet = sheet.only(fresh)
        if sheet.ids:
            self._put(sheet)
        return left

    def _differing(self, sheet: Sheet, known: dict[RowId, tuple[Any, ...]]) -> list[int]:
        """The places of known rows that are not the same here, as `_is_same` has it."""
        queue, bases = self._merger.queue, self._merger.bases
        shared = [sheet.fields[self._register.places[name]] for name in self._shared]
        theirs = zip(*shared, sheet.dots, repeat(None), sheet.reasons, strict=False)
        found = []
        for place, (key, hexed, base, row) in enumerate(zip(sheet.ids, sheet.keys, sheet.bases, theirs, strict=True)):
            ours = known.get(key)
            if ours is None:
                continue
            *values, rests, own = ours
            if tuple(values) != row or hexed in queue.open or bases.of(hexed, rests, own) < base:
                found.append(place)
        return found

    def _put(self, sheet: Sheet) -> None:
        merger, register = self._merger, self._register
        bases = [merger.know.stamp.seq] * len(sheet.ids) if merger.know.city else sheet.bases
        merger.write.put_columns(register.name, sheet.ids, sheet.fields, bases, sheet.dots, sheet.reasons)
        names = doubts.looked_at(register)
        if names:
            values = zip(*(sheet.fields[register.places[name]] for name in names), strict=True)
            rows = zip(sheet.ids, values, sheet.reasons, strict=True)
            self._doubts([StoredRow(key, dict(zip(names, row, strict=True)), {}, 0, gone) for key, row, gone in rows])
        self._count(new=len(sheet.ids))

    def batch(self, rows: list[RowState]) -> None:
        """Take in some thousand rows: new ones at once, those that differ one by one."""
        if not rows:
            return
        merger, name = self._merger, self._register.name
        theirs = [self._came(row) for row in rows]
        keys = [row.id for row in theirs]
        if len(set(keys)) < len(keys):
            raise faulty(misfit())
        known = merger.write.states(name, keys)
        fresh = []
        differing = []
        for row, their in zip(rows, theirs, strict=True):
            ours = known.get(their.id)
            if ours is None:
                fresh.append(self._new(row, their))
            elif not self._is_same(ours, row, their):
                differing.append((ours, row))
        same = len(rows) - len(fresh) - len(differing)
        claims = merger.claims
        told = claims.last_told(self._register, [ours.id for ours, _ in differing]) if claims else {}
        for ours, row in differing:
            if ours.id in told:
                self._known(ours, rebased(row, told[ours.id]), replace(merger.know, stranger=True))
            else:
                self._known(ours, row, merger.know)
        if fresh:
            merger.write.put_new(name, fresh)
            self._doubts(fresh)
        self._count(new=len(fresh), same=same)

    def _stands(self, row: RowState) -> bool:
        """Whether the row is gone because its person was merged into another: edits do not bring it back."""
        if not aliases.is_merged(row.deleted):
            return False
        stored = self._stored(row)
        return standing.stands(self._merger.write.connection, self._register, stored.values, stored.id)

    def _lapsed(self, row: RowState) -> bool:
        """Whether it was merged once, and is no more."""
        return aliases.is_merged(row.deleted) and not self._stands(row)

    def _new(self, row: RowState, their: StoredRow) -> StoredRow:
        if any(name in row.values for name in self._local):
            return self._stored(merge_row(None, row, self._rules, self._merger.know).row)
        if self._merger.know.city:
            their.base = self._merger.know.stamp.seq
        if self._merger.watch is not None and their.extra is not None and self._merger.watch.of(self._register, their):
            self._merger.watch.came(self._register, None, their)
        return their

    def _is_same(self, ours: StoredRow, row: RowState, their: StoredRow) -> bool:
        """Most rows of a cumulative package: the same writes on both sides, nothing new about their base."""
        if ours.dots != their.dots or ours.deleted != their.deleted or ours.extra != their.extra:
            return False
        for name in self._local:
            their.values[name] = ours.values[name]
        if ours.values != their.values or row.id in self._merger.queue.open:
            return False
        return self._merger.bases.of(row.id, ours.base, ours.own) >= row.base

    def _came(self, row: RowState) -> StoredRow:
        try:
            self._converter.must_be_sound(row)
        except Refused as no:
            raise faulty(no) from no
        return self._stored(row)

    def _stored(self, row: RowState) -> StoredRow:
        try:
            return self._converter.stored(self._merger.write, row)
        except Refused as no:
            raise faulty(no) from no

    def _known(self, stored: StoredRow, row: RowState, know: Knowledge) -> None:
        merger = self._merger
        local = self._converter.state(stored, merger.bases.of(row.id, stored.base, stored.own))
        office = local.values.get("office") or row.values.get("office")
        outcome = merge_row(
            local, row, self._rules, know, lambda writer: merger.office_of(writer) == office
        )
        if outcome.row is not local:
            merger.write.put_changed(self._register.name, self._stored(outcome.row))
        self._settle(row, outcome)
        if merger.claims is not None and self._register.name in SPEAKING:
            merger.claims.decided_otherwise(self._register, stored, row, outcome.row)
        if MADE_OF in row.extra or MADE_OF in stored.marks:
            merger.met += self._met(stored, row, outcome)
        if merger.watch is not None and merger.watch.of(self._register, stored, row.extra):
            seen = {name: relation(name, local, row, know) for name in row.everything}
            merger.watch.came(self._register, stored, self._stored(row), seen)
        match outcome.verdict:
            case Verdict.CHANGED:
                self._count(changed=1)
            case Verdict.DOUBTFUL:
                self._count(conflict=1)
            case _:
                self._count(same=1)

    def _met(self, stored: StoredRow, row: RowState, outcome: Outcome) -> list[Met]:
        if not self._merger.know.city:
            return meeting.alone(self._register, stored, self._stored(row))
        asked = {conflict.field for conflict in outcome.conflicts}
        return meeting.met(self._register, stored, self._stored(row), self._stored(outcome.row), asked)

    def _settle(self, row: RowState, outcome: Outcome) -> None:
        queue, register = self._merger.queue, self._register
        if outcome.conflicts:
            queue.conflicts(register, outcome, self._merger.name_of)
            if outcome.verdict is Verdict.DOUBTFUL:
                self._merger.conflicting.add(row.id)
                text = waiting.conflict_words(register, outcome.conflicts)
                self._merger.answer(register.name, row.id, "conflict", text)
        elif row.id in queue.open:
            queue.close_agreed(row, outcome.row, self._merger.know)

    def _doubts(self, fresh: list[StoredRow]) -> None:
        if self._register.name == "certificates" and not self._merger.know.city:
            return  # which of two papers holds is the city's to decide
        asker = self._merger.package.header.to_office
        found = doubts.find(self._merger.write.connection, self._register, fresh, asker)
        for doubt in found:
            self._merger.queue.doubt(self._register, doubt, self._merger.package.header.from_name)
            self._merger.answer(self._register.name, doubt.row.hex(), "doubtful", doubt.evidence)
        self._count(doubtful=len({doubt.row for doubt in found}))

    def _count(self, **more: int) -> None:
        self.counts = replace(
            self.counts, **{name: getattr(self.counts, name) + n for name, n in more.items()}
        )
