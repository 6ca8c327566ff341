"""荣誉: who may be recommended for the next level, with the reasons."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.honour_ladder import LADDER, next_honours, rung
from laomo_desktop.services.desk import Desk

WAIT = 1
"""Whole years between two rungs."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody who may be recommended: for what, why, and what is still missing (empty: nothing)."""

    person: Record
    present: str
    following: tuple[str, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.missing


def nominees(desk: Desk, day: date | None = None) -> list[Nominee]:
    """Everybody with an honour of the ladder below its top, those ready first, then by reasons."""
    today = day or date.today()
    with desk.store.reading() as connection:
        held: dict[RowId, list[Record]] = defaultdict(list)
        for honour in records.where(connection, "honours", {}):
            held[honour["person"]].append(honour)
        people = records.where(connection, "people", {"id": list(held)})
        counts = {
            "次服务活动": Counter(row["person"] for row in records.where(connection, "visit_people", {})),
            "名徒弟": Counter(row["master"] for row in records.where(connection, "apprenticeships", {})),
            "项成果": Counter(row["person"] for row in records.where(connection, "achievement_people", {})),
        }
    found = [_nominee(person, held[person["id"]], counts, today) for person in people]
    return sorted(
        (n for n in found if n is not None), key=lambda n: (not n.ready, -len(n.reasons), n.person["name"])
    )


def _nominee(
    person: Record, honours: list[Record], counts: dict[str, Counter[RowId]], today: date
) -> Nominee | None:
    names = {h["honour"] for h in honours}
    following = next_honours(names)
    if rung(names) < 0 or not following:
        return None
    top = [h for h in honours if h["honour"] in LADDER[rung(names)]]
    since = max((h["year"] for h in top if h["year"]), default=None)
    reasons = [f"{since}年获{top[0]['honour']}" if since else f"已获{top[0]['honour']}"]
    reasons += [f"{count[person['id']]}{words}" for words, count in counts.items() if count[person["id"]]]
    missing = []
    if since is None:
        missing.append(f"{top[0]['honour']}没有写年度")
    elif today.year - since < WAIT:
        missing.append(f"获{top[0]['honour']}未满{WAIT}年")
    return Nominee(person, top[0]["honour"], following, tuple(reasons), tuple(missing))
