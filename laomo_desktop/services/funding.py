"""奖励资助: what results, studios and alliances were given in a year, against the standards of that year.

A standard (资助标准) is a row the city keeps: year, subject, for whom, how much. An award is by a standard when it
bears its name in its year; nothing else ties them, so that an award typed in, imported or offered counts alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.domain import text
from laomo_desktop.domain.derive import RECEIVERS
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers.achievements import AWARDED
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures.counting import scope

TARGETS = {"achievement": "achievements", "studio": "studios", "alliance": "alliances"}
"""The register each of an award's receivers is in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One standard: who is funded, with how much (in 分), by which document, in which year; ``kind`` "" is anybody."""

    year: int
    subject: str
    amount: int
    document: str
    kind: str = ""

    @property
    def award(self) -> dict[str, Value]:
        """What an award by this rule starts with."""
        return {"name": self.subject, "year": self.year, "amount": self.amount, "document": self.document or None}


@dataclass(frozen=True, slots=True)
class Sum:
    """The awards of one name to one kind of receiver in a year; money in 分. ``rule`` None: by no standard."""

    kind: str
    name: str
    rule: Rule | None
    awards: tuple[RowId, ...]
    granted: int
    paid: int
    uneven: int
    """How many of them differ from the standard."""

    @property
    def due(self) -> int | None:
        """What they would come to by the standard."""
        return self.rule.amount * len(self.awards) if self.rule else None

    @property
    def words(self) -> str:
        """How they stand to the standard and to the bank, in a sentence; "" where all is as it should be."""
        told = []
        if self.rule is None:
            told.append("没有同名的资助标准")
        elif self.uneven:
            told.append(f"有{self.uneven}项与标准不一致")
        if self.rule and self.rule.kind and self.rule.kind != self.kind:
            told.append(f"标准是给{self.rule.kind}的")
        if self.paid < self.granted:
            told.append("未全部到账")
        return "；".join(told)

    @property
    def query(self) -> Query:
        """The list of these awards."""
        return Query("awards", keys=self.awards)


def rules(desk: Desk, year: int | None = None, kind: str = "") -> list[Rule]:
    """The rules of ``year`` (this one), or of the last year before it that has any; larger amounts first.

    With ``kind`` only those for such a receiver, or for anybody.
    """
    wanted = year or date.today().year
    with desk.store.reading() as connection:
        found = [rule for rule in _rules(connection) if rule.year <= wanted]
    newest = max((rule.year for rule in found), default=0)
    fitting = (rule for rule in found if rule.year == newest and (not kind or rule.kind in ("", kind)))
    return sorted(fitting, key=lambda rule: -rule.amount)


def rules_for(desk: Desk, values: Mapping[str, object]) -> list[Rule]:
    """The rules that fit a new award's receiver (its link in ``values``); all of them where none is told."""
    with desk.store.reading() as connection:
        kinds = [
            _kind(connection, {name: key})
            for name in RECEIVERS
            if isinstance(key := values.get(name), bytes)
        ]
    return rules(desk, kind=kinds[0] if kinds else "")


def _rules(connection: Connection) -> list[Rule]:
    return [
        Rule(row["year"], row["subject"], row["amount"], row["document"] or "", row["kind"] or "")
        for row in records.where(connection, "funding_rules", {})
    ]


def sums(desk: Desk, year: int, office: str | None = None) -> list[Sum]:
    """The awards of a year by kind of receiver and name, in the order of the kinds; larger sums first."""
    of = scope(desk, office)
    with desk.store.reading() as connection:
        by_name = {text.fold(rule.subject): rule for rule in _rules(connection) if rule.year == year}
        groups: dict[tuple[str, str], list[Record]] = {}
        for award in records.where(connection, "awards", {"year": year}):
            if of is None or of.code == _office(connection, award):
                groups.setdefault((_kind(connection, award), award["name"]), []).append(award)
    made = [_sum(kind, name, by_name.get(text.fold(name)), rows) for (kind, name), rows in groups.items()]
    order = {kind: place for place, kind in enumerate(AWARDED)}
    return sorted(made, key=lambda one: (order.get(one.kind, len(order)), -one.granted, one.name))


def _sum(kind: str, name: str, rule: Rule | None, awards: Sequence[Record]) -> Sum:
    amounts = [award["amount"] or 0 for award in awards]
    uneven = sum(amount != rule.amount for amount in amounts) if rule else 0
    paid = sum(award["amount"] or 0 for award in awards if award["paid"])
    return Sum(kind, name, rule, tuple(award["id"] for award in awards), sum(amounts), paid, uneven)


def _kind(connection: Connection, award: Mapping[str, object]) -> str:
    """成果, 创新工作室, or which of the alliances."""
    if isinstance(key := award.get("alliance"), bytes):
        return str(records.get(connection, "alliances", key)["kind"])
    return AWARDED[1] if award.get("studio") else AWARDED[0]


def _office(connection: Connection, award: Mapping[str, object]) -> str | None:
    for name, register in TARGETS.items():
        if isinstance(key := award.get(name), bytes):
            code = records.get(connection, register, key)["office"]
            return str(code) if code else None
    return None
