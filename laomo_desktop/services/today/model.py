"""What the home page shows, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from laomo_desktop.domain.field import RowId
from laomo_desktop.services.figures import Progress


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: a sentence, the word on its button, and where it is done (a screen, perhaps a record, perhaps
    the rows it is about: see `ui.context.Place`)."""

    sentence: str
    act: str
    screen: str
    key: RowId | None = None
    ask: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the home page; ``screen`` shows the rows behind it, narrowed by ``ask``."""

    label: str
    value: int
    unit: str
    screen: str
    ask: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Today:
    """The home page's contents. ``months`` are the service events of each month of the year, ``progress`` the year's
    targets, ``notes`` one sentence each on the last package and the last backup."""

    todos: tuple[Todo, ...]
    figures: tuple[Figure, ...]
    months: tuple[int, ...]
    progress: tuple[Progress, ...] = ()
    notes: tuple[str, ...] = ()
