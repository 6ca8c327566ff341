"""今日: what waits for the clerk, as sentences with one act each, and the year so far: one file a subject."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.services import figures
from laomo_desktop.services.desk import READER, Desk
from laomo_desktop.services.today import beginning, classes, exchange, numbers, safety, service
from laomo_desktop.services.today.model import Figure, Today, Todo

__all__ = ["Figure", "Today", "Todo", "load"]


def load(desk: Desk, day: date | None = None) -> Today:
    """What the home page shows on ``day``."""
    today = day or date.today()
    with desk.store.reading() as connection:
        todos = tuple(safety.gone(desk) or _todos(connection, desk, today))
        shown = tuple(numbers.figures(connection, today))
        notes = (exchange.note(connection), safety.note(desk))
    months = tuple(int(number) for number in figures.by_month(desk, today, "events"))
    return Today(todos, shown, months, figures.progress(desk, today), notes)


def _todos(connection: Connection, desk: Desk, today: date) -> Iterator[Todo]:
    if desk.role != READER:
        yield from beginning.todos(connection, desk)
    yield from classes.todos(connection, desk, today)
    yield from service.todos(connection, desk, today)
    yield from exchange.todos(connection, desk, today)
    yield from safety.todos(desk, today)
