"""Taking in a package: verified, judged, merged in one operation; the same again is a visible no-op."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from laomo_desktop.db import backup
from laomo_desktop.db.door import Write
from laomo_desktop.db.journal import TAKEN_IN
from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates, offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services import office_keys, suspicions
from laomo_desktop.services.calm import no_collecting
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import (
    agreeing,
    books,
    cards,
    given_way,
    healing,
    images,
    overruled,
    packages,
    placing,
    receipts,
    refusals,
    rosters,
    scope,
    totals,
    waiting,
)
from laomo_desktop.services.exchange.books import Bases, Books
from laomo_desktop.services.exchange.claims import Claims
from laomo_desktop.services.exchange.convert import Writers, exchanged
from laomo_desktop.services.exchange.merging import Faulty, Merger
from laomo_desktop.services.exchange.placing import Placed
from laomo_desktop.services.exchange.waiting import Queue
from laomo_desktop.services.merging import arriving
from laomo_desktop.services.merging.watch import Watch
from laomo_desktop.services.resembling import looking
from laomo_desktop.sync import ledger
from laomo_desktop.sync.causality import Knowledge
from laomo_desktop.sync.container import NeedsUpgrade, Package, open_package
from laomo_desktop.sync.model import Counts, Dot, Kind, Receipt, Status, Writer

_DISTINCTIONS = frozenset(same.distinctions.name for same in SAMENESS.values())


@dataclass(frozen=True)
class Intake:
    """What became of a package. ``state`` is 已入库, or 无变化 for one that was here; ``counts`` by register."""

    office: Office
    number: int
    state: str
    code: str
    hash: str
    counts: dict[str, Counts] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    operation: int = 0
    dry: bool = False
    figures: tuple[tuple[str, str], ...] = ()
    """The sender's figures as its stamped cover bears them: label and number in words."""
    asked: tuple[RowId, ...] = ()
    """What it left on the queue 待处理, undecided when all of it was in."""

    @property
    def total(self) -> Counts:
        """Over all registers."""
        found = self.counts.values()
        return Counts(*(sum(getattr(c, name) for c in found) for name in Counts.__dataclass_fields__))

    @property
    def sentence(self) -> str:
        return self.sentences[0]


NO_CHANGE = "无变化"


class _Rehearsed(Exception):
    """Carries a dry run's result out of the operation, which is thereby taken back."""

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self.intake = intake


def dry_run(desk: Desk, path: Path, progress: Progress = silent) -> Intake:
    """What `take_in` would do; nothing is changed."""
    return take_in(desk, path, progress, dry=True)


def take_in(
    desk: Desk, path: Path, progress: Progress = silent, *, dry: bool = False, look: bool = True, copy: bool = True
) -> Intake:
    """Take in a package, all of it or nothing; then, with ``look``, look whether its new rows were here already.

    ``copy``: make a copy of the store first (of many packages at once the first one's serves them all).

    Raises `Refused` for whatever is no sound package for this office from a known one; the refusal is kept in the
    ledger where the sender is proved, so that the next return package tells it.
    """
    desk.must_write()
    with refusals.remembered(desk, path, dry=dry), _opened(desk, path, progress) as package:
        before = _known(desk, package)
        if before is not None:
            return _again(desk, package, before, dry)
        healed = False
        if not dry:
            if copy and any(table.rows for table in package.manifest.tables):
                backup.make_in_store(desk.store, "收包前", progress)
            healed = healing.heal(desk, package)
        intake = _perform(desk, package, path, progress, dry)
        if healed:
            intake = replace(intake, sentences=(*intake.sentences, healing.RENUMBERED))
    if look and not dry:
        looking.catch_up_quietly(desk, progress)
    return intake


@contextmanager
def _opened(desk: Desk, path: Path, progress: Progress) -> Iterator[Package]:
    with desk.store.reading() as connection:
        cards = office_keys.known(connection)
    with open_package(path, office_keys.own(desk), cards, progress) as package:
        _check_kind(desk, package)
        yield package


def _check_kind(desk: Desk, package: Package) -> None:
    header = package.header
    if header.kind is not (Kind.REPORT if desk.is_city else Kind.RETURN):
        raise Faulty("这不是交给本单位导入的数据包", todo="请核对文件")
    if not desk.is_city and header.from_office != offices.CITY.code:
        raise Faulty("回执包只能由市总工会写出", todo="请核对文件")
    known = {register.name for register in exchanged()}
    if any(table.rows and table.name not in known for table in package.manifest.tables):
        raise NeedsUpgrade(header, package.hash)


def _known(desk: Desk, package: Package) -> Record | None:
    with desk.store.reading() as connection:
        row = packages.by_hash(connection, packages.RECEIVED, package.hash)
    return row if row is not None and row["state"] == packages.TAKEN else None


def _again(desk: Desk, package: Package, before: Record, dry: bool) -> Intake:
    day = dates.paper_date(datetime.fromisoformat(before["at"]).astimezone().date())
    header = package.header
    told = f"{_from(desk, package)}第{header.number}包已于{day}入库，这次没有变化。"
    return Intake(
        offices.office(header.from_office),
        header.number,
        NO_CHANGE,
        package.code,
        package.hash,
        {},
        (told,),
        dry=dry,
        figures=totals.certified(package.manifest.draft.totals),
    )


def _from(desk: Desk, package: Package) -> str:
    return offices.office(package.header.from_office).short if desk.is_city else "市总"


def _perform(desk: Desk, package: Package, path: Path, progress: Progress, dry: bool) -> Intake:
    try:
        with no_collecting(), desk.store.operation(TAKEN_IN, "", desk.user) as write:
            intake = _take(desk, write, package, path, progress)
            if dry:
                raise _Rehearsed(intake)
    except _Rehearsed as done:
        intake = done.intake
        return replace(intake, operation=0, dry=True)
    return intake


def _goes_first(desk: Desk, register: Register) -> bool:
    """Aliases before the rows they speak of. In a district what the city has told apart too: nobody is asked about it.
    (The city weighs what a district tells apart against the rows it came with.)"""
    return register.everywhere or (not desk.is_city and register.name in _DISTINCTIONS)


def _take(desk: Desk, write: Write, package: Package, path: Path, progress: Progress) -> Intake:
    mine = books.load(desk, write.connection)
    placed = placing.place(write, mine, package)
    merger = _merger(desk, write, mine, placed, progress)
    pictures = images.take(write, package, progress)
    for register in sorted(exchanged(), key=lambda register: not _goes_first(desk, register)):
        info = package.manifest.table(register.name)
        if info is not None and info.rows:
            merger.table(register, info)
    if merger.claims is not None:
        merger.claims.ask(offices.office(package.header.from_office).short)
    arriving.arrange(write, city=desk.is_city, origin=package.header.from_name, met=merger.met, watch=merger.watch)
    looking.remember(write)
    suspicions.close_answered(write, desk.office.code)
    merger.count_asked()
    finish = _report_taken if desk.is_city else _return_taken
    told = finish(mine, merger, path)
    told += rosters.renumber(write) if desk.is_city else [*rosters.changed(write), *overruled.told(write)]
    told += [f"收到图片{pictures}张。"] if pictures else []
    write.sentence = told[0].rstrip("。")
    counts = {name: count for name, count in merger.counts.items() if count != Counts(same=count.same)}
    return Intake(
        offices.office(package.header.from_office), package.header.number, packages.TAKEN, package.code,
        package.hash, counts, tuple(told), placed.judged.missing, write.number,
        figures=totals.certified(package.manifest.draft.totals), asked=merger.asked,
    )  # fmt: skip


def _merger(desk: Desk, write: Write, mine: Books, placed: Placed, progress: Progress) -> Merger:
    header = placed.package.header
    cards = office_keys.known(write.connection)
    of_store = {**{card.store: card.office for card in cards}, mine.writer.store: desk.office.code}
    know = Knowledge(
        city=desk.is_city,
        city_store=mine.writer.store if desk.is_city else header.writer.store,
        stamp=Dot(mine.writer, write.number),
        taken=mine.taken(write.number - 1),
        sender_seen=placed.seen(),
        revisions=mine.revision_of,
    )
    queue = Queue(write, waiting.open_conflicts(write.connection))

    def office_of(writer: Writer) -> str:
        return of_store.get(writer.store, "")

    def name_of(writer: Writer) -> str:
        code = office_of(writer)
        return offices.office(code).full if code else header.from_name

    bases = Bases(desk.is_city, mine.own.steps, queue.open, scope.elsewhere(write.connection, desk.office.code))
    sender = header.from_office, header.writer.store
    claims = Claims(write, mine, queue, *sender, placed.stamp) if desk.is_city else None
    if claims is not None and claims.checks:
        placed.strange = claims.is_strange
    writers = Writers(write.connection)
    watch = Watch(write) if desk.is_city else None
    return Merger(write, placed, know, writers, bases, queue, office_of, name_of, progress, claims, watch)


def _summary(merger: Merger, source: str) -> str:
    total, header = merger.total, merger.package.header
    words = [f"新增{total.new}条", f"更新{total.changed}条"]
    waits = len(merger.asked)
    words += [f"{waits}条待处理"] if waits else []
    if not (total.new or total.changed or waits):
        words = ["内容都已经有了"]
    return f"{source}第{header.number}包入库：{'，'.join(words)}。"


def _details(merger: Merger) -> dict[str, object]:
    counted = {name: [c.new, c.changed, c.same, c.doubtful, c.conflict] for name, c in merger.counts.items()}
    draft = merger.package.manifest.draft
    totals = dict(draft.totals)
    asked = images.asked_in(draft.extra)
    return {
        **({images.WANTS: asked} if asked else {}),
        "op": merger.write.number,
        "registers": counted,
        "totals": totals,
        "by": merger.placed.judged.place.name,
    }


def _report_taken(mine: Books, merger: Merger, path: Path) -> list[str]:
    """The city's side: book, receipt, ledger."""
    placed, draft, header = merger.placed, merger.package.manifest.draft, merger.package.header
    office = offices.office(header.from_office)
    book, number = placed.book, merger.write.number
    told = [_summary(merger, office.short)]
    if not book.heard and not placed.forked and any(each.heard for each in mine.of_store(book.store)):
        told.append(f"{office.short}的资料库恢复过备份或换过电脑，从这个包起重新编号；内容照常入库。")
    if not placed.gap:
        book.took(draft.seq_to, number)
    if placed.contiguous:
        _goes_on(mine, merger, book)
    acknowledged = (
        placed.common if placed.forked else book.taken if not placed.gap else mine.taken_of_store(book.store)
    )
    if placed.forked:
        told.append(f"{office.short}的资料库曾被恢复或复制：内容已逐条入库，回执会让对方重新编号。")
    _bring_up(merger, book)
    if not placed.late and draft.city is not None:
        book.seen, book.seen_epoch = min(draft.city.revision, number), draft.city.writer.epoch
    books.save(merger.write, book)
    receipt = Receipt(
        package=merger.package.hash, number=header.number, status=Status.TAKEN, counts=merger.total,
        answers=tuple(merger.answers), acknowledged=min(acknowledged, draft.seq_to),
        writer=book.writer, new_epoch=placed.forked,
    )  # fmt: skip
    _note(merger, path, receipt, placed.book.writer)
    if words := ledger.sentence(office.short, placed.judged.missing):
        told.append(f"{words}；不影响使用，后来的包已带上其中的内容。")
    return told


def _goes_on(mine: Books, merger: Merger, book: books.Book) -> None:
    """What the sender wrote under earlier names is here as well: its timeline goes on where it left those."""
    for writer, last in merger.package.manifest.draft.seen.items():
        earlier = mine.by_writer.get(writer)
        if earlier is not None and earlier is not book and writer.store == book.store and last > earlier.taken:
            earlier.took(last, merger.write.number)
            books.save(merger.write, earlier)


def _bring_up(merger: Merger, book: books.Book) -> None:
    """Head, gaps and the moment it was heard."""
    placed, draft, package = merger.placed, merger.package.manifest.draft, merger.package
    if placed.late:
        book.missing = [each for each in book.missing if each != package.hash]
        return
    taken = {
        row["hash"]
        for row in packages.received(merger.write.connection, store=book.store, state=packages.TAKEN)
    }
    book.missing = [each for each in draft.ancestors if each not in taken]
    book.head, book.heard = package.hash, merger.write.number


def _return_taken(mine: Books, merger: Merger, path: Path) -> list[str]:
    """A district's side: what the city says of our packages, and how far we have now seen the city."""
    placed, draft = merger.placed, merger.package.manifest.draft
    book, own = placed.book, mine.own
    told = [_summary(merger, "市总回执包"), *receipts.read(merger.write, own, draft.receipts)]
    if own.everything == merger.write.number:
        told.append("市总的资料库恢复过，下一个包会把本单位的内容全部重新带上。")
    if placed.forked:
        told.append("市总的资料库可能被复制或退回过，请与市总工会联系。")
    if not placed.late:
        given_way.keep(merger.write, mine.writer.store, draft.extra.get(given_way.WAITING), book.left)
    if placed.contiguous and not placed.late and not _without_us(mine, merger):
        book.took(draft.seq_to, merger.write.number)
        own.steps.append([merger.write.number, draft.seq_to])
        cards.keep(merger.write, mine.desk.office.code, draft.extra.get(cards.CARDS))
        told += filter(None, [agreeing.compared(merger.write, own, mine.desk.office.code, draft)])
    _bring_up(merger, book)
    books.save(merger.write, book)
    books.save_own(merger.write, own)
    _note(merger, path, None, book.writer)
    return told


def _without_us(mine: Books, merger: Merger) -> bool:
    """Whether the city wrote the package for what this store was before it went back: then it left things out."""
    heads = merger.package.manifest.draft.heads
    sent = {row["hash"] for row in packages.sent(merger.write.connection, offices.CITY.code)}
    if mine.writer in heads:
        return heads[mine.writer] not in sent
    return any(heads.get(earlier, "") not in {"", *sent} for earlier in mine.earlier())


def _note(merger: Merger, path: Path, receipt: Receipt | None, writer: Writer) -> None:
    draft = merger.package.manifest.draft
    noted = packages.Noted(
        merger.package.hash, packages.TAKEN, path.name, draft.seq_from, draft.seq_to,
        details=_details(merger), receipt=receipt,
    )  # fmt: skip
    packages.note(merger.write, packages.RECEIVED, merger.package.header, noted, writer)
