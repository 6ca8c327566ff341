"""Many packages at once: all that lie on a stick taken in, a return package for every district that waits for one.

Each is an operation of its own, whole or not at all; what goes wrong with one is told beside it and stops no other.
Cancelling ends after what is whole already.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.paths import is_folder
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import incoming, kept, outgoing, standing, waiting
from laomo_desktop.services.exchange.incoming import Intake
from laomo_desktop.services.exchange.outgoing import Exported
from laomo_desktop.sync import drives
from laomo_desktop.sync.drives import Found
from laomo_desktop.sync.model import Kind

CANCELLED = "已取消"
REFUSED = "没有导入"
UNWRITTEN = "没有写出"


def _nobody(_one: object) -> None:
    """Nobody waits to be told."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: ``state`` 已入库, 无变化, 没有导入 or 已取消, and a sentence."""

    path: Path
    state: str
    sentence: str
    intake: Intake | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one office's package: written, or why not."""

    office: Office
    state: str
    sentence: str
    made: Exported | None = None


def files_in(desk: Desk, folders: Iterable[Path]) -> list[Path]:
    """What is to be taken in of these folders (one level deep): every package for this office in the order it should be
    taken in, then what is called a package and cannot be read: the clerk must not believe that it is in."""
    kind = Kind.REPORT if desk.is_city else Kind.RETURN
    mine: list[Found] = []
    odd: list[Path] = []
    for each in drives.looked_through(folders):
        if isinstance(each, Path):
            odd.append(each)
        elif each.header.to_office == desk.office.code and each.header.kind is kind:
            mine.append(each)
    return [*(found.path for found in sorted(mine, key=_order)), *odd]


def _order(found: Found) -> tuple[int, int, str]:
    known = {office.code: office.order for office in offices.OFFICES}
    header = found.header
    return known.get(header.from_office, len(known)), header.number, found.path.name


def take_all(
    desk: Desk, paths: Sequence[Path], progress: Progress = silent, told: Callable[[Taken], object] = _nobody
) -> list[Taken]:
    """Take in each of the files; ``told`` is called with each as soon as it is decided."""
    desk.must_write()
    done: list[Taken] = []
    stopped = False
    for place, path in enumerate(paths, 1):
        if not stopped:
            copied = any(each.intake is not None and each.intake.counts for each in done)
            one = _take(desk, path, _counted(progress, place, len(paths)), copy=not copied)
            stopped = one.state == CANCELLED
        else:
            one = Taken(path, CANCELLED, "没有导入，本机资料不变。")
        done.append(one)
        told(one)
    kept.tidy(desk)
    return done


def _take(desk: Desk, path: Path, progress: Progress, *, copy: bool) -> Taken:
    try:
        progress(0, 0, path.name)
        intake = incoming.take_in(desk, path, progress, copy=copy)
    except Cancelled:
        return Taken(path, CANCELLED, "没有导入，本机资料不变。")
    except Refused as no:
        return Taken(path, REFUSED, no.sentence)
    return Taken(path, intake.state, "".join(intake.sentences), intake)


def still_asked(desk: Desk, done: Sequence[Taken]) -> int:
    """How many items these packages left on the queue: one may have brought the answer to what another asked."""
    keys = {key for one in done if one.intake is not None for key in one.intake.asked}
    with desk.store.reading() as connection:
        return waiting.open_among(connection, keys)


def take_kept(
    desk: Desk, progress: Progress = silent, told: Callable[[Taken], object] = _nobody
) -> list[Taken]:
    """Take in all packages that waited for an upgrade of this program."""
    return take_all(desk, kept.ready(desk), progress, told)


def offices_due(desk: Desk) -> list[Office]:
    """City: the districts that wait for a return package, in the standing order."""
    due = standing.receipts_due(desk)
    return [office for office in offices.DISTRICTS if due.get(office.code)]


def export_all(
    desk: Desk,
    folder: Path,
    to: Sequence[Office],
    progress: Progress = silent,
    told: Callable[[Sent], object] = _nobody,
) -> list[Sent]:
    """City: a return package for each of these districts into ``folder``; what hinders one hinders no other.

    Raises `Refused` in a district, and without that folder.
    """
    desk.must_write()
    if not desk.is_city:
        raise Refused("只有市总工会给区市写回执包", todo="区市请用“导出给市总”")
    if not is_folder(folder):
        raise Refused("没有这个文件夹，U盘可能已经拔出", where=str(folder), todo="请插好U盘，或换一个位置")
    done: list[Sent] = []
    stopped = False
    for place, office in enumerate(to, 1):
        if not stopped:
            one = _send(desk, folder, office, _counted(progress, place, len(to), office.short))
            stopped = one.state == CANCELLED
        else:
            one = Sent(office, CANCELLED, "没有写出。")
        done.append(one)
        told(one)
    return done


def _send(desk: Desk, folder: Path, office: Office, progress: Progress) -> Sent:
    try:
        progress(0, 0, "")
        made = outgoing.export(desk, folder, office.code, progress)
    except Cancelled:
        return Sent(office, CANCELLED, "没有写出。")
    except Refused as no:
        return Sent(office, UNWRITTEN, no.sentence)
    return Sent(office, "已写出", f"第{made.number}包，短码 {made.code}，{made.path.name}", made)


def _counted(progress: Progress, place: int, count: int, whose: str = "") -> Progress:
    """The progress of one of several: which it is stands before its words."""

    def told(done: int, total: int, text: str = "") -> None:
        words = "　".join(part for part in (f"第{place}个，共{count}个", whose, text) if part)
        progress(done, total, words)

    return told
