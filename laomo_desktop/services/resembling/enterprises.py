"""Enterprises that may be one: code, variants of the name, address, telephone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.services.resembling.names import core
from laomo_desktop.services.same.finding import Finder
from laomo_desktop.services.suspicions import Evidence, Side

CODE = "统一社会信用代码"


@dataclass(frozen=True, slots=True)
class Firm:
    """What an enterprise is known by; ``core`` is its bare name."""

    n: int
    key: RowId
    name: str
    core: str
    uscc: str | None
    phone: str | None
    address: str | None
    office: str | None


def faces(connection: Connection) -> Iterator[Firm]:
    """Living enterprises."""
    asked = "SELECT n, id, name, uscc, phone, address, office FROM enterprises WHERE deleted IS NULL"
    for n, key, name, uscc, phone, address, office in connection.exec_driver_sql(asked):
        yield Firm(n, key, name or "", core(name or ""), uscc, phone, _plain(address), office)


def near(connection: Connection, _fresh: Sequence[RowId]) -> list[Firm]:
    """All of them: there are a hundredth as many enterprises as people."""
    return list(faces(connection))


def weigh(one: Firm, other: Firm) -> Evidence:
    """The evidence on a pair. Two different codes are two enterprises, whatever else agrees."""
    if one.uscc and other.uscc:
        if one.uscc != other.uscc:
            return Evidence(0, (), (f"{CODE}不同",))
        return Evidence(100, (f"{CODE}相同",), _against(one, other), CODE)
    told = [
        (words, points)
        for words, points, ours, theirs in (
            ("电话相同", 30, one.phone, other.phone),
            ("地址相同", 30, one.address, other.address),
        )
        if ours and ours == theirs
    ]
    if one.name == other.name:
        told.insert(0, ("企业名称相同", 70))
    elif one.core == other.core:
        told.insert(0, ("企业名称写法不同", 55))
    elif len(told) < 2 or not _within(one.core, other.core):
        return Evidence(0, (), ("企业名称不同",))
    against = _against(one, other)
    return Evidence(min(99, sum(points for _, points in told)), tuple(words for words, _ in told), against)


def _against(one: Firm, other: Firm) -> tuple[str, ...]:
    return () if one.core == other.core else ("企业名称不同",)


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def _plain(address: str | None) -> str | None:
    return core(address) if address and len(address) > 5 else None


ENTERPRISES = Finder(
    "enterprises", faces, near,
    (lambda f: f.uscc, lambda f: f.core or None, lambda f: f.phone, lambda f: f.address), weigh,
    lambda firm: Side(firm.key, firm.name, firm.office),
)  # fmt: skip
