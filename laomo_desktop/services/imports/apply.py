"""Carrying an import out: a copy of the store first, then all rows in one operation that can be taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from laomo_desktop.db import backup, codec, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import leading, settings, terms, trainings
from laomo_desktop.services.calm import no_collecting
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import layouts, platform
from laomo_desktop.services.imports.line import Line, Verdict
from laomo_desktop.services.imports.preview import Preview
from laomo_desktop.services.registers import Done

Made = Mapping[tuple[str, str], RowId]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done, and how many rows of each verdict; ``enrolled`` where the roster of a class was imported."""

    done: Done
    counts: Mapping[Verdict, int]
    enrolled: int = 0
    pending: int = 0


def apply(desk: Desk, of: Preview, progress: Progress = silent, *, training: RowId | None = None) -> Imported:
    """Import new and changed rows; doubtful ones wait in 待处理, wrong ones stay in the report.

    With ``training`` everybody known or new is put on its roster. All or nothing: cancelling leaves no trace.
    """
    desk.must_write()
    _refuse_empty(of, training)
    backup.make_in_store(desk.store, "导入前")
    with no_collecting(), desk.store.operation("导入", "", desk.user) as write:
        made = _make_links(write, desk, of)
        terms.propose(write, of.proposed)
        fresh = _insert(write, desk, of, made, progress)
        _update(write, of, made)
        waiting = _queue(write, of)
        _remember_layout(write, of)
        enrolled = _enrol(write, of, fresh, training)
        write.sentence = _sentence(of, enrolled)
    keys = tuple(fresh.values())
    return Imported(
        Done(write.number if write.touched else 0, write.sentence, keys), of.counts, enrolled, waiting
    )


def _refuse_empty(of: Preview, training: RowId | None) -> None:
    counts = of.counts
    if counts[Verdict.NEW] or counts[Verdict.CHANGED] or counts[Verdict.DOUBTFUL]:
        return
    if of.nothing_new:
        if training is None:
            raise Refused("这份表里的内容与现有记录完全相同，没有需要导入的")
        return
    if of.problem:
        raise Refused(of.problem.rstrip("。"))
    wrong = next(line for line in of.lines if line.reasons)
    why = "".join(wrong.reasons).rstrip("。")
    raise Refused(f"没有可以导入的行（第{wrong.number}行：{why}）", todo="请先改好再导入")


def _make_links(write: Write, desk: Desk, of: Preview) -> Made:
    made: dict[tuple[str, str], RowId] = {}
    for name, titles in of.new_links.items():
        reg = REGISTERS[name]
        home = {"office": desk.office.code} if "office" in reg.by_name else {}
        read = [kinds.parse(reg[reg.title], title) for title in titles]
        keys = write.insert_many(name, [{reg.title: title, **home} for title in read])
        made.update({(name, title): key for title, key in zip(titles, keys, strict=True)})
    return made


def _insert(write: Write, desk: Desk, of: Preview, made: Made, progress: Progress) -> dict[int, RowId]:
    lines = [line for line in of.lines if line.verdict is Verdict.NEW]
    home = {"office": desk.office.code} if "office" in of.register.by_name else {}
    came_from = platform.source(of.book, of.layout) if of.register.name == platform.REGISTER else ""

    def rows() -> Iterator[Row]:
        for done, line in enumerate(lines):
            if done % 1_000 == 0:
                progress(done, len(lines), "正在写入")
            yield platform.completed(of.register.name, {**home, **_settled(line, of, made)}, came_from)

    keys = write.insert_many(of.register.name, rows())
    leading.follow(write, of.register.name, keys)
    return {line.number: key for line, key in zip(lines, keys, strict=True)}


def _settled(line: Line, of: Preview, made: Made) -> Row:
    linked = {name: made[of.register[name].target, words] for name, words in line.links.items()}
    return {**line.values, **linked}


def _changing(line: Line, of: Preview, made: Made) -> Row:
    """What is written of a known row: all the line says but steps of the state that lead back."""
    stepped = {f.name for f in of.register.fields if f.imported} - line.changes.keys()
    return {name: value for name, value in _settled(line, of, made).items() if name not in stepped}


def _update(write: Write, of: Preview, made: Made) -> None:
    name = of.register.name
    changed = {line.key: line for line in of.lines if line.verdict is Verdict.CHANGED and line.key}
    led = leading.leaders(write, name, changed)
    write.update_many(
        name, [(key, platform.completed(name, _changing(line, of, made))) for key, line in changed.items()]
    )
    leading.follow(write, name, changed, led)


def _queue(write: Write, of: Preview) -> int:
    """Doubts into 待处理; one that was put there by an earlier import is not asked twice. How many now wait."""
    doubtful = [_pending(line, of) for line in of.lines if line.verdict is Verdict.DOUBTFUL]
    if not doubtful:
        return 0
    same = {"kind": doubtful[0]["kind"], "register": of.register.name}
    asked = {
        (row["row"], row["incoming"]): row["decision"]
        for row in records.where(write.connection, "pending", same)
    }
    write.insert_many("pending", [row for row in doubtful if (row["row"], row["incoming"]) not in asked])
    return sum(asked.get((row["row"], row["incoming"])) is None for row in doubtful)


def _pending(line: Line, of: Preview) -> Row:
    return {
        "kind": "导入存疑",
        "register": of.register.name,
        "title": str(line.values.get(of.register.title, "")),
        "evidence": "".join(line.reasons),
        "origin": f"{of.book.path.name} 第{line.number}行",
        "row": line.key.hex() if line.key else None,
        "incoming": codec.pack({**line.values, **line.links}),
    }


def _remember_layout(write: Write, of: Preview) -> None:
    layouts.remember_words(write, of.layout, of.book)
    remembered = dict(settings.read(write.connection, layouts.SETTING, {}))
    names = {str(index): f.name for index, f in of.layout.columns.items()}
    names.update({str(index): "" for index in of.layout.unknown})
    if remembered.get(of.layout.fingerprint) != names:
        remembered[of.layout.fingerprint] = names
        settings.write_within(write, layouts.SETTING, remembered)


def _enrol(write: Write, of: Preview, fresh: Mapping[int, RowId], training: RowId | None) -> int:
    if training is None:
        return 0
    known = (Verdict.SAME, Verdict.CHANGED)
    people = [fresh.get(line.number) or (line.key if line.verdict in known else None) for line in of.lines]
    return len(trainings.enrol_within(write, training, [person for person in people if person]))


def _sentence(of: Preview, enrolled: int) -> str:
    words = f"导入{of.register.label}“{of.book.path.name}”：{of.sentence}"
    return words + (f"，报名{enrolled}人" if enrolled else "")
