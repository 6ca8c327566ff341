"""Data of 派工单 and 需求登记表."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Need:
    """A need with its enterprise, as both papers show it."""

    title: str
    enterprise: str
    address: str = ""
    contact: str = ""
    phone: str = ""
    chain: str = ""
    category: str = ""
    urgency: str = ""
    source: str = ""
    raised: date | None = None
    due: date | None = None
    trade: str = ""
    specialties: str = ""
    detail: str = ""
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """派工单: one need, the team or person sent to it. ``facts`` tell who they are (工种, 技能等级, 队员 …)."""

    number: str
    office: str
    need: Need
    sent: str
    is_team: bool
    facts: Sequence[tuple[str, str]]
    assigned: date
    expected: date | None = None
    why: str = ""
    clerk: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Dispatches:
    """派工单, a page for each who is sent."""

    items: Sequence[Dispatch]


@dataclass(frozen=True, slots=True)
class Sending:
    """One line of 派工情况."""

    number: str
    who: str
    assigned: date
    answer: str


@dataclass(frozen=True, slots=True)
class NeedForm:
    """需求登记表: the need, who was sent, how it ended (blank where it has not)."""

    office: str
    need: Need
    state: str
    sendings: Sequence[Sending] = ()
    result: str = ""
    benefit: str = ""
    satisfaction: str = ""
    closed: date | None = None
    clerk: str = ""
    reviewer: str = ""
