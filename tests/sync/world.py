"""Offices, keys and packages made up for the tests of this folder."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from laomo_desktop.sync.container import Written, write_package
from laomo_desktop.sync.keys import Identity, new_identity
from laomo_desktop.sync.model import Draft, Header, Kind, Writer

DISTRICT_STORE, CITY_STORE, OTHER_STORE = "d1" * 16, "c1" * 16, "e1" * 16
EPOCH = "0e" * 16

DISTRICT = new_identity("370602", "烟台市芝罘区总工会", DISTRICT_STORE)
CITY = new_identity("370600", "烟台市总工会", CITY_STORE)
OTHER = new_identity("370611", "烟台市福山区总工会", OTHER_STORE)

PEOPLE = ("people", ("id", "name"), [["01" * 16, "陈㛃"], ["02" * 16, "𬍛䶮𡈽"]])

Tables = Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]


def header(sender: Identity = DISTRICT, to: Identity = CITY, number: int = 1) -> Header:
    return Header(
        kind=Kind.REPORT,
        from_office=sender.card.office,
        from_name=sender.card.name,
        to_office=to.card.office,
        to_name=to.card.name,
        number=number,
        writer=Writer(sender.card.store, EPOCH),
    )


def draft(**changes: Any) -> Draft:
    known: dict[str, Any] = {"schema": 1, "lowest_reader": 1, "program": "0.1.0", "seq_from": 0, "seq_to": 9}
    return Draft(**{**known, **changes})


def package_bytes(
    tables: Tables = (PEOPLE,), *, sender: Identity = DISTRICT, to: Identity = CITY, **more: Any
) -> bytes:
    """A package in memory; ``draft`` and ``head`` may be given."""
    file = io.BytesIO()
    head, told = more.pop("head", header(sender, to)), more.pop("draft", draft())
    write_package(file, head, told, tables, sender=sender, recipients=[to.card], **more)
    return file.getvalue()


def package_file(path: Path, tables: Tables = (PEOPLE,), **more: Any) -> Written:
    return write_package(
        path, header(), draft(), tables, sender=DISTRICT, recipients=[CITY.card], **more
    )
