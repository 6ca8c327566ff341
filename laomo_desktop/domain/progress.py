"""How long work tells how far it is, without knowing who listens."""

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on. ``total`` 0 means unknown. Raises `Cancelled` when the clerk stopped it."""

    def __call__(self, done: int, total: int, text: str = "") -> None: ...


def silent(done: int, total: int, text: str = "") -> None:
    """Progress for callers who do not watch."""
