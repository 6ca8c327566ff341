"""The rules: what speaks for somebody, what against, each in words with its points. No store, no clock, no randomness.

Every rule answers its strength from 0 to 1 and its words; the strength times the weight are the points.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from laomo_desktop.domain import offices
from laomo_desktop.domain.dates import paper_date
from laomo_desktop.services.matching.bm25 import Near
from laomo_desktop.services.matching.evidence import longest
from laomo_desktop.services.matching.facts import Match, Profile, Reason, Refusal, Topic, Wanted, Who
from laomo_desktop.services.matching.near import border
from laomo_desktop.services.matching.weights import TOPICAL, WEIGHTS

Found = tuple[float, str] | None
Evidence = tuple[tuple[str, float, str], ...]
"""(the reason's code, its strength from 0 to 1, its words), each."""
Rule = Callable[[Wanted, Profile, date], Found]
NO_NEED = Wanted(b"", "", Topic(), b"", "", "", "", urgent=False)
_AGAINST = frozenset(weight.code for weight in WEIGHTS if weight.against)
_LATIN = re.compile("[a-z]+")
MANY_NAMES = 3
BEST = 0.75
"""What the best fitting craft counts for beside all of them together."""
WIDER = 0.25
"""What another craft of the same wider trade counts for."""
NEAR_TRADE = 0.4
"""How surely somebody must be of a trade's craft to count as of a near trade."""
FITS: Mapping[str, float] = {"trade": 0.3, "specialty": 0.3, "craft": 0.4, "words": 0.6}
"""From what strength on a reason of the topic means that somebody fits, not merely comes near: never by one hint."""
REFUSED = "refused"
"""The reason that puts somebody behind all others who fit."""
FORGOTTEN = 730
"""Days after which a refusal no longer counts."""


def own(who: Profile, today: date) -> Evidence:
    """What speaks for and against somebody whatever the need."""
    return tuple(_found(_OWN, NO_NEED, who, today))


def evidence(wanted: Wanted, who: Profile, today: date, similar: Near, own_of: Evidence) -> Evidence:
    """All that speaks for and against somebody for one need. ``similar``: how near their text is, by which words."""
    found = tuple(_found(_FOR_NEED, wanted, who, today))
    if similar[0] > 0:
        found += (("words", similar[0], f"资料里写着：{written(longest(similar[1])[:MANY_NAMES])}"),)
    return found + own_of


class Sum(NamedTuple):
    """Somebody's points all together, those of them for what the need is about, whether they fit it (by a reason that
    counts for something), and whether they have refused this very need."""

    points: float
    topic: float
    fits: bool
    refused: bool

    @property
    def order(self) -> tuple[int, float, float]:
        """Smallest first: who fits by all points, of them last who has refused; then who merely comes near, by how
        near that is."""
        return (int(self.refused), 0.0, -self.points) if self.fits else (2, -self.topic, -self.points)


def score(found: Evidence, signed: Mapping[str, int]) -> Sum:
    """The points of all the evidence. ``signed``: see `signs`."""
    total, topic, fits, refused = 0.0, 0.0, False, False
    for code, strength, _ in found:
        points = round(strength * signed[code], 1)
        total += points
        if code in TOPICAL:
            topic += points
            fits = fits or (points > 0 and strength >= FITS[code])
        refused = refused or (code == REFUSED and points < 0)
    return Sum(round(total, 1), topic, fits, refused)


def signs(weights: Mapping[str, int]) -> dict[str, int]:
    """The weights, those against negative."""
    return {code: -points if code in _AGAINST else points for code, points in weights.items()}


def told(who: Profile, found: Evidence, weights: Mapping[str, int]) -> Match:
    """The proposal with every reason said."""
    reasons = _weighed((each for each in found if each[0] not in _AGAINST), weights)
    against = _weighed((each for each in found if each[0] in _AGAINST), weights)
    whole = score(found, signs(weights))
    return Match(who, whole.points, reasons, against, whole.fits)


def judge(wanted: Wanted, who: Profile, weights: Mapping[str, int], today: date, similar: Near) -> Match:
    """Weigh one profile for one need."""
    return told(who, evidence(wanted, who, today, similar, own(who, today)), weights)


def _found(
    rules: Mapping[str, Rule], wanted: Wanted, who: Profile, today: date
) -> Iterator[tuple[str, float, str]]:
    for code, rule in rules.items():
        if found := rule(wanted, who, today):
            yield code, *found


def _weighed(found: Iterable[tuple[str, float, str]], weights: Mapping[str, int]) -> tuple[Reason, ...]:
    """Points of one decimal, the most first; what counts for nothing is not told."""
    points = ((code, words, round(strength * weights[code], 1)) for code, strength, words in found)
    return tuple(sorted((Reason(*each) for each in points if each[2] > 0), key=lambda reason: -reason.points))


# -- what it is about ------------------------------------------------------------------------------------------
def _trade(wanted: Wanted, who: Profile, _today: date) -> Found:
    wants = sorted(wanted.topic.trades, key=lambda trade: -share_of(wanted, trade))
    for trade in wants:
        if trade in who.trades:
            word = wanted.topic.trades[trade]
            said = f"（需求提到“{written((word,))}”）" if word and word != trade else ""
            return share_of(wanted, trade), f"同工种：{trade}{_holders(who.trades[trade])}{said}"
    for trade in wants:
        near = [c for c in sorted(wanted.home.get(trade, ())) if who.crafts.get(c, (0.0,))[0] >= NEAR_TRADE]
        if near and who.trades:
            own = next(iter(who.trades))
            return 0.4 * share_of(wanted, trade), f"相近工种：{own}{_holders(who.trades[own])}（{near[0]}类）"
    return None


def share_of(wanted: Wanted, term: str, who: Profile | None = None) -> float:
    """How much of the need speaks of a trade or specialty: a word that merely hints at it (数控) is little beside 折弯.

    With ``who``: and how much of it is theirs, as 表面处理 is both a painter's and a plater's.
    """
    home = wanted.home.get(term)
    if not home:
        return 1.0
    crafts = wanted.topic.crafts
    sure = {c: max(0.4, who.crafts[c][0]) if c in who.crafts else 0.4 for c in home} if who else {}
    return max((crafts[craft][0] * sure.get(craft, 1.0) for craft in home if craft in crafts), default=0.0)


def _specialty(wanted: Wanted, who: Profile, _today: date) -> Found:
    common = [word for word in wanted.topic.specialties if word in who.specialties]
    if not common:
        return None
    share = len(common) / len(wanted.topic.specialties)
    strength = max(share_of(wanted, word, who) for word in common)
    named = "、".join(f"{word}{_holders(who.specialties[word])}" for word in common[:MANY_NAMES])
    return strength * (0.6 + 0.4 * share), f"专长相符：{named}"


def _craft(wanted: Wanted, who: Profile, _today: date) -> Found:
    """Mostly the craft that fits best, a little all that fit together; else somebody of the same wider trade."""
    crafts = wanted.topic.crafts
    fits = {craft: crafts[craft][0] * who.crafts[craft][0] for craft in crafts if craft in who.crafts}
    if not fits:
        return _wider(wanted, who)
    best = max(fits, key=lambda craft: fits[craft])
    whole = sum(fits.values()) / max(1.0, sum(share for share, _ in crafts.values()))
    strength = BEST * fits[best] + (1 - BEST) * whole
    how = "专业对口" if strength >= FITS["craft"] else "专业略相关"
    said = written(crafts[best][1][:MANY_NAMES])
    return strength, f"{how}：{best}（{said}）{_holders(who.crafts[best][1])}"


def _wider(wanted: Wanted, who: Profile) -> Found:
    fits = {f: share * who.families[f][0] for f, share in wanted.families.items() if f in who.families}
    if not fits:
        return None
    best = max(fits, key=lambda family: fits[family])
    return WIDER * fits[best], f"专业相近：{who.families[best][1]}（同属{best}）"


def written(words: Sequence[str]) -> str:
    """Words as they are written: they were compared without case (qc小组, plc)."""
    return _LATIN.sub(lambda found: found[0].upper(), "、".join(words))


def _holders(names: tuple[str, ...]) -> str:
    """（张三、李四等5人） of a team; nothing for one person."""
    if not names:
        return ""
    more = f"等{len(names)}人" if len(names) > MANY_NAMES else ""
    return f"（{'、'.join(names[:MANY_NAMES])}{more}）"


# -- who they are ----------------------------------------------------------------------------------------------
def _chain(wanted: Wanted, who: Profile, _today: date) -> Found:
    if not wanted.chain or wanted.chain not in who.chains:
        return None
    return 1.0, f"同产业链：{wanted.chain}"


def _near(wanted: Wanted, who: Profile, _today: date) -> Found:
    if who.office == wanted.office:
        return 1.0, f"本区：{_short(who.office)}"
    if who.of_city:
        return 0.7, "市级，可到各区市"
    if who.office and border(who.office, wanted.office):
        return 0.5, f"邻区：{_short(who.office)}"
    return None


def _short(code: str) -> str:
    """The district's short name; 外地 for a code of a newer program."""
    return next((office.short for office in offices.OFFICES if office.code == code), "外地")


def _skill(_wanted: Wanted, who: Profile, _today: date) -> Found:
    return (who.skill[0], f"技能等级高：{who.skill[1]}") if who.skill[0] > 0 else None


def _honour(_wanted: Wanted, who: Profile, _today: date) -> Found:
    return (who.honour[0], f"荣誉：{who.honour[1]}") if who.honour[0] > 0 else None


_FITTING = {"技术难题": "联合攻关", "产品研发": "联合攻关", "质量改进": "联合攻关", "技能培训": "短期合作"}


def _cooperation(wanted: Wanted, who: Profile, _today: date) -> Found:
    if not who.cooperation:
        return None
    fitting = "短期合作" if wanted.urgent else _FITTING.get(wanted.category, "")
    return (1.0 if fitting in who.cooperation else 0.5), f"合作方式：{'、'.join(who.cooperation)}"


# -- what they did ---------------------------------------------------------------------------------------------
def _load(_wanted: Wanted, who: Profile, _today: date) -> Found:
    done = who.history.this_year
    if who.who is Who.OFFER or done >= who.much:
        return None
    return 1 - done / who.much, f"今年仅{done}次" if done else "今年还没有服务过"


_GOOD = {"非常满意": 1.0, "满意": 0.7, "基本满意": 0.2}


def _rating(_wanted: Wanted, who: Profile, _today: date) -> Found:
    last = who.history.rating
    if last is None or last.words not in _GOOD:
        return None
    return _GOOD[last.words], f"上次评价{last.words}（{last.enterprise}）"


def _served(wanted: Wanted, who: Profile, _today: date) -> Found:
    times = who.history.served.get(wanted.enterprise, 0)
    return (1.0, f"曾为该企业服务{times}次") if times else None


# -- what speaks against ---------------------------------------------------------------------------------------
def _of_this(wanted: Wanted, who: Profile, _today: date) -> Found:
    """谢绝过本需求（2026年3月6日）：正在外地; the newest."""
    both = ((who.history.declined, "谢绝过本需求"), (who.history.absent, "本需求未到场"))
    found = [(each, words) for refusals, words in both for each in refusals if each.need == wanted.key]
    if not found:
        return None
    newest, words = max(found, key=lambda pair: pair[0].day)
    return 1.0, f"{words}（{paper_date(newest.day)}）：{newest.reason}"


def _declined(wanted: Wanted, who: Profile, today: date) -> Found:
    return _elsewhere(wanted, who.history.declined, today, "上次谢绝", "曾谢绝")


def _absent(wanted: Wanted, who: Profile, today: date) -> Found:
    return _elsewhere(wanted, who.history.absent, today, "上次未到场", "曾未到场")


def _elsewhere(wanted: Wanted, all_of: tuple[Refusal, ...], today: date, last: str, once: str) -> Found:
    """Of other needs the newest counts, less from month to month, half once they have accepted another since."""
    others = [refusal for refusal in all_of if refusal.need != wanted.key]
    if not others:
        return None
    newest = max(others, key=lambda refusal: refusal.day)
    fresh = 1 - (today - newest.day).days / FORGOTTEN
    if fresh <= 0:
        return None
    times = f"，共{len(others)}次" if len(others) > 1 else ""
    words = f"{once if newest.since else last}（{paper_date(newest.day)}）：{newest.reason}{times}"
    return min(1.0, fresh * (0.5 if newest.since else 1.0) * (1 + 0.25 * (len(others) - 1))), words


def _busy(wanted: Wanted, who: Profile, _today: date) -> Found:
    titles = [title for key, title in who.history.busy.items() if key != wanted.key]
    if not titles:
        return None
    more = f"等{len(titles)}项" if len(titles) > 2 else ""
    return min(1.0, 0.5 * len(titles)), f"正在其他需求：{'、'.join(titles[:2])}{more}"


def _poor(_wanted: Wanted, who: Profile, _today: date) -> Found:
    last = who.history.rating
    return (1.0, f"上次评价不满意（{last.enterprise}）") if last and last.words == "不满意" else None


def _much(_wanted: Wanted, who: Profile, _today: date) -> Found:
    done = who.history.this_year
    return (min(1.0, done / who.much / 2), f"今年已服务{done}次") if done >= who.much else None


def _inside(wanted: Wanted, who: Profile, _today: date) -> Found:
    inside = who.enterprise == wanted.enterprise and who.who in (Who.PERSON, Who.STUDIO)
    return (1.0, "就是该企业的职工" if who.who is Who.PERSON else "就在该企业") if inside else None


def _far(wanted: Wanted, who: Profile, _today: date) -> Found:
    away = who.office and not who.of_city and who.office != wanted.office and not border(who.office, wanted.office)
    return (1.0, f"路远：{_short(who.office)}") if away else None


def _off(_wanted: Wanted, who: Profile, _today: date) -> Found:
    return (1.0, f"可能不在岗：登记里写着“{who.off}”") if who.off else None


def _expired(_wanted: Wanted, who: Profile, today: date) -> Found:
    past = who.until is not None and who.until < today
    return (1.0, f"有效期至{paper_date(who.until)}，已过") if past and who.until else None


_OWN: Mapping[str, Rule] = {
    "skill": _skill, "honour": _honour, "load": _load, "rating": _rating, "poor": _poor, "much": _much,
    "off": _off, "expired": _expired,
}  # fmt: skip
_FOR_NEED: Mapping[str, Rule] = {
    "trade": _trade, "specialty": _specialty, "craft": _craft, "chain": _chain, "near": _near,
    "cooperation": _cooperation, "served": _served, REFUSED: _of_this, "declined": _declined, "absent": _absent,
    "busy": _busy, "inside": _inside, "far": _far,
}  # fmt: skip
