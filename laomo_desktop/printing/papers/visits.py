"""Data of the 服务活动记录表."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture file's bytes and what it shows."""

    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit as it is to be read. ``facts`` are the few fields of its own kind."""

    office: str
    title: str
    kind: str
    day: date
    team: str = ""
    place: str = ""
    mode: str = ""
    hours: str = ""
    workers: str = ""
    chain: str = ""
    enterprises: Sequence[str] = ()
    people: Sequence[str] = ()
    done: str = ""
    facts: Sequence[tuple[str, str]] = ()
    needs: Sequence[str] = ()
    benefit: str = ""
    satisfaction: str = ""
    remark: str = ""
    clerk: str = ""
    reviewer: str = ""
    photos: Sequence[Photo] = ()
    photos_missing: int = 0
