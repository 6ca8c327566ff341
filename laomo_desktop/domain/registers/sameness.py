"""Two rows known to be one, or known to be two: of what two offices, or two computers of one office, may both enter."""

from collections.abc import Mapping
from dataclasses import dataclass

from laomo_desktop.domain.field import Field, Kind, Merge
from laomo_desktop.domain.register import Register


@dataclass(frozen=True, slots=True)
class Sameness:
    """Where decisions on the rows of register ``of`` stand: ``aliases`` those merged, ``distinctions`` those told apart.

    ``one`` is what two rows would be, in words (同一人); ``question`` the kind of item that asks about them.
    """

    of: str
    one: str
    question: str
    aliases: Register
    distinctions: Register


def _link(of: str, name: str, label: str) -> Field:
    return Field(name=name, label=label, kind=Kind.LINK, target=of, merge=Merge.CITY, indexed=True)


def _evidence(hint: str) -> Field:
    return Field(name="evidence", label="依据", kind=Kind.LONG, merge=Merge.CITY, hint=hint)


def _aliases(of: str, prefix: str, label: str) -> Register:
    return Register(
        name=f"{prefix}aliases",
        label=label,
        unit="次",
        title="gone",
        importable=False,
        fields=(
            _link(of, "gone", "并入者"),
            _link(of, "kept", "合并到"),
            _evidence("不写个人信息：它随包到达每个相关单位"),
        ),
        pair=("gone",),
        everywhere=True,
    )


def _distinctions(of: str, prefix: str, label: str) -> Register:
    return Register(
        name=f"{prefix}distinctions",
        label=label,
        unit="条",
        title="left",
        importable=False,
        fields=(_link(of, "left", "一方"), _link(of, "right", "另一方"), _evidence("决定时已经知道的依据")),
        pair=("left", "right"),
    )


SAMENESS: Mapping[str, Sameness] = {
    of: Sameness(of, one, question, _aliases(of, prefix, merged), _distinctions(of, prefix, f"不是{one}"))
    for of, prefix, merged, one, question in (
        ("people", "", "合并", "同一人", "疑似同一人"),
        ("enterprises", "enterprise_", "企业合并", "同一家企业", "疑似重复"),
        ("teams", "team_", "服务队合并", "同一支服务队", "疑似重复"),
        ("visits", "visit_", "活动合并", "同一次活动", "疑似同一次活动"),
        ("needs", "need_", "需求合并", "同一项需求", "疑似同一需求"),
    )
}
"""``aliases``: whatever speaks of ``gone`` means ``kept``, in every store (see `services.merging`)."""
QUESTIONS: tuple[str, ...] = tuple(dict.fromkeys(same.question for same in SAMENESS.values()))
"""The kinds of items that ask whether two rows are one."""
SPEAKING: frozenset[str] = frozenset(
    register.name for of in SAMENESS.values() for register in (of.aliases, of.distinctions)
)
"""Registers that speak of identity itself: their links never move, and hold nobody back from being deleted."""
