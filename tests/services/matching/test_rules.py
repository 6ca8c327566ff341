"""The rules of matching, without a store: each reason in words, its points, and what never happens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import DISTRICTS, OFFICES
from laomo_desktop.services.matching import near, rules
from laomo_desktop.services.matching.facts import History, Match, Profile, Rating, Refusal, Topic, Wanted, Who
from laomo_desktop.services.matching.rules import Sum
from laomo_desktop.services.matching.weights import DEFAULTS, MOST, WEIGHTS, settled

TODAY = date(2026, 11, 22)
NEED, OTHER, PLANT = b"need", b"other need", b"plant"
WANTED = Wanted(
    NEED, "薄板焊接变形", Topic({"焊工": "氩弧焊"}, {"焊接工艺": ""}, {"焊接": (1.0, ("氩弧焊", "气孔"))}), PLANT, "370602",
    "汽车", "技术难题", urgent=False, home={"焊工": frozenset({"焊接"})}, families={"机械热加工": 1.0},
)  # fmt: skip
NOBODY = Profile(Who.PERSON, b"p", "陈㛃", "", {}, {}, {}, {}, "370683")
WELDER = replace(NOBODY, trades={"焊工": ()}, crafts={"焊接": (1.0, ())})


def judged(who: Profile, weights: Mapping[str, int] = DEFAULTS, wanted: Wanted = WANTED) -> Match:
    return rules.judge(wanted, who, weights, TODAY, (0.0, ()))


def reason(who: Profile, code: str, wanted: Wanted = WANTED) -> tuple[str, float] | None:
    match = judged(who, wanted=wanted)
    found = [r for r in (*match.reasons, *match.against) if r.code == code]
    return (found[0].words, found[0].points) if found else None


def days_ago(days: int) -> date:
    return TODAY - timedelta(days)


def refusal(days: int, *, need: bytes = OTHER, since: bool = False) -> Refusal:
    return Refusal(days_ago(days), need, "另一项", "外出学习", since)


def test_the_same_trade_by_another_word() -> None:
    assert reason(WELDER, "trade") == ("同工种：焊工（需求提到“氩弧焊”）", 25)


def test_a_trade_of_the_same_family_counts_for_less() -> None:
    rigger = replace(NOBODY, trades={"铆工": ()}, crafts={"焊接": (1.0, ())})
    assert reason(rigger, "trade") == ("相近工种：铆工（焊接类）", 10)


def test_a_team_names_who_has_it() -> None:
    team = replace(NOBODY, who=Who.TEAM, trades={"焊工": ("甲", "乙", "丙", "丁")})
    assert reason(team, "trade") == ("同工种：焊工（甲、乙、丙等4人）（需求提到“氩弧焊”）", 25)


def test_a_specialty_that_is_asked_for() -> None:
    both = replace(WANTED, topic=Topic({}, {"焊接工艺": "", "无损检测": ""}))
    expert = replace(NOBODY, specialties={"焊接工艺": ()})
    assert reason(expert, "specialty") == ("专长相符：焊接工艺", 20)
    assert reason(expert, "specialty", both) == ("专长相符：焊接工艺", 16)


def test_the_craft_by_the_words_of_the_need() -> None:
    assert reason(WELDER, "craft") == ("专业对口：焊接（氩弧焊、气孔）", 40)
    mixed = replace(WANTED, topic=Topic({}, {}, {"焊接": (0.5, ("气孔",)), "汽车": (1.0, ("制动盘",))}))
    words, points = reason(WELDER, "craft", mixed) or ("", 0)
    assert words == "专业对口：焊接（气孔）"
    assert 0 < points < 20


def test_beside_the_craft_somebody_of_the_wider_trade_comes_near_but_does_not_fit() -> None:
    founder = replace(NOBODY, crafts={"铸造": (1.0, ())}, families={"机械热加工": (1.0, "铸造")})
    assert reason(founder, "craft") == ("专业相近：铸造（同属机械热加工）", 10)
    assert not judged(founder).fits
    assert judged(WELDER).fits


def test_a_mere_hint_at_a_trade_counts_for_little() -> None:
    """数控折弯件回弹大 is for those who bend, not for every numerical control."""
    bending = Topic({"数控车工": "数控"}, {}, {"钣金": (1.0, ("折弯", "回弹")), "机械加工": (0.15, ("数控",))})
    need = replace(WANTED, topic=bending, home={"数控车工": frozenset({"机械加工"})}, families={})
    turner = replace(NOBODY, trades={"数控车工": ()}, crafts={"机械加工": (0.9, ())})
    bender = replace(NOBODY, crafts={"钣金": (0.9, ())})
    assert judged(turner, wanted=need).score < judged(bender, wanted=need).score
    assert (reason(turner, "trade", need) or ("", 25.0))[1] < 5


@pytest.mark.parametrize(("office", "of_city", "far"), [("370683", False, True), ("370611", False, False),
                                                        ("370602", False, False), ("370600", True, False)])
def test_the_other_end_of_the_city_speaks_against(office: str, of_city: bool, far: bool) -> None:
    match = judged(replace(NOBODY, office=office, of_city=of_city))
    assert [r.words for r in match.against] == (["路远：莱州市"] if far else [])


def test_who_may_be_off_duty_is_told() -> None:
    assert reason(replace(NOBODY, off="长期病假"), "off") == ("可能不在岗：登记里写着“长期病假”", 15)

@pytest.mark.parametrize(
    ("office", "of_city", "words"),
    [
        ("370602", False, "本区：芝罘区"),
        ("370611", False, "邻区：福山区"),
        ("370600", True, "市级，可到各区市"),
        ("370683", False, None),
    ],
)
def test_how_far_away(office: str, of_city: bool, words: str | None) -> None:
    found = reason(replace(NOBODY, office=office, of_city=of_city), "near")
    assert (found[0] if found else None) == words


def test_borders_are_the_same_from_both_sides_and_every_district_has_one() -> None:
    codes = [office.code for office in OFFICES]
    for one in codes:
        assert not near.border(one, one)
        assert all(near.border(one, other) == near.border(other, one) for other in codes)
    assert all(any(near.border(d.code, other) for other in codes) for d in DISTRICTS)


def test_who_was_sent_less_this_year_comes_first() -> None:
    points = []
    for done in range(8):
        words, found = reason(replace(NOBODY, history=History(done)), "load") or ("", 0.0)
        assert words == (f"今年仅{done}次" if done else "今年还没有服务过")
        points.append(found)
    assert points == sorted(points, reverse=True)
    assert points[0] == 8
    assert reason(replace(NOBODY, history=History(9)), "load") is None
    assert reason(replace(NOBODY, history=History(9)), "much") == ("今年已服务9次", 3.4)


def test_the_last_rating_speaks_for_or_against() -> None:
    def rated(words: str) -> Profile:
        return replace(NOBODY, history=History(rating=Rating(TODAY, words, "虚构厂")))

    assert reason(rated("非常满意"), "rating") == ("上次评价非常满意（虚构厂）", 8)
    assert reason(rated("不满意"), "rating") is None
    assert reason(rated("不满意"), "poor") == ("上次评价不满意（虚构厂）", 10)


def test_a_refusal_is_remembered_fades_and_is_half_forgiven() -> None:
    def declined(*of: Refusal) -> tuple[str, float]:
        return reason(replace(NOBODY, history=History(declined=of)), "declined") or ("", 0.0)

    assert declined(refusal(0)) == ("上次谢绝（2026年11月22日）：外出学习", 12)
    assert declined(refusal(365))[1] < declined(refusal(10))[1] < 12
    assert declined(refusal(731)) == ("", 0.0)
    assert declined(refusal(0, since=True)) == ("曾谢绝（2026年11月22日）：外出学习", 6)
    assert declined(refusal(0), refusal(300))[0].endswith("，共2次")
    assert declined(refusal(0, need=NEED)) == ("", 0.0), "that is told by a reason of its own"


def test_a_refusal_of_this_need_never_fades_and_stands_behind_whoever_fits() -> None:
    history = History(declined=(refusal(900, need=NEED),), absent=(refusal(901, need=NEED),))
    told = reason(replace(NOBODY, history=history), "refused")
    assert told == ("谢绝过本需求（2024年6月5日）：外出学习", 40)
    poor, near = Sum(1.0, 1.0, fits=True, refused=False), Sum(99.0, 99.0, fits=False, refused=False)
    refused = Sum(90.0, 90.0, fits=True, refused=True)
    assert sorted([near, refused, poor], key=lambda each: each.order) == [poor, refused, near]


def test_not_coming_is_worse_than_saying_no() -> None:
    absent = reason(replace(NOBODY, history=History(absent=(refusal(0),))), "absent")
    assert absent == ("上次未到场（2026年11月22日）：外出学习", 18)


def test_other_needs_in_hand_count_but_not_this_one() -> None:
    busy = replace(NOBODY, history=History(busy={OTHER: "另一项", NEED: "薄板焊接变形"}))
    assert reason(busy, "busy") == ("正在其他需求：另一项", 4)
    assert reason(replace(NOBODY, history=History(busy={NEED: "薄板焊接变形"})), "busy") is None


def test_the_enterprises_own_people_and_outdated_offers() -> None:
    assert reason(replace(NOBODY, enterprise=PLANT), "inside") == ("就是该企业的职工", 6)
    assert reason(replace(NOBODY, who=Who.TEAM, enterprise=PLANT), "inside") is None
    offer = replace(NOBODY, who=Who.OFFER, until=days_ago(1))
    assert reason(offer, "expired") == ("有效期至2026年11月21日，已过", 15)
    assert reason(replace(offer, until=TODAY), "expired") is None


def test_the_way_of_working_together_fits_the_need() -> None:
    modes = replace(NOBODY, cooperation=("联合攻关", "短期合作"))
    assert reason(modes, "cooperation") == ("合作方式：联合攻关、短期合作", 4)
    only = replace(NOBODY, cooperation=("兼职参与创新",))
    assert reason(only, "cooperation") == ("合作方式：兼职参与创新", 2)
    urgent = replace(WANTED, urgent=True)
    assert reason(replace(NOBODY, cooperation=("联合攻关",)), "cooperation", urgent) == ("合作方式：联合攻关", 2)


RATINGS = st.builds(Rating, st.just(TODAY), st.sampled_from(["满意", "不满意", "还行"]), st.just("虚构厂"))
HISTORIES = st.builds(
    History, this_year=st.integers(0, 40), served=st.dictionaries(st.just(PLANT), st.integers(1, 9)),
    rating=st.none() | RATINGS,
    declined=st.lists(st.integers(0, 900).map(refusal), max_size=3).map(tuple),
    absent=st.lists(st.integers(0, 900).map(refusal), max_size=3).map(tuple),
    busy=st.dictionaries(st.binary(max_size=2), st.just("另一项"), max_size=3),
)  # fmt: skip
PROFILES = st.builds(
    replace, st.sampled_from([NOBODY, WELDER, replace(WELDER, who=Who.TEAM), replace(NOBODY, who=Who.OFFER)]),
    history=HISTORIES, office=st.sampled_from([o.code for o in OFFICES]),
    skill=st.tuples(st.floats(0, 1), st.just("技师")), enterprise=st.sampled_from([None, PLANT]),
)  # fmt: skip
SOME_WEIGHTS = st.fixed_dictionaries({w.code: st.integers(0, MOST) for w in WEIGHTS})


@given(PROFILES, SOME_WEIGHTS)
def test_the_score_is_the_sum_of_what_is_told(who: Profile, weights: dict[str, int]) -> None:
    """No black box: every point is said in words, none exceeds its weight, a weight of 0 is silent."""
    match = judged(who, weights)
    told = sum(r.points for r in match.reasons) - sum(r.points for r in match.against)
    assert match.score == pytest.approx(told, abs=0.051)
    for each in (*match.reasons, *match.against):
        assert 0 < each.points <= weights[each.code] + 0.05
        assert each.words
    assert not {r.code for r in match.reasons} & {r.code for r in match.against}


@pytest.mark.parametrize("wrong", [{"luck": 5}, {"trade": -1}, {"trade": MOST + 1}, {"trade": 2.5}])
def test_impossible_weights_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(Refused):
        settled(wrong)
    assert settled({"trade": 0}) == {**DEFAULTS, "trade": 0}
