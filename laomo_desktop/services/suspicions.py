"""疑似同一人 and its like: pairs on the queue 待处理, unless a person has decided on them already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.sameness import QUESTIONS, SAMENESS
from laomo_desktop.domain.states import CERTIFICATE
from laomo_desktop.services.merging import aliases

PACKAGE_DOUBT = "数据包存疑"
KINDS = (*QUESTIONS, PACKAGE_DOUBT)
OTHER_ROW = "_row"
SCORE = "_score"
"""Under which name an item keeps how much speaks for the two being one, 0 to 100."""
BY_NOW = "已不需要处理"
VALID = CERTIFICATE.state("valid").label
CLAIMED = "区市已当作同一人合并"
WITHDRAWN = "撤回了“不是同一个”的认定"
PROOFS = ("身份证号", "统一社会信用代码", CLAIMED, WITHDRAWN)
"""What is asked about anew though two were told apart: who did so need not have known of it."""
_DECISIONS = frozenset((CLAIMED, WITHDRAWN))
"""Those that are an office's word about the two, not theirs: nobody knew of them by looking."""
MERGED = "_merged"
"""Marks an item about two that are one here already, while an office says that they are not."""

Pair = tuple[RowId, RowId]


@dataclass(frozen=True, slots=True)
class Evidence:
    """``score`` 0 to 100; sentences without personal data: labels and spellings of names only.

    ``proof`` names a number that is the same (身份证号); "" where there is none.
    """

    score: int
    speaks_for: tuple[str, ...]
    against: tuple[str, ...]
    proof: str = ""

    @property
    def sentence(self) -> str:
        told = "；".join(self.speaks_for)
        return f"{told}。但{'、'.join(self.against)}" if self.against else told


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: its key, what it is called, whose it is."""

    key: RowId
    name: str
    office: str | None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two rows of register ``of`` that may be one, and why."""

    of: str
    one: Side
    other: Side
    evidence: Evidence

    @property
    def pair(self) -> Pair:
        return pair_of(self.one.key, self.other.key)


def pair_of(one: RowId, other: RowId) -> Pair:
    """The two in a fixed order."""
    return min(one, other), max(one, other)


def told(evidence: Evidence) -> str:
    """How sure it is, and why."""
    return f"{certainty(evidence.score)}（{evidence.score}分）：{evidence.sentence}"


def certainty(score: int) -> str:
    """A score in words."""
    for least, words in ((100, "几乎可以肯定"), (80, "很可能"), (65, "可能")):
        if score >= least:
            return words
    return "有些像"


def is_asked(asker: str, *homes: object) -> bool:
    """Whether office ``asker`` (its code) is asked about rows of those ``homes``: the city about all, a district about
    its own. What a district says of two others' people the city takes back (`exchange.claims`): that decides nothing.
    """
    return asker == offices.CITY.code or asker in homes


def open_ones(connection: Connection, found: Iterable[Suspicion]) -> list[Suspicion]:
    """Those nobody has decided on, the strongest first. Of two known apart a proof that is new is asked about again."""
    everything = list(found)
    known = {of: decided(connection, of) for of in {each.of for each in everything}}
    left = [each for each in everything if not _is_decided(each, known[each.of])]
    return sorted(left, key=lambda each: (-each.evidence.score, each.pair))


def _is_decided(each: Suspicion, known: Mapping[Pair, str | None]) -> bool:
    return each.pair in known and knew(known[each.pair], each.evidence.proof)


def knew(evidence: str | None, proof: str) -> bool:
    """Whether who told two apart on that evidence knew that too; where none is kept, she knew every number."""
    return proof in (evidence or ("" if proof in _DECISIONS else proof))


def decided(connection: Connection, of: str) -> dict[Pair, str | None]:
    """Pairs of which a person said that they are two, and what she knew; of somebody gone, the survivor is meant."""
    final = aliases.final(connection, of)
    table = SAMENESS[of].distinctions.name
    rows = connection.exec_driver_sql(f'SELECT "left", "right", evidence FROM {table} WHERE deleted IS NULL')
    return {pair_of(final.get(a, a), final.get(b, b)): evidence for a, b, evidence in rows if a and b}


def put(write: Write, found: Sequence[Suspicion]) -> int:
    """On the queue, those that do not wait there already; returns how many."""
    asked = {of: _asked(write.connection, of) for of in {each.of for each in found}}
    fresh = [each for each in found if each.pair not in asked[each.of]]
    write.insert_many("pending", [_item(each) for each in fresh])
    return len(fresh)


def dispute(write: Write, of: str, gone: RowId, why: str, origin: str) -> None:
    """Ask whether ``gone`` is one with its survivor after all, unless that waits already."""
    kept = aliases.final(write.connection, of).get(gone)
    if kept is not None and len(write.states(of, [gone, kept])) == 2:
        _ask(write, of, (kept, gone), why, origin, {MERGED: True})


def doubt(write: Write, of: str, pair: Pair, why: str, origin: str) -> None:
    """Ask whether two living ones that were told apart are two, unless that waits already. ``why`` holds one of
    `PROOFS` that was not known then."""
    known = write.states(of, list(pair))
    if len(known) == 2 and all(row.deleted is None for row in known.values()):
        _ask(write, of, pair_of(*pair), why, origin, {})


def _ask(write: Write, of: str, pair: Pair, why: str, origin: str, marks: Mapping[str, object]) -> None:
    if pair_of(*pair) in _asked(write.connection, of):
        return
    row, other = pair
    item = {
        "kind": SAMENESS[of].question, "register": of, "row": row.hex(), "evidence": why, "origin": origin,
        "title": query.titles(write.connection, of, [row]).get(row, ""),
        "incoming": orjson.dumps({OTHER_ROW: other.hex(), **marks}).decode(),
    }  # fmt: skip
    write.insert("pending", item)


def _asked(connection: Connection, of: str) -> set[Pair]:
    """Pairs that wait already."""
    return {
        pair_of(bytes.fromhex(row["row"]), other)
        for row in records.where(connection, "pending", {"kind": KINDS, "register": of})
        if row["decision"] is None and (other := other_row(row)) is not None
    }


def other_row(item: Mapping[str, object]) -> RowId | None:
    """The second row of an item."""
    told = orjson.loads(str(item["incoming"] or "{}")).get(OTHER_ROW)
    return bytes.fromhex(told) if isinstance(told, str) else None


def _item(found: Suspicion) -> Row:
    first, second = sorted((found.one, found.other), key=lambda side: side.key)
    incoming = orjson.dumps({OTHER_ROW: second.key.hex(), SCORE: found.evidence.score}).decode()
    return {
        "kind": SAMENESS[found.of].question, "register": found.of, "title": first.name,
        "row": first.key.hex(), "incoming": incoming, "evidence": told(found.evidence),
        "origin": _home(second.office),
    }  # fmt: skip


def _home(code: str | None) -> str:
    try:
        return offices.office(code or "").short
    except Refused:
        return "本库"


def close_answered(write: Write, asker: str, leave: RowId = b"") -> int:
    """Questions that answered themselves (decided elsewhere, merged, deleted), or are not office ``asker``'s to answer
    any more, wait no longer; returns how many."""
    return sum(_close(write, of, asker, leave) for of in SAMENESS) + _close_papers(write)


def _close_papers(write: Write) -> int:
    """Two certificates of one number, of which one is not valid by now."""
    rows = records.where(write.connection, "pending", {"kind": PACKAGE_DOUBT, "register": "certificates"})
    idle = []
    for item in [row for row in rows if row["decision"] is None]:
        known = write.states("certificates", [bytes.fromhex(item["row"]), other_row(item) or b""])
        states = [row.values["state"] for row in known.values() if row.deleted is None]
        if states.count(VALID) < 2:
            idle.append(item["id"])
    return write.update_many("pending", [(key, {"decision": BY_NOW}) for key in idle])


def _close(write: Write, of: str, asker: str, leave: RowId) -> int:
    rows = records.where(write.connection, "pending", {"kind": KINDS, "register": of})
    open_rows = [row for row in rows if row["decision"] is None and row["id"] != leave]
    if not open_rows:
        return 0
    apart = decided(write.connection, of)
    pairs = {row["id"]: (bytes.fromhex(row["row"]), other_row(row) or b"") for row in open_rows}
    known = write.states(of, list({key for pair in pairs.values() for key in pair}))
    homes = {key: row.values["office"] for key, row in known.items() if row.deleted is None}
    merged = aliases.living(write.connection, of)
    idle = [
        row["id"] for row in open_rows
        if (pairs[row["id"]][1] not in merged if is_merged(row) else _idle(row, pairs[row["id"]], homes, asker, apart))
    ]  # fmt: skip
    return write.update_many("pending", [(key, {"decision": BY_NOW}) for key in idle])


def _idle(
    item: Mapping[str, object], pair: Pair, homes: Mapping[RowId, object], asker: str, apart: Mapping[Pair, str | None]
) -> bool:
    """Whether a question about two living ones waits for nothing more."""
    if not homes.keys() >= set(pair) or not is_asked(asker, *(homes[key] for key in pair)):
        return True
    return _answered(item, pair_of(*pair), apart)


def is_idle(write: Write, of: str, *keys: RowId) -> bool:
    """Whether one of the rows was deleted or merged since it was asked about."""
    known = write.states(of, keys)
    return any(key not in known or known[key].deleted is not None for key in keys)


def is_merged(item: Mapping[str, object]) -> bool:
    """Whether an item asks about two that are one here already."""
    return MERGED in orjson.loads(str(item["incoming"] or "{}"))


def _answered(item: Mapping[str, object], pair: Pair, apart: Mapping[Pair, str | None]) -> bool:
    """Whether the pair was told apart by one who knew as much."""
    return pair in apart and all(knew(apart[pair], proof) for proof in PROOFS if proof in str(item["evidence"]))
