"""Data of forms about one thing: agreement, package cover, recovery sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Party:
    """甲方 (master) or 乙方 (apprentice)."""

    name: str
    sex: str = ""
    unit: str = ""
    post: str = ""
    level: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """师徒协议书. ``goals`` and ``plan`` are the clerk's texts; blank ones become lines for the pen."""

    number: str
    master: Party
    apprentice: Party
    unit: str
    begin: date
    end: date
    trade: str = ""
    goals: Sequence[str] = ()
    plan: Sequence[str] = ()
    witness: str = ""
    copies: int = 3


@dataclass(frozen=True, slots=True)
class Count:
    """One register of a package: how many records are new, changed, deleted."""

    label: str
    new: int
    changed: int = 0
    deleted: int = 0

    @property
    def total(self) -> int:
        return self.new + self.changed + self.deleted


@dataclass(frozen=True, slots=True)
class Cover:
    """数据包封面. ``code`` is the package's short code, ``figures`` what the office certifies."""

    office: str
    recipient: str
    number: str
    made: datetime
    code: str
    counts: Sequence[Count]
    figures: Sequence[tuple[str, str]] = ()
    file_name: str = ""
    prepared_by: str = ""
    reviewed_by: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """找回码 of a store, in groups as it is typed; ``qr`` is what the code carries, blank for the groups."""

    office: str
    store: str
    groups: Sequence[str]
    made: datetime
    qr: str = ""
