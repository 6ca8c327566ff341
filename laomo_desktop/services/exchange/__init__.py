"""数据交换: packages between a district and the city, their receipts, and the ledger."""

from laomo_desktop.services.exchange.enrolment import (
    Ceremony,
    enrol_accept,
    enrol_answer,
    enrol_confirm,
    enrol_look,
    enrol_read,
    enrol_request,
    place_of_request,
    revoke,
)
from laomo_desktop.services.exchange.incoming import Intake, dry_run, take_in
from laomo_desktop.services.exchange.inspecting import Look, inspect, packages_in, sticks
from laomo_desktop.services.exchange.ledger import CoverFacts, check_cover, cover_facts, entries, ledger
from laomo_desktop.services.exchange.outgoing import Exported, export
from laomo_desktop.services.exchange.totals import Supplement, supplements

__all__ = [
    "Ceremony",
    "CoverFacts",
    "Exported",
    "Intake",
    "Look",
    "Supplement",
    "check_cover",
    "cover_facts",
    "dry_run",
    "enrol_accept",
    "enrol_answer",
    "enrol_confirm",
    "enrol_look",
    "enrol_read",
    "enrol_request",
    "entries",
    "export",
    "inspect",
    "ledger",
    "packages_in",
    "place_of_request",
    "revoke",
    "sticks",
    "supplements",
    "take_in",
]
