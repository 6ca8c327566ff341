"""Checking what stands in a form, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from laomo_desktop.domain import kinds, offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import identity
from laomo_desktop.services.desk import Desk


@dataclass(slots=True)
class Checked:
    """A form after checking: values ready to store, and sentences by field for what is wrong or doubtful."""

    values: dict[str, Value] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


def check(desk: Desk, register: str, entries: Mapping[str, object], key: RowId | None = None) -> Checked:
    """Check what stands in a form. ``entries`` field -> words, or a key for links; only given fields are checked.

    A LINK entry may be words: they are kept, and `save` makes the row (an enterprise) on the fly.
    """
    reg = REGISTERS[register]
    checked = Checked()
    for name, raw in entries.items():
        try:
            checked.values[name] = parse_entry(reg[name], raw)
        except Refused as no:
            checked.errors[name] = no.what + (f"，{no.todo}" if no.todo else "") + "。"
    identity.complete(reg, checked.values, checked.errors, checked.warnings)
    _warn_of_elsewhere(desk, reg, checked)
    with desk.store.reading() as connection:
        identity.warn_of_twins(connection, reg, checked, key)
    return checked


def _warn_of_elsewhere(desk: Desk, reg: Register, checked: Checked) -> None:
    """A district that gives its row to another union gives it away: it hears so before it is saved."""
    names = {office.code: office.full for office in offices.OFFICES if not desk.is_city}
    for of in reg.fields:
        whose = names.get(str(checked.values.get(of.name))) if of.kind is Kind.OFFICE else None
        if whose not in (None, desk.office.full) and of.name not in checked.errors:
            words = f"归{whose}管：不再算本单位的{reg.label}，报送市总以后由他们修改。请确认。"
            checked.warnings.setdefault(of.name, words)


def parse_entry(of: Field, raw: object) -> Value:
    """The stored value of an entry; words in a LINK field stay words (see `saving.ensure`). Raises `Refused`."""
    if of.kind is Kind.LINK and isinstance(raw, str) and raw.strip():
        return raw.strip()
    return kinds.parse(of, raw)
