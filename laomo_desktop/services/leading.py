"""Who leads a team or a studio is one of its members, without being entered a second time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.domain.field import RowId, Value

LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Led:
    """``members``: the register of those led, their row pointing by ``link``; ``role`` of the one who leads,
    ``plain`` what she is when another leads, ``back`` what is put right of one who had left."""

    members: str
    link: str
    role: str
    plain: str | None
    back: Mapping[str, Value] = field(default_factory=dict)


LED: Mapping[str, Led] = {
    "teams": Led("members", "team", "队长", "队员", {"until": None}),
    "studios": Led("studio_members", "studio", "领衔人", None),
}


def leaders(write: Write, register: str, keys: Iterable[RowId]) -> dict[RowId, Value]:
    """Who leads these rows now: to be told to `follow` after they are written."""
    if register not in LED:
        return {}
    return {key: row.values.get(LEADER) for key, row in write.states(register, list(keys)).items()}


def follow(write: Write, register: str, keys: Iterable[RowId], before: Mapping[RowId, Value] | None = None) -> None:
    """Within the operation that wrote them: new leaders become members, the former ones stay as plain members."""
    if register not in LED:
        return
    led, known = LED[register], before or {}
    for key, leader in leaders(write, register, keys).items():
        if leader == known.get(key):
            continue
        _step_back(write, led, key, known.get(key))
        if leader is not None:
            write.upsert_many(led.members, [{**led.back, led.link: key, "person": leader, "role": led.role}])


def _step_back(write: Write, led: Led, key: RowId, former: Value) -> None:
    if former is None:
        return
    found = records.where(write.connection, led.members, {led.link: key, "person": former, "role": led.role})
    write.update_many(led.members, [(row["id"], {"role": led.plain}) for row in found])
