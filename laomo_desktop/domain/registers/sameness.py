"""Two rows known to be one, or known to be two: of people, enterprises and teams, which two districts may both enter."""

from collections.abc import Mapping
from dataclasses import dataclass

from laomo_desktop.domain.field import Field, Kind, Merge
from laomo_desktop.domain.register import Register


@dataclass(frozen=True, slots=True)
class Sameness:
    """Where decisions on the rows of register ``of`` stand: ``aliases`` those merged, ``distinctions`` those told apart."""

    of: str
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
    of: Sameness(of, _aliases(of, prefix, merged), _distinctions(of, prefix, apart))
    for of, prefix, merged, apart in (
        ("people", "", "合并", "不是同一人"),
        ("enterprises", "enterprise_", "企业合并", "不是同一家企业"),
        ("teams", "team_", "服务队合并", "不是同一支服务队"),
    )
}
"""``aliases``: whatever speaks of ``gone`` means ``kept``, in every store (see `services.merging`)."""
SPEAKING: frozenset[str] = frozenset(
    register.name for of in SAMENESS.values() for register in (of.aliases, of.distinctions)
)
"""Registers that speak of identity itself: their links never move, and hold nobody back from being deleted."""
