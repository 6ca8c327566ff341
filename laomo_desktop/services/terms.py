"""字典: what drop-downs offer, synonyms folded to the city's word, new words proposed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import named_id
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import text
from laomo_desktop.domain.field import Field, Kind, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers.terms import DICTIONARIES
from laomo_desktop.domain.resources import resource

PROPOSED, IN_USE, RETIRED = "建议", "启用", "停用"
SET_UP, UPGRADED = "建库", "升级"
"""The kinds of operations that `seed`."""


@dataclass(frozen=True)
class Terms:
    """All dictionaries at one moment: code -> words in their order, and every synonym's word."""

    words: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[tuple[str, str], str] = field(repr=False)

    def canonical(self, dictionary: str, word: str) -> str:
        """The dictionary's own word for ``word`` (a synonym, other spacing), or ``word`` itself."""
        return self.synonyms.get((dictionary, text.fold(word)), word)

    def canonical_value(self, of: Field, value: Value) -> Value:
        """`canonical` for a field's stored value; several terms one by one."""
        if value is None or of.kind not in (Kind.TERM, Kind.TERMS):
            return value
        parts = str(value).split("、") if of.kind is Kind.TERMS else [str(value)]
        return "、".join(dict.fromkeys(self.canonical(of.dictionary, part) for part in parts))

    @cached_property
    def _known(self) -> frozenset[tuple[str, str]]:
        return frozenset((code, word) for code, words in self.words.items() for word in words)

    def unknown(self, register: Register, rows: Iterable[Mapping[str, Value]]) -> list[tuple[str, str]]:
        """(dictionary, word) for every term in ``rows`` that no dictionary has, each once."""
        fields = [f for f in register.fields if f.dictionary]
        met = [dict[Value, None]() for _ in fields]
        for row in rows:
            for f, values in zip(fields, met, strict=True):
                values[row.get(f.name)] = None
        words = ((f.dictionary, w) for f, values in zip(fields, met, strict=True) for v in values for w in _parts(f, v))
        return [pair for pair in dict.fromkeys(words) if pair not in self._known]


def _parts(of: Field, value: Value) -> list[str]:
    if value is None:
        return []
    return str(value).split("、") if of.kind is Kind.TERMS else [str(value)]


def load(connection: Connection) -> Terms:
    """The dictionaries as they stand (some thousand words; read anew for each import or form)."""
    codes = {label: code for code, label in DICTIONARIES.items()}
    words: dict[str, list[str]] = {code: [] for code in DICTIONARIES}
    synonyms: dict[tuple[str, str], str] = {}
    rows = records.where(connection, "terms", {}, order=("dictionary", "place"))
    # A word that went out of use may be a synonym of one that is in use by now: those have the say.
    for row in sorted(rows, key=lambda row: row["state"] == RETIRED):
        code = codes.get(row["dictionary"])
        if code is None:  # a dictionary of a newer program
            continue
        if row["state"] != RETIRED:
            words[code].append(row["word"])
        for word in [row["word"], *(row["synonyms"] or "").split("、")]:
            if word:
                synonyms.setdefault((code, text.fold(word)), row["word"])
    return Terms({code: tuple(found) for code, found in words.items()}, synonyms)


def propose(write: Write, unknown: Iterable[tuple[str, str]]) -> None:
    """Add words nobody has yet, as 建议 for the city to settle; part of the operation that brought them."""
    rows = {named_id("terms", code, word): _term(code, word, state=PROPOSED) for code, word in unknown}
    known = write.states("terms", list(rows))
    for key, term in known.items():
        if term.deleted is not None:  # its proposal was taken back; the word is used again
            write.set_back("terms", key, {"deleted": None, "state": PROPOSED})
    fresh = [row for key, row in rows.items() if key not in known]
    if fresh:
        write.insert_many("terms", fresh)


def seed(write: Write) -> None:
    """Fill the dictionaries that are empty with the shipped ones (resources/dictionaries).

    For operations of the kinds SET_UP and UPGRADED alone: by them one tells later which terms nobody here wrote.
    """
    there = {row["dictionary"] for row in records.where(write.connection, "terms", {}, deleted=True)}
    empty = [code for code, label in DICTIONARIES.items() if label not in there]
    write.insert_many("terms", [term for code in empty for term in _shipped(code)])


def seeding(connection: Connection) -> frozenset[int]:
    """The numbers of the operations that seeded dictionaries here."""
    found = connection.exec_driver_sql("SELECT number FROM operations WHERE kind IN (?, ?)", (SET_UP, UPGRADED))
    return frozenset(number for (number,) in found)


def _shipped(code: str) -> Iterator[Row]:
    lines = resource("dictionaries", f"{code}.tsv").read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(filter(None, lines)):
        word, _, synonyms = line.partition("\t")
        yield _term(code, word, synonyms=synonyms.strip() or None, place=place + 1)


def _term(code: str, word: str, **values: Value) -> Row:
    return {"id": named_id("terms", code, word), "dictionary": DICTIONARIES[code], "word": word, **values}
