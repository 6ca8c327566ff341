"""资助标准 of the year: what an award or a fund amounts to, kept as data by the city."""

from dataclasses import dataclass
from datetime import date

from laomo_desktop.db import records
from laomo_desktop.domain.field import Value
from laomo_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: who is funded, with how much (in 分), by which document, in which year."""

    year: int
    subject: str
    amount: int
    document: str

    @property
    def award(self) -> dict[str, Value]:
        """What an award by this rule starts with."""
        return {"name": self.subject, "year": self.year, "amount": self.amount, "document": self.document or None}


def rules(desk: Desk, year: int | None = None) -> list[Rule]:
    """The rules of ``year`` (this one), or of the last year before it that has any; larger amounts first."""
    wanted = year or date.today().year
    with desk.store.reading() as connection:
        rows = [row for row in records.where(connection, "funding_rules", {}) if row["year"] <= wanted]
    newest = max((row["year"] for row in rows), default=0)
    found = [Rule(r["year"], r["subject"], r["amount"], r["document"] or "") for r in rows if r["year"] == newest]
    return sorted(found, key=lambda rule: -rule.amount)
