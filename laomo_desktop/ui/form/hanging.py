"""What hangs on a record: which tabs stand beside its fields, and what each is called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laomo_desktop.domain.derive import RECEIVERS
from laomo_desktop.domain.field import Field
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on

HERE, AWAY = "here", "away"
BEGUN: Mapping[tuple[str, str], str] = {
    ("activities", "studio"): HERE,
    ("activities", "alliance"): HERE,
    ("achievements", "studio"): HERE,
    ("needs", "enterprise"): HERE,
    ("visits", "team"): AWAY,
    ("assignments", "need"): AWAY,
    ("awards", "achievement"): HERE,
    ("awards", "studio"): HERE,
    ("awards", "alliance"): HERE,
}
"""Rows that do not belong to a record but are naturally begun from it: in a dialog here, or on their own page; and
those that do belong to it, but are begun elsewhere."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows of ``other`` whose ``link`` is the record; ``owned``: they belong to it and are edited here."""

    other: Register
    link: Field
    label: str
    owned: bool

    @property
    def begun(self) -> str:
        """`HERE` or `AWAY` where new ones are begun from the record; else nothing."""
        return BEGUN.get((self.other.name, self.link.name), HERE if self.owned else "")


def tabs_of(reg: Register) -> list[Hanging]:
    """The tabs of a record of ``reg``: what belongs to it first; equal labels are told apart by their role."""
    found = [(o, link) for o, link in hanging_on(reg) if o.columns and not _owned_by_owned(o, link)]
    found.sort(key=lambda pair: pair[0].owner != pair[1].name)
    bare = [_place(other, link).label for other, link in found]
    return [
        Hanging(other, link, _told(other, link, bare), other.owner == link.name) for other, link in found
    ]


def _owned_by_owned(other: Register, link: Field) -> bool:
    """A mark of attendance hangs on an enrolment: no tab of a form shows it."""
    return bool(other.owner) and bool(REGISTERS[other[other.owner].target].owner) and other.owner != link.name


def _place(other: Register, link: Field) -> Register:
    """Where a row is at home: a person's membership is looked at in its team."""
    owned_here = not other.owner or other.owner == link.name
    return other if owned_here else REGISTERS[other[other.owner].target]


def _told(other: Register, link: Field, bare: Iterable[str]) -> str:
    label = _place(other, link).label
    if list(bare).count(label) == 1:
        return label
    return f"{label}（{other.label if other.owner else link.label}）"


def shown_columns(hanging: Hanging) -> list[str]:
    """The columns of a tab: without the record itself; a row at home elsewhere says where first."""
    link = hanging.link.name
    told = set(RECEIVERS) if hanging.other.name == "awards" else {link}  # of an award's receivers two are empty
    columns = [name for name in hanging.other.columns if name not in told]
    if not hanging.owned and hanging.other.owner and hanging.other.owner not in columns:
        columns.insert(0, hanging.other.owner)
    return columns
