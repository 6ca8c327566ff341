"""Data of what is drawn under a report's table: progress, who served whom, class days."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """A target: ``share`` of it is reached (1.0: all), ``expected`` is what the days gone by would ask for."""

    label: str
    words: str
    share: float
    expected: float


@dataclass(frozen=True, slots=True)
class Targets:
    """Progress against the year's targets."""

    title: str
    lines: Sequence[Reach]


@dataclass(frozen=True, slots=True)
class Band:
    """``left`` served ``right`` so many times; ``right`` stands under the heading ``group``."""

    left: str
    right: str
    group: str
    number: int


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Who served whom, the thickest first: of all bands ``most`` are drawn, the numbers count all of them."""

    title: str
    bands: Sequence[Band]
    unit: str = "场"
    most: int = 24


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell: ``share`` 0 … 1 is how dark, ``sign`` stands in it; without a sign it is empty."""

    share: float
    sign: str


@dataclass(frozen=True, slots=True)
class HeatChart:
    """Rows of shaded cells; None is no cell at all."""

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Shade | None]]
    note: str = ""
