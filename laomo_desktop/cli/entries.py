"""What a command is given for the fields of a record: read by their kinds; words of dictionaries told apart."""

from collections.abc import Iterable, Mapping

from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.terms import Terms

SHOWN = 12
"""So many words of a dictionary are named."""


def read(desk: Desk, register: str, entries: Mapping[str, object]) -> dict[str, Value]:
    """Values to store, of all that is given (not None). Raises `Refused`, naming what may stand there."""
    reg = REGISTERS[register]
    return {name: _read(desk, reg[name], raw) for name, raw in entries.items() if raw is not None}


def _read(desk: Desk, of: Field, raw: object) -> Value:
    try:
        return kinds.parse(of, raw)
    except Refused as no:
        if not of.required or not of.dictionary or str(raw).strip():
            raise
        raise Refused(no.what, where=no.where, todo=f"可以写：{_some(_known(desk), of)}") from no


def new_words(desk: Desk, register: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """A sentence for each word that no dictionary has yet, naming what it has. To be asked before saving."""
    known = _known(desk)
    fields = [of for of in REGISTERS[register].fields if of.kind in (Kind.TERM, Kind.TERMS) and values.get(of.name)]
    return tuple(_told(known, of, word) for of in fields for word in _unknown(known, register, of, values[of.name]))


def _unknown(known: Terms, register: str, of: Field, value: Value) -> Iterable[str]:
    settled = known.canonical_value(of, value)
    return [word for _, word in known.unknown(REGISTERS[register], [{of.name: settled}])]


def _told(known: Terms, of: Field, word: str) -> str:
    return f"注意：{of.label}字典里没有“{word}”，已作为建议词条加入；字典里有：{_some(known, of)}。"


def _some(known: Terms, of: Field) -> str:
    words = known.words[of.dictionary]
    more = f"……共{len(words)}个，用 list terms --find 查找" if len(words) > SHOWN else ""
    return f"{'、'.join(words[:SHOWN])}{more}"


def _known(desk: Desk) -> Terms:
    with desk.store.reading() as connection:
        return terms.load(connection)
