"""服务档案: everything that was ever entered about a craftsman, or an enterprise, on one paper.

Nothing is typed for it: visits, classes, needs, honours, certificates, apprentices and achievements come from where
they were entered once.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import period
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.papers import Chapter, Fact
from laomo_desktop.services import attachments, figures, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures import number_words
from laomo_desktop.services.prints.paper import Paper, file_name
from laomo_desktop.services.prints.signers import signed
from laomo_desktop.services.reports import chapters

PERSON = ("sex", "birth", "enterprise", "department", "post", "trade", "skill", "rank", "education", "kind", "politics",
          "office", "phone", "specialties", "cooperation")  # fmt: skip
ENTERPRISE = ("uscc", "office", "chain", "industry", "size", "role", "innovative", "workers", "contact", "phone",
              "union_name", "address")  # fmt: skip
LONG = frozenset({"enterprise", "specialties", "cooperation", "address", "union_name"})
"""Facts that take a whole line."""

TRIVIAL = frozenset({("enterprise", "enterprises")})
"""Sums that say nothing: an enterprise is one enterprise."""


def dossier_person(desk: Desk, person: RowId, year: int | None = None, progress: Progress = silent) -> Paper:
    """个人服务档案: of one year, or of all there is. Phones are masked."""
    with desk.store.reading() as connection:
        row = records.get(connection, "people", person)
        made = chapters.of_person(connection, person, year)
    photo = attachments.load(desk, row["photo"]) if row["photo"] else None
    return _paper(desk, "people", row, PERSON, made, year, "person", progress, photo)


def dossier_enterprise(desk: Desk, enterprise: RowId, year: int | None = None, progress: Progress = silent) -> Paper:
    """企业服务档案: of one year, or of all there is."""
    with desk.store.reading() as connection:
        row = records.get(connection, "enterprises", enterprise)
        made = chapters.of_enterprise(connection, enterprise, year)
    return _paper(desk, "enterprises", row, ENTERPRISE, made, year, "enterprise", progress, None)


def _paper(
    desk: Desk, register: str, row: Record, names: Sequence[str], made: Sequence[Chapter], year: int | None, by: str,
    progress: Progress, photo: bytes | None,
) -> Paper:  # fmt: skip
    who, name = signed(desk), str(row["name"])
    what = "个人服务档案" if by == "person" else "企业服务档案"
    data = papers.Dossier(
        title=what, name=name, subtitle=f"{year}年" if year else "", facts=_facts(register, row, names),
        sums=_sums(desk, by, row["id"], year), chapters=made, photo=photo or b"", office=who.office,
        prepared_by=who.clerk, reviewed_by=who.reviewer, date=who.date,
    )  # fmt: skip
    pdf = FORMS["dossier"].draw(data, progress)
    when = f"_{year}年" if year else ""
    return Paper(f"{what}：{name}", pdf, file_name(desk.office, f"{what}_{name}{when}", "pdf"))


def _facts(register: str, row: Mapping[str, Any], names: Sequence[str]) -> list[Fact]:
    reg = REGISTERS[register]
    return [
        Fact(reg[name].label, registers.present(reg, row, name), 2.0 if name in LONG else 1.0)
        for name in names
        if row[name] is not None
    ]


def _sums(desk: Desk, by: str, key: RowId, year: int | None) -> list[Fact]:
    """The figures of this one, counted as everywhere else."""
    span = period.year(year) if year else period.Period(date(1900, 1, 1), date(9998, 12, 31))
    found = figures.count_of(desk, span, by, key)
    return [Fact(m.label, f"{number_words(n)}{m.unit}") for m, n in found if n and (by, m.code) not in TRIVIAL]


