"""Needs that may be one: the same enterprise, and a like text within a fortnight; or one number of a platform."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.services.resembling.names import core
from laomo_desktop.services.resembling.words import alike, bare
from laomo_desktop.services.same.blocks import PART
from laomo_desktop.services.same.finding import Finder
from laomo_desktop.services.suspicions import Evidence, Side

LIKE = 0.45
"""From this likeness on two texts tell of one thing."""
NEAR = 15
"""So many days lie between two entries of one need, at most."""
_EMPTY = re.compile("技术|问题|难题|需求|诉求|解决|如何|怎么")
LONG_AGO = 60
"""The same, where it is called the same: later it is raised anew."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a need is known by; ``at`` is the enterprise's bare name, so that one entered twice is one."""

    n: int
    key: RowId
    title: str
    bare: str
    detail: str
    at: str
    raised: int | None
    category: str | None
    phone: str | None
    platform: str | None
    office: str | None


def faces(connection: Connection, where: str = "1", given: Sequence[Any] = ()) -> Iterator[Need]:
    """Living needs."""
    asked = (
        "SELECT d.n, d.id, d.title, d.detail, e.name, d.raised, d.category, d.phone, d.platform, d.office FROM needs d "
        f"LEFT JOIN enterprises e ON e.id = d.enterprise AND e.deleted IS NULL WHERE d.deleted IS NULL AND {where}"
    )
    for n, key, title, detail, name, raised, *rest in connection.exec_driver_sql(asked, tuple(given)):
        called = core(name) if name else ""
        yield Need(n, key, title or "", bare(title or ""), bare(detail or ""), called, _number(raised), *rest)


def _number(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def near(connection: Connection, fresh: Sequence[RowId]) -> list[Need]:
    """Whatever was raised about when ``fresh`` ones were, and those of the same platform's number."""
    found: dict[int, Need] = {}
    for start in range(0, len(fresh), PART):
        part = tuple(fresh[start : start + PART])
        mine = f"SELECT * FROM needs WHERE id IN ({', '.join('?' * len(part))})"
        for condition in (
            f"d.raised BETWEEN date(f.raised, '-{LONG_AGO} days') AND date(f.raised, '+{LONG_AGO} days')",
            "d.platform = f.platform",
        ):
            where = f"d.n IN (SELECT d.n FROM ({mine}) f CROSS JOIN needs d WHERE {condition})"
            found.update((face.n, face) for face in faces(connection, where, part))
    return list(found.values())


def weigh(one: Need, other: Need) -> Evidence:
    """The evidence on a pair; without a like text there is none."""
    against = () if not one.category or not other.category or one.category == other.category else ("类别不同",)
    if one.platform and one.platform == other.platform and one.at == other.at:
        return Evidence(95, ("平台编号相同",), against)
    days = abs(one.raised - other.raised) if one.raised is not None and other.raised is not None else LONG_AGO + 1
    text, score = _texts(one, other)
    if not one.at or one.at != other.at or not text or days > (LONG_AGO if one.bare == other.bare else NEAR):
        return Evidence(0, (), against)
    told = [f"企业相同，{text}", "提出日期相同" if not days else f"提出日期相差{days}天"]
    score += 35 + (15 if not days else 10 if days <= 3 else 5 if days <= NEAR else 0)
    if one.phone and one.phone == other.phone:
        told.append("联系电话相同")
        score += 5
    if one.platform and other.platform:
        against = (*against, "平台编号不同")
    return Evidence(max(0, min(99, score - 15 * len(against))), tuple(told), against)


def _texts(one: Need, other: Need) -> tuple[str, int]:
    if one.bare == other.bare:
        return "需求名称相同", 40
    if alike(_told(one.bare), _told(other.bare)) >= LIKE:
        return "需求名称相近", 25
    if one.detail and other.detail and alike(one.detail, other.detail) >= LIKE:
        return "说明相近", 20
    return "", 0


def _told(text: str) -> str:
    """Without the words that every need has."""
    return _EMPTY.sub("", text) or text


def _month(shift: int) -> Any:
    def key(face: Need) -> Any:
        return (face.at, (face.raised + shift) // (2 * NEAR)) if face.at and face.raised is not None else None

    return key


NEEDS = Finder(
    "needs", faces, near,
    (
        lambda face: face.platform, lambda face: (face.at, face.bare) if face.at else None,
        _month(0), _month(NEAR),
    ),
    weigh, lambda face: Side(face.key, face.title, face.office),
)  # fmt: skip
