"""The search index: one FTS5 table a register, whose tokens are the suffixes of what people type.

SQLite's own tokenizers fail on Chinese names (trigram needs three characters, unicode61 takes a run as one word), so
every suffix of a name, of its pinyin and of its initials is a token, and a query is a prefix of one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import Connection

from laomo_desktop.db.pinyin import first_readings, spellings
from laomo_desktop.domain.field import Kind, Search, Value
from laomo_desktop.domain.register import Register

LONGEST = 24
SPELLED, OVERLAP, LONG_TAIL = 12, 4, 28
"""So many characters of a name are indexed in all their readings; of what follows so many, in one reading."""
ID_STARTS = (0, 6, 10, 12, 14)
"""An ID number is found whole, from its birth year, month, day, or by its last four."""
NOT_WORD = re.compile(r"[^\w\u3400-\u9fff\U00020000-\U0003fffd]+")
_NO_DIGIT = re.compile(r"\D")
"""Han characters are named besides: some are younger than this Python's tables."""


def create_statement(register: Register) -> str:
    """The index of ``register``; contentless, so it holds no second copy of personal data in clear order."""
    return (
        f"CREATE VIRTUAL TABLE {register.name}_search USING fts5("
        "tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'\")"
    )


def put(
    connection: Connection,
    register: Register,
    rows: Iterable[tuple[int, Sequence[Value]]],
    *,
    new: bool = False,
    former: Mapping[int, Sequence[Sequence[Value]]] = MappingProxyType({}),
) -> None:
    """Index rows: (n, values of ``register.searched``). ``new`` rows are in no index yet: half the work.

    ``former``: by n, such values as a row had before, or as rows had that were merged into it.
    """
    plan = [
        (field.search, field.kind is Kind.NAME) for field in register.searched if field.search is not None
    ]
    data = [(n, _tokens(plan, values, *former.get(n, ()))) for n, values in rows]
    if data:
        verb = "INSERT" if new else "INSERT OR REPLACE"
        connection.exec_driver_sql(f"{verb} INTO {register.name}_search(rowid, tokens) VALUES (?, ?)", data)


def drop(connection: Connection, register: Register, numbers: Sequence[int]) -> None:
    """Take rows out of the index."""
    if numbers:
        connection.exec_driver_sql(
            f"DELETE FROM {register.name}_search WHERE rowid = ?", [(n,) for n in numbers]
        )


def clear(connection: Connection, register: Register) -> None:
    """An empty index in place of the one there is, whatever state that is in ('delete-all' trusts what it finds)."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {register.name}_search")
    connection.exec_driver_sql(create_statement(register))


def words_of(text: str) -> list[str]:
    """The words that were typed, as they are compared."""
    return [word for word in NOT_WORD.split(text.casefold().replace("·", "")) if word]


def match(text: str) -> str:
    """The FTS query for what was typed: every word must begin some token. Empty if nothing can be searched."""
    return " ".join(f'"{word[:LONGEST]}"*' for word in words_of(text))


def _tokens(plan: Sequence[tuple[Search, bool]], *rows: Sequence[Value]) -> str:
    """What a row is found by, each token once."""
    found: list[str] = []
    for (how, person), value in ((each, value) for row in rows for each, value in zip(plan, row, strict=True)):
        if value is None:
            continue
        if how is Search.PHONE:
            digits = value if type(value) is str and value.isdecimal() else _NO_DIGIT.sub("", str(value))
            found += [digits[start:] for start in range(max(len(digits) - 3, 1))]
        elif how is Search.ID:
            number = str(value).lower()
            found += [number[start:] for start in ID_STARTS if start < len(number)]
        else:
            found += word_tokens(str(value), how is Search.NAME, person)
    return " ".join(dict.fromkeys(found))


@lru_cache(maxsize=16_384)
def word_tokens(value: str, named: bool, person: bool) -> tuple[str, ...]:
    """Every suffix of a word; of a name also those of its spellings and initials."""
    word = NOT_WORD.sub("", value.casefold())
    suffixes = _suffixes(word)
    if named:
        heard = spellings(word[:SPELLED], person=person)
        if len(word) > SPELLED:  # a long title goes on in its commonest reading, from a little before the cut
            heard += [tuple(first_readings(word[SPELLED - OVERLAP :][:LONG_TAIL]))]
        for syllables in heard:
            spelt = ""
            for syllable in reversed(syllables):
                suffixes.append(spelt := syllable + spelt)
            suffixes += _suffixes("".join([s[0] for s in syllables]))
    return tuple(suffixes)


def _suffixes(word: str) -> list[str]:
    return [word[start : start + LONGEST] for start in range(len(word))]
