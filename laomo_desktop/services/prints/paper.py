"""A finished paper: what it is, its PDF, what it is called as a file, and the trace it leaves.

What leaves no trace until it was really printed or saved (looking is not printing) is noted by `note`; a paper that
shows whole telephone or ID numbers is noted as soon as it is made, by `seen`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from laomo_desktop.db import records
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.services.desk import Desk

PRINTED, SEEN = "打印", "查看"
LONGEST_NAME = 60
"""Characters of a file name's words: with the office and the day it still fits any folder."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The note of one printing: an operation's kind and sentence, and its rows (certificates are counted)."""

    sentence: str
    register: str
    keys: tuple[RowId, ...]
    kind: str = PRINTED


@dataclass(frozen=True, slots=True)
class Paper:
    """``suggested`` is the file name; ``printed`` what whoever prints or saves it has to write down (`note`)."""

    title: str
    pdf: bytes
    suggested: str
    printed: Printed | None = None


def finished(
    desk: Desk, form: str, data: object, what: str, *, progress: Progress = silent, printed: Printed | None = None
) -> Paper:
    """A form drawn from its data, under the name it would be saved as."""
    label = FORMS[form].label
    title, suggested = f"{label}：{what.replace('_', ' · ')}", file_name(desk.office, f"{label}_{what}")
    return Paper(title, FORMS[form].draw(data, progress), suggested, printed)


def file_name(office: Office, words: str, suffix: str = "pdf") -> str:
    """烟台市芝罘区总工会_统计表_2026年_20261122.pdf"""
    safe = "".join(c if c not in '\\/:*?"<>|\n\t' else "_" for c in words)
    return f"{office.full}_{safe[:LONGEST_NAME]}_{date.today():%Y%m%d}.{suffix}"


def note(desk: Desk, what: Printed | None) -> None:
    """Write a printing down. Nothing where the paper leaves no trace."""
    if what is None:
        return
    with desk.store.operation(what.kind, what.sentence, desk.user) as write:
        if what.register == "certificates":
            rows = records.where(write.connection, "certificates", {"id": list(what.keys)})
            write.update_many("certificates", [(row["id"], {"prints": (row["prints"] or 0) + 1}) for row in rows])
        else:
            write.look(what.register, what.keys)


def of_certificates(keys: Sequence[RowId]) -> Printed:
    """Once more each."""
    return Printed(f"打印证书{len(keys)}本", "certificates", tuple(keys))


def seen(desk: Desk, kind: str, register: str, keys: Sequence[RowId], sentence: str) -> None:
    """Whole numbers are seen as soon as the paper is shown."""
    with desk.store.operation(kind, sentence, desk.user) as write:
        write.look(register, keys)
