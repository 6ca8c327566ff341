"""派工单 and 需求登记表 of the store's rows."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.printing import papers
from laomo_desktop.services import assignments
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints.paper import PRINTED, Paper, finished, seen
from laomo_desktop.services.prints.signers import Signed, signed


def dispatch(desk: Desk, *keys: RowId) -> Paper:
    """派工单 of assignments, a page each, with the enterprise's whole telephone number; noted in their histories."""
    with desk.store.reading() as connection:
        items = [_dispatch(connection, signed(desk), key) for key in keys]
    who = items[0].sent if len(items) == 1 else f"{len(items)}张"
    paper = finished(desk, "dispatch", papers.Dispatches(items), f"{who}_{items[0].need.title}")
    numbers = "、".join(each.number for each in items)
    seen(desk, PRINTED, "assignments", keys, f"打印派工单{numbers}（完整电话）")
    return paper


def _dispatch(connection: Connection, signers: Signed, key: RowId) -> papers.Dispatch:
    row = records.get(connection, "assignments", key)
    who, is_team, facts = _sent(connection, row)
    return papers.Dispatch(
        row["number"] or "", signers.office, _need(connection, records.get(connection, "needs", row["need"])), who,
        is_team, facts, date.fromisoformat(row["assigned"]), _day(row["expected"]), row["why"] or "",
        signers.clerk, signers.phone,
    )  # fmt: skip


def need(desk: Desk, key: RowId) -> Paper:
    """需求登记表 with who was sent and how it ended; the print is noted in the need's history."""
    with desk.store.reading() as connection:
        row = records.get(connection, "needs", key)
        of = _need(connection, row)
    sent = [_sending(each) for each in assignments.of_need(desk, key)]
    signers, benefit = signed(desk), kinds.show(REGISTERS["needs"]["benefit"], row["benefit"])
    data = papers.NeedForm(
        signers.office, of, row["state"], sent, _ending(row), f"{benefit}元" if benefit else "",
        row["satisfaction"] or "", _day(row["closed"]), signers.clerk, signers.reviewer,
    )  # fmt: skip
    paper = finished(desk, "need_form", data, row["title"])
    seen(desk, PRINTED, "needs", [key], f"打印“{row['title']}”需求登记表（完整电话）")
    return paper


def _ending(row: Record) -> str:
    parts = (row["result"], f"未解决原因：{row['reason']}" if row["reason"] else "")
    return "\n".join(part for part in parts if part)


def _need(connection: Connection, row: Record) -> papers.Need:
    enterprise = records.get(connection, "enterprises", row["enterprise"])
    names = ("category", "urgency", "source", "trade", "specialties", "detail", "platform")
    words = {name: row[name] or "" for name in names}
    return papers.Need(
        row["title"], enterprise["name"], enterprise["address"] or "", row["contact"] or enterprise["contact"] or "",
        row["phone"] or enterprise["phone"] or "", row["chain"] or enterprise["chain"] or "",
        raised=_day(row["raised"]), due=_day(row["due"]), **words,
    )  # fmt: skip


def _sent(connection: Connection, row: Record) -> tuple[str, bool, list[tuple[str, str]]]:
    """Who is sent: the name, whether it is a team, and what tells who they are."""
    if row["team"] is None:
        person = records.get(connection, "people", row["person"])
        return person["name"], False, _named(
            {"工　　种": person["trade"], "技能等级": person["skill"] or person["rank"],
             "所在单位": person["enterprise.title"]}
        )  # fmt: skip
    team = records.get(connection, "teams", row["team"])
    members = [
        m["person.title"]
        for m in records.where(connection, "members", {"team": row["team"]})
        if m["person"] != team["leader"] and (not m["until"] or m["until"] >= date.today().isoformat())
    ]
    facts = {"队　　长": team["leader.title"], "级　　别": team["level"], "队　　员": "、".join(members)}
    return team["name"], True, _named(facts)


def _named(facts: Mapping[str, str | None]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in facts.items() if value]


def _sending(row: Record) -> papers.Sending:
    who = row["team.title"] or row["person.title"]
    reason = f"（{row['reason']}）" if row["reason"] else ""
    return papers.Sending(row["number"] or "", who, date.fromisoformat(row["assigned"]), f"{row['answer']}{reason}")


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
