"""Finding anything by one box: people, enterprises, classes, needs, visits …; and commands by their pinyin."""

from collections.abc import Sequence
from dataclasses import dataclass

from laomo_desktop.db import pinyin, query
from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import Kind, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk

LOOKED_INTO = (
    "people", "enterprises", "trainings", "certificates", "teams", "needs", "visits", "assignments", "apprenticeships",
    "studios", "alliances", "achievements",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: its register, its key, what it is called, and a few words to tell it from others (masked)."""

    register: str
    key: RowId
    title: str
    hint: str


def find_anything(desk: Desk, words: str, limit: int = 5, among: Sequence[str] = LOOKED_INTO) -> list[Found]:
    """The first ``limit`` rows of each register that match, as the registers' own search finds them."""
    if not words.strip():
        return []
    found = []
    with desk.store.reading() as connection:
        for name in among:
            rows = query.page(connection, query.Query(name, find=words), 0, limit)
            found += [_found(REGISTERS[name], row) for row in rows]
    return found


def _found(reg: Register, row: Record) -> Found:
    told = [registers.present(reg, row, name) for name in reg.columns if _tells(reg, name)]
    return Found(
        reg.name, row["id"], registers.present(reg, row, reg.title),
        "　".join(word for word in (registers.once_called(row), *told) if word),
    )  # fmt: skip


def _tells(reg: Register, name: str) -> bool:
    """Columns that help to tell rows apart at a glance: no long texts, and not the title again."""
    shown = [column for column in reg.columns if column != reg.title and reg[column].kind is not Kind.LONG]
    return name in shown[:4]


def sounds_like(label: str, words: str) -> bool:
    """Whether ``words`` are part of ``label``, of its pinyin, or of its initials (导出 by dc, daochu, 出)."""
    wanted = words.casefold().replace(" ", "")
    if not wanted or wanted in label.casefold():
        return True
    for syllables in pinyin.spellings(label, person=False):
        if wanted in "".join(syllables) or wanted in "".join(syllable[0] for syllable in syllables):
            return True
    return False


def waiting(desk: Desk) -> dict[str, int]:
    """What waits for a person, by screen: undecided doubtful rows."""
    with desk.store.reading() as connection:
        undecided = query.Query("pending", filters={"decision": [None]})
        return {"pending": query.count(connection, undecided)}
