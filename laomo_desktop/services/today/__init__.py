"""今日: what waits for the clerk, as sentences with one act each, and the year so far: one file a subject."""

from datetime import date

from laomo_desktop.services import figures
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.today import beginning, classes, exchange, numbers, safety, service
from laomo_desktop.services.today.model import Figure, Today, Todo

__all__ = ["Figure", "Today", "Todo", "load"]


def load(desk: Desk, day: date | None = None) -> Today:
    """What the home page shows on ``day``."""
    today = day or date.today()
    with desk.store.reading() as connection:
        todos = (
            *beginning.todos(connection, desk),
            *classes.todos(connection, desk, today),
            *service.todos(connection, today),
            *exchange.todos(connection, desk, today),
            *safety.todos(desk, today),
        )
        shown = tuple(numbers.figures(connection, today))
        notes = (exchange.note(connection), safety.note(desk))
    months = tuple(int(number) for number in figures.by_month(desk, today, "events"))
    return Today(todos, shown, months, figures.progress(desk, today), notes)
