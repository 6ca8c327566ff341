"""Data of a 服务档案."""

from collections.abc import Sequence
from dataclasses import dataclass

from laomo_desktop.printing.papers.lists import Fact, ReportColumn


@dataclass(frozen=True, slots=True)
class Chapter:
    """A table of a dossier under its heading; ``foot`` says how many rows it has."""

    title: str
    columns: Sequence[ReportColumn]
    rows: Sequence[Sequence[str]]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """服务档案 of a person or an enterprise. ``facts`` stand in lines of four shares, ``sums`` are its figures;
    chapters without rows are left out. ``photo`` is a JPEG's or PNG's bytes."""

    title: str
    name: str
    facts: Sequence[Fact]
    chapters: Sequence[Chapter]
    sums: Sequence[Fact] = ()
    subtitle: str = ""
    photo: bytes = b""
    office: str = ""
    prepared_by: str = ""
    reviewed_by: str = ""
    date: str = ""
