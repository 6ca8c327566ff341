"""What matching knows of a need and of those who might help: plain facts, ready to be weighed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from laomo_desktop.domain.field import RowId

Held = tuple[float, tuple[str, ...]]
"""How much of something (0 to 1), and the words or the names of those who bring it."""


class Who(Enum):
    """What may be proposed."""

    PERSON = "person"
    TEAM = "team"
    STUDIO = "studio"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is about. ``trades`` and ``specialties``: the dictionary's word -> the word of the text that says so
    ("" where a field says it); ``crafts``: the craft -> how much of the text speaks of it (1: most) and by which
    words; ``words``: all its telling words and what each counts for where texts are compared (0 to 1)."""

    trades: Mapping[str, str] = field(default_factory=dict)
    specialties: Mapping[str, str] = field(default_factory=dict)
    crafts: Mapping[str, Held] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not (self.trades or self.specialties or self.crafts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need, understood."""

    key: RowId
    title: str
    topic: Topic
    enterprise: RowId
    office: str
    chain: str
    category: str
    urgent: bool
    home: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The crafts each wanted trade or specialty is at home in: others of the same craft are near."""
    families: Mapping[str, float] = field(default_factory=dict)
    """The wider trades (工种大类) of the wanted crafts, and how much of the need speaks of each."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Once they did not come: when, to which need, why. ``since`` tells that they have accepted another one later."""

    day: date
    need: RowId
    title: str
    reason: str
    since: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """The last rating an enterprise gave."""

    day: date
    words: str
    enterprise: str


@dataclass(frozen=True, slots=True)
class History:
    """What they did: services this year, enterprises served (and how often), and what spoke against them."""

    this_year: int = 0
    served: Mapping[RowId, int] = field(default_factory=dict)
    rating: Rating | None = None
    declined: tuple[Refusal, ...] = ()
    absent: tuple[Refusal, ...] = ()
    busy: Mapping[RowId, str] = field(default_factory=dict)
    """Needs they are at now: key -> title."""
    concerned: frozenset[RowId] = frozenset()
    """The enterprises whose names stand in it."""


NOTHING_DONE = History()


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody or something that could help.

    ``trades`` and ``specialties``: the dictionary's word -> who of a team has it (empty for one person); ``crafts``:
    the craft -> how surely they are of it (0 to 1), and who; ``families``: the wider trade -> how surely, and their
    craft in it.
    ``send`` is whom an assignment would name: themselves, a studio's leader, an offer's expert.
    """

    who: Who
    key: RowId
    name: str
    second: str
    trades: Mapping[str, tuple[str, ...]]
    specialties: Mapping[str, tuple[str, ...]]
    crafts: Mapping[str, Held]
    chains: Mapping[str, str]
    """Chain -> whose it is ("所在企业" …)."""
    office: str
    of_city: bool = False
    skill: tuple[float, str] = (0.0, "")
    honour: tuple[float, str] = (0.0, "")
    cooperation: tuple[str, ...] = ()
    enterprise: RowId | None = None
    until: date | None = None
    send: tuple[Who, RowId] | None = None
    much: int = 8
    """Services a year that are many."""
    text: str = ""
    off: str = ""
    """The word that tells that they may not be at work any more."""
    families: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    history: History = NOTHING_DONE


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words with its points (for or against: always positive)."""

    code: str
    words: str
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """One proposal: who, how well (points for minus points against), and why."""

    profile: Profile
    score: float
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    fits: bool = True
    """Whether they are of what the need is about; else they are only the nearest there is."""

    @property
    def why(self) -> str:
        """同工种：焊工；本区；今年还没有服务过"""
        return "；".join(reason.words for reason in self.reasons)
