"""What the page shows, read in the store's thread."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laomo_desktop.db.records import Record
from laomo_desktop.domain.dispatching import ALIVE
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import assignments, matching, registers
from laomo_desktop.services.assignments import TAKES_PEOPLE
from laomo_desktop.services.desk import READER, Desk
from laomo_desktop.services.matching import Match, Matcher, Reason, Wanted, Who

LIMIT = 60
NEAREST = 5
"""Of each kind, so many who do not fit are shown."""
LABELS: Mapping[Who, str] = {Who.PERSON: "人员", Who.TEAM: "服务队", Who.STUDIO: "工作室", Who.OFFER: "科研清单"}

ONLY_NEAR = "只是相近：同一大类，或者只有个别词沾边，没有找到明显对口的依据。"


@dataclass(frozen=True)
class Card:
    """One proposal as it stands in the list: somebody for a need, or a need for a team."""

    key: RowId
    title: str
    second: str
    score: float
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    kind: str
    send: tuple[Who, RowId] | None
    taken: str = ""
    """Why it cannot be chosen; empty if it can."""
    fits: bool = True

    @property
    def told(self) -> str:
        """All of it in words."""
        lines = [f"{self.title}（{self.second}）{self.score:g}分" if self.second else f"{self.title} {self.score:g}分"]
        lines += [] if self.fits else [ONLY_NEAR]
        lines += [f"＋{r.points:g} {r.words}" for r in self.reasons]
        lines += [f"－{r.points:g} {r.words}" for r in self.against]
        return "\n".join([*lines, self.taken] if self.taken else lines)

    @property
    def why(self) -> str:
        return "；".join(reason.words for reason in self.reasons)


@dataclass(frozen=True)
class Loaded:
    """A need (or a team) with its proposals."""

    row: Record
    cards: Sequence[Card]
    weights: Mapping[str, int]
    may_write: bool
    enterprise: Record | None = None
    wanted: Wanted | None = None
    sent: Sequence[Record] = ()
    members: Sequence[Record] = field(default=())
    nobody_fits: bool = False
    """All that is proposed is only the nearest there is."""

    @property
    def of_team(self) -> bool:
        return self.wanted is None

    @property
    def takes_people(self) -> bool:
        """Whether somebody may be sent now."""
        return self.may_write and (self.of_team or self.row["state"] in TAKES_PEOPLE)

    @property
    def why_not(self) -> str:
        """Why nobody may be sent."""
        if not self.may_write:
            return "您的权限是只读，不能派工。"
        return "" if self.takes_people else f"需求现在是“{self.row['state']}”，不能再派工。"


def load_need(desk: Desk, matcher: Matcher, need: RowId, weights: Mapping[str, int] | None) -> Loaded:
    """A need and the best for it, of every kind."""
    row = registers.get(desk, "needs", need)
    sent = assignments.of_need(desk, need)
    busy = {a["team"] or a["person"]: a["answer"] for a in sent if a["answer"] in ALIVE}
    found = _worth_showing(matcher.of_each_kind(need, weights, LIMIT))
    cards = [_card(match, busy) for match in found]
    return Loaded(
        row, cards, weights or matching.weights_of(desk), desk.role != READER,
        registers.get(desk, "enterprises", row["enterprise"]), matcher.understand(need), sent,
        nobody_fits=bool(found) and not any(match.fits for match in found),
    )  # fmt: skip


def _worth_showing(found: Sequence[Match]) -> list[Match]:
    """Who fits, and the nearest few of the others."""
    near: Counter[Who] = Counter()
    kept = []
    for match in found:
        near[match.profile.who] += not match.fits
        if match.fits or near[match.profile.who] <= NEAREST:
            kept.append(match)
    return kept


def _card(match: Match, busy: Mapping[RowId, str]) -> Card:
    of = match.profile
    taken = ""
    if of.send is None:
        taken = "没有写明领衔人或负责专家，不能直接派工"
    elif of.send[1] in busy:
        taken = f"已派过这项需求，{busy[of.send[1]]}"
    return Card(
        of.key, of.name, of.second, match.score, match.reasons, match.against, LABELS[of.who], of.send,
        taken, match.fits,
    )  # fmt: skip


def load_team(desk: Desk, matcher: Matcher, team: RowId, weights: Mapping[str, int] | None) -> Loaded:
    """A team and the open needs it could take."""
    row = registers.get(desk, "teams", team)
    cards = []
    for key, match in matcher.for_team(team, weights, LIMIT):
        need = registers.get(desk, "needs", key)
        due = f"期望{need['due']}前" if need["due"] else ""
        second = " · ".join(word for word in (need["enterprise.title"], need["urgency"], due) if word)
        cards.append(
            Card(key, need["title"], second, match.score, match.reasons, match.against, "需求", (Who.TEAM, team))
        )
    members = [m for m in registers.owned(desk, "members", team) if not m["until"]]
    return Loaded(row, cards, weights or matching.weights_of(desk), desk.role != READER, members=members)
