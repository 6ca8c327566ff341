"""How things stand beside the ledger: receipts not yet written, enrolments that wait for their digits."""

import base64
from collections import Counter

from laomo_desktop.db import records
from laomo_desktop.domain import offices
from laomo_desktop.services import office_keys, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import packages
from laomo_desktop.services.exchange.enrolment import ANSWERS, REQUEST, Ceremony
from laomo_desktop.sync import enrol


def receipts_due(desk: Desk) -> dict[str, int]:
    """City: office code -> how many packages came that no return package written since tells of.

    Nothing is written to an office whose keys were taken back.
    """
    with desk.store.reading() as connection:
        rows, revoked = records.where(connection, "packages", {}), office_keys.revoked(connection)
    told: dict[str, int] = {}
    for row in rows:
        if row["direction"] == packages.SENT:
            told[row["office"]] = max(told.get(row["office"], 0), row["until"] or 0)
    return dict(
        Counter(
            row["office"]
            for row in rows
            if row["receipt"]
            and row["office"] not in revoked
            and row["direction"] == packages.RECEIVED
            and packages.details(row).get("op", 0) > told.get(row["office"], 0)
        )
    )


def enrol_requested(desk: Desk) -> bool:
    """District: whether the enrolment file was exported from here."""
    return settings.get(desk, REQUEST) is not None


def enrol_waiting(desk: Desk) -> list[Ceremony]:
    """City: districts that were answered and whose digits nobody has compared yet; half a second each."""
    waiting = settings.get(desk, ANSWERS, {})
    identity = office_keys.own(desk) if waiting else None
    found = []
    for code, pair in waiting.items():
        request, answer = (base64.b64decode(part) for part in pair)
        if identity is not None:
            pending = enrol.pending_at_city(identity, request, answer)
            found.append(Ceremony(offices.office(code), pending.digits, False, answer))
    return found
