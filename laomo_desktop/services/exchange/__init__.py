"""数据交换: packages between a district and the city, their receipts, and the ledger."""

from laomo_desktop.services.exchange.enrolment import (
    Ceremony,
    enrol_accept,
    enrol_answer,
    enrol_confirm,
    enrol_look,
    enrol_request,
)
from laomo_desktop.services.exchange.incoming import Intake, dry_run, take_in
from laomo_desktop.services.exchange.outgoing import Exported, export, next_number, suggested_name

__all__ = [
    "Ceremony",
    "Exported",
    "Intake",
    "dry_run",
    "enrol_accept",
    "enrol_answer",
    "enrol_confirm",
    "enrol_look",
    "enrol_request",
    "export",
    "next_number",
    "suggested_name",
    "take_in",
]
