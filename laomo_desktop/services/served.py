"""Who was sent to a need and was there on a visit to it has served: nobody types that a second time."""

from collections.abc import Container, Sequence
from datetime import date

from laomo_desktop.db import journal, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.journal import Change
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain.dispatching import ACCEPTED, ALIVE, COMPLETED, WAITING
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.visits import SOLVED


def follow(write: Write, visit: RowId) -> None:
    """Answer the assignments of those who took part, of the visit's needs, within the visit's own operation: 完成 where
    the need was solved, with the enterprise's word; else 接受, for they came. Who was sent later is not meant."""
    row = records.get(write.connection, "visits", visit)
    day = str(row["day"])
    if day > date.today().isoformat():  # planned: nobody has come yet
        return
    there = {each["person"] for each in records.where(write.connection, "visit_people", {"visit": visit})}
    for link in records.where(write.connection, "visit_needs", {"visit": visit}):
        for sent in records.where(write.connection, "assignments", {"need": link["need"], "answer": ALIVE}):
            came = sent["person"] in there or (sent["team"] is not None and sent["team"] == row["team"])
            if came and sent["assigned"] <= day and (changes := _answered(sent, row, link["outcome"], day)):
                write.update("assignments", sent["id"], changes)


ANSWER = ("answer", "answered", "reason", "rating")


def take_back(write: Write, visit: RowId) -> None:
    """The answers that `follow` gave for this visit, and nobody has touched since, are again what they were."""
    links = records.where(write.connection, "visit_needs", {"visit": visit}, deleted=True)
    rows = [("visits", visit), *(("visit_needs", link["id"]) for link in links)]
    ours = {by.number for register, key in rows for by in journal.by_whom(write.connection, register, key)}
    for sent in records.where(write.connection, "assignments", {"need": [link["need"] for link in links]}):
        before = _before(journal.row_history(write.connection, "assignments", sent["id"]), ours)
        if before:
            write.update("assignments", sent["id"], before)


def _before(history: Sequence[Change], ours: Container[int]) -> Row:
    """What the newest operations changed of an answer, as long as they are ``ours``."""
    found: Row = {}
    for change in history:
        told = {name: value for name, value in (change.before or {}).items() if name in ANSWER}
        if change.before is None or (told and change.operation.number not in ours):
            break
        found |= told
    return found


def _answered(sent: Record, visit: Record, outcome: str, day: str) -> Row:
    if outcome == SOLVED:
        rating: Row = {"rating": visit["satisfaction"]} if visit["satisfaction"] else {}
        return {"answer": COMPLETED, "answered": day, "reason": None, **rating}
    return {"answer": ACCEPTED, "answered": day} if sent["answer"] == WAITING else {}
