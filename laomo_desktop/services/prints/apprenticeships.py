"""师徒协议书 of a pair."""

from datetime import date

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import RowId
from laomo_desktop.printing import papers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints.paper import PRINTED, Paper, finished, seen


def agreement(desk: Desk, key: RowId, *, copies: int = 3) -> Paper:
    """师徒协议书 in three copies; the parties' whole phone numbers stand on it, which is noted."""
    with desk.store.reading() as connection:
        row = records.get(connection, "apprenticeships", key)
        people = {
            p["id"]: p
            for p in records.where(
                connection, "people", {"id": [row["master"], row["apprentice"]]}, deleted=True
            )
        }
    data = papers.Agreement(
        number=row["number"] or "", master=_party(people[row["master"]]),
        apprentice=_party(people[row["apprentice"]]),
        unit=_union(desk, row), begin=date.fromisoformat(row["begins"]), end=date.fromisoformat(row["ends"]),
        trade=row["trade"] or "", goals=_lines(row["goals"]), plan=_lines(row["plan"]), copies=copies,
    )  # fmt: skip
    paper = finished(desk, "agreement", data, f"{row['master.title']}_{row['apprentice.title']}")
    sentence = f"打印{row['master.title']}与{row['apprentice.title']}的师徒协议书（{copies}份，完整电话）"
    seen(desk, PRINTED, "apprenticeships", [key], sentence)
    return paper


def _union(desk: Desk, row: Record) -> str:
    """The enterprise's own union where it is known, else the enterprise's, for the seal."""
    if not row["enterprise"]:
        return ""
    with desk.store.reading() as connection:
        enterprise = records.get(connection, "enterprises", row["enterprise"])
    return str(enterprise["union_name"] or f"{enterprise['name']}工会")


def _party(person: Record) -> papers.Party:
    return papers.Party(
        name=person["name"], sex=person["sex"] or "", unit=person["enterprise.title"] or "",
        post=person["trade"] or person["post"] or "", level=person["skill"] or person["rank"] or "",
        phone=person["phone"] or "",
    )  # fmt: skip


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
