"""Rows by the same verbs the window uses, for tests that start from something."""

from collections.abc import Sequence
from typing import Any

from laomo_desktop.domain.field import RowId
from laomo_desktop.services import registers, trainings
from laomo_desktop.services.desk import Desk
from tests.people import MadeUp, make_person


def add(desk: Desk, register: str, **entries: Any) -> RowId:
    """A row through a form: checked, then saved."""
    checked = registers.check(desk, register, entries)
    assert checked.errors == {}
    return registers.save(desk, register, checked.values).key


def entries_of(person: MadeUp) -> dict[str, Any]:
    return {"name": person.name, "id_number": person.id_number, "phone": person.phone}


def people(desk: Desk, count: int, first: int = 0) -> list[RowId]:
    """Made-up people in the register."""
    return [add(desk, "people", **entries_of(make_person(first + number))) for number in range(count)]


def a_class(
    desk: Desk, roster: Sequence[RowId] = (), *, title: str = "虚构安全班", periods: int = 2, **values: Any
) -> RowId:
    """A class of 2026-03-02 with half-day periods and a roster."""
    plan = trainings.planned_periods("2026-03-02", "2026-03-02", periods)
    head = {"title": title, "kind": "安全生产大课堂", "begins": "2026-03-02", **values}
    key = trainings.create(desk, head, periods=plan).key
    if roster:
        trainings.enrol(desk, key, roster)
    return key
