"""What a new row may start with at one click: the year's funding rules for an award."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from laomo_desktop.domain.field import Value
from laomo_desktop.domain.kinds import show
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import funding
from laomo_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Offer:
    """Words for a button, and the values it puts into the form."""

    words: str
    values: Mapping[str, Value]


def _awards(desk: Desk, values: Mapping[str, object]) -> list[Offer]:
    amount = REGISTERS["awards"]["amount"]
    return [
        Offer(f"{rule.subject} {show(amount, rule.amount)}元（{rule.year}年）", rule.award)
        for rule in funding.rules_for(desk, values)
    ]


Finder = Callable[[Desk, Mapping[str, object]], list[Offer]]
_OFFERS: Mapping[str, tuple[str, Finder]] = {"awards": ("按资助标准填写：", _awards)}


def offers_of(desk: Desk, register: str, values: Mapping[str, object]) -> tuple[str, Sequence[Offer]]:
    """A heading and what is offered to a row that starts with ``values``; nothing for most registers."""
    if register not in _OFFERS:
        return "", ()
    head, find = _OFFERS[register]
    return head, find(desk, values)
