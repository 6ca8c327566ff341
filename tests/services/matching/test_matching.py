"""Matching on real stores: needs in a clerk's words find the right people, and what happened is remembered."""

from collections.abc import Mapping
from datetime import date

import pytest

from laomo_desktop.db import records
from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import assignments, needs, registers, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import (
    DEFAULTS,
    Match,
    Matcher,
    Who,
    for_team,
    rank,
    rules,
    set_weights,
    understood,
    weights_of,
)
from laomo_desktop.services.matching.crafts import crafts
from laomo_desktop.services.matching.reader import folded
from tests.conftest import RESOURCES
from tests.people import RARE_NAME
from tests.ui.world import add

TODAY = date.today()
STAFF: Mapping[str, Mapping[str, str]] = {
    "焊甲": {"trade": "焊工", "skill": "高级技师", "specialties": "焊接工艺、无损检测"},
    "车乙": {"trade": "数控车工", "skill": "技师", "specialties": "数控加工"},
    "电丙": {"trade": "维修电工", "skill": "高级技师", "specialties": "电气控制、PLC编程"},
    "酿丁": {"trade": "葡萄酒酿造工", "skill": "技师", "specialties": "葡萄酒酿造"},
    "安戊": {"trade": "安全员", "specialties": "安全生产、应急救援"},
    "钳己": {"trade": "机修钳工", "skill": "首席技师", "specialties": "设备维修、液压与气动"},
    "矿庚": {"trade": "选矿工", "skill": "技师", "specialties": "选矿与冶炼"},
    "化辛": {"trade": "化工总控工", "skill": "高级技师", "specialties": "化工工艺、聚氨酯"},
    "水壬": {"trade": "污水处理工", "specialties": "环境保护"},
    "纺癸": {"trade": "纺纱工", "specialties": "纺织与印染"},
    RARE_NAME: {"trade": "模具工", "skill": "高级技师", "specialties": "模具设计与制造"},
    "班子": {"trade": "班组长", "specialties": "精益生产、班组管理"},
    "冷丑": {"trade": "制冷工", "specialties": "制冷与空调"},
    "数寅": {"trade": "计算机程序设计员", "specialties": "软件开发、工业软件"},
}


@pytest.fixture
def staff(desk: Desk) -> dict[str, bytes]:
    """A craftsman of each trade, all of this district, none with an enterprise."""
    return {name: add(desk, "people", name=name, kind="工匠", **fields) for name, fields in STAFF.items()}


def need(desk: Desk, words: str, enterprise: str = "虚构制造有限公司", **more: str) -> bytes:
    return needs.quick(desk, words, enterprise, **more).key


def names(found: list[Match]) -> list[str]:
    return [match.profile.name for match in found]


def of(found: list[Match], name: str) -> Match:
    return next(match for match in found if match.profile.name == name)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("电焊的时候老是出气孔，焊缝不漂亮", "焊甲"),
        ("二保焊焊出来的架子变形厉害，想请老师傅来看看", "焊甲"),
        ("轴车出来圆度老超差，表面有颤纹", "车乙"),
        ("配电柜夏天老跳闸", "电丙"),
        ("流水线的PLC换了以后通讯中断", "电丙"),
        ("新上的白兰地陈酿口感不好", "酿丁"),
        ("消防演练没人会组织", "安戊"),
        ("减速箱漏油，轴承有异响", "钳己"),
        ("液压站压力不稳，油缸爬行", "钳己"),
        ("浮选回收率掉了三个点", "矿庚"),
        ("反应釜尾气超标，收率低", "化辛"),
        ("污水站氨氮不达标被通报", "水壬"),
        ("细纱断头多", "纺癸"),
        ("注塑模拉伤，脱模困难", RARE_NAME),
        ("换型时间太长，现场管理乱", "班子"),
        ("冷库结霜严重，降温慢", "冷丑"),
        ("想把手工台账换成MES，数据采集不会做", "数寅"),
    ],
)
def test_what_a_clerk_writes_finds_the_right_craftsman(
    desk: Desk, staff: dict[str, bytes], words: str, first: str
) -> None:
    found = rank(desk, need(desk, words))
    assert found, words
    assert names(found)[0] == first, [(m.profile.name, m.score, m.why) for m in found[:3]]
    assert found[0].reasons[0].code in ("trade", "specialty", "craft")


def test_trades_by_their_synonyms_and_by_what_fields_say(desk: Desk, staff: dict[str, bytes]) -> None:
    by_word = rank(desk, need(desk, "急需氩弧焊师傅"))
    assert "同工种：焊工（需求提到“氩弧焊”）" in of(by_word, "焊甲").why
    by_field = rank(desk, need(desk, "请师傅", trade="电焊", specialties="探伤"))
    words = [r.words for r in of(by_field, "焊甲").reasons]
    assert "同工种：焊工" in words
    assert "专长相符：无损检测" in words


def test_a_word_inside_a_longer_one_means_nothing_by_itself(desk: Desk, staff: dict[str, bytes]) -> None:
    """机电工程 holds 电工, 汽车工厂 holds 车工, 焊接工艺 holds 焊接工."""
    for words in ("机电工程公司", "汽车工厂", "焊接工艺"):
        assert not understood(desk, need(desk, words)).topic.trades


def test_a_need_that_says_nothing_is_answered_by_what_else_is_known(desk: Desk, staff: dict[str, bytes]) -> None:
    found = rank(desk, need(desk, "请帮忙"))
    assert len(found) == len(staff)
    assert names(found)[0] == "钳己"  # the highest skill
    assert all("topic" not in r.code for m in found for r in m.reasons)


def test_only_who_may_be_sent_as_an_expert_is_proposed(desk: Desk, staff: dict[str, bytes]) -> None:
    add(desk, "people", name="学员", kind="职工", trade="焊工", skill="初级工")
    add(desk, "people", name="老技师", kind="职工", trade="焊工", skill="高级技师")
    gone = add(desk, "people", name="已删", kind="工匠", trade="焊工")
    registers.delete(desk, "people", [gone], "登记有误")
    assert set(names(rank(desk, need(desk, "焊缝有气孔")))) >= {"焊甲", "老技师"}
    assert not {"学员", "已删"} & set(names(rank(desk, need(desk, "焊缝有气孔"))))


def test_the_same_chain_the_same_enterprise_and_honours(desk: Desk) -> None:
    near = add(desk, "enterprises", name="虚构零部件厂", chain="汽车")
    own = add(desk, "enterprises", name="虚构整车厂", chain="汽车")
    for name, enterprise in (("同链", near), ("本厂", own), ("别处", None)):
        add(desk, "people", name=name, kind="工匠", trade="焊工", enterprise=enterprise)
    add(desk, "honours", person=registers.first(desk, "people", 1)[0]["id"], honour="齐鲁工匠", year="2024")
    found = rank(desk, need(desk, "焊缝夹渣", "虚构整车厂"))
    assert "同产业链：汽车" in of(found, "同链").why
    assert [r.words for r in of(found, "本厂").against] == ["就是该企业的职工"]
    assert "同产业链" not in of(found, "别处").why
    assert any("荣誉：齐鲁工匠（2024年）" in m.why for m in found)


def test_what_happened_is_remembered(desk: Desk, staff: dict[str, bytes]) -> None:
    matcher, asked = Matcher(desk), need(desk, "焊缝有气孔")
    before = of(matcher.rank(asked), "焊甲")
    assert "今年还没有服务过" in before.why
    earlier = need(desk, "罐体焊接", "虚构化工厂")
    sent = assignments.assign(desk, earlier, Sent(people=[staff["焊甲"]])).key
    assert [r.words for r in of(matcher.rank(asked), "焊甲").against] == ["正在其他需求：罐体焊接"]
    assignments.decline(desk, sent, "正在外地")
    refused = of(matcher.rank(asked), "焊甲")
    assert refused.against[0].words.startswith("上次谢绝")
    assert refused.against[0].words.endswith("正在外地")
    assert refused.score < before.score
    assignments.accept(desk, sent)
    assignments.complete(desk, sent, "非常满意")
    after = of(matcher.rank(asked), "焊甲")
    assert "今年仅1次" in after.why
    assert "上次评价非常满意（虚构化工厂）" in after.why
    assert after.against == ()
    again = of(matcher.rank(need(desk, "焊缝有气孔", "虚构化工厂")), "焊甲")
    assert "曾为该企业服务1次" in again.why


def test_who_refused_this_need_stands_behind_all_who_fit_it(desk: Desk, staff: dict[str, bytes]) -> None:
    add(desk, "people", name="焊新", kind="工匠", trade="焊工", office="370685")
    matcher, asked = Matcher(desk), need(desk, "焊缝有气孔")
    assert names(matcher.rank(asked))[:2] == ["焊甲", "焊新"]
    assignments.decline(desk, assignments.assign(desk, asked, Sent(people=[staff["焊甲"]])).key, "正在外地")
    after = matcher.rank(asked)
    assert names(after)[:2] == ["焊新", "焊甲"]
    assert after[1].fits
    assert after[1].against[0].words == f"谢绝过本需求（{paper_date(TODAY)}）：正在外地"
    lightly = matcher.rank(asked, {"refused": 1})
    assert names(lightly)[:2] == ["焊新", "焊甲"]
    assert lightly[1].score > lightly[0].score, "he stands behind though he has more points"
    assert names(matcher.rank(asked, {"refused": 0}))[0] == "焊甲"


def test_a_visit_to_an_assigned_need_is_one_service_not_two(desk: Desk, staff: dict[str, bytes]) -> None:
    earlier = need(desk, "罐体焊接", "虚构化工厂")
    sent = assignments.assign(desk, earlier, Sent(people=[staff["焊甲"]])).key
    assignments.accept(desk, sent)
    head = {"title": "上门焊接", "kind": "技术支持行", "day": TODAY.isoformat(), "satisfaction": "满意"}
    visits.create(desk, head, visits.Parts(["虚构化工厂"], [staff["焊甲"]], {earlier: "解决"}))
    assignments.complete(desk, sent)
    found = of(rank(desk, need(desk, "焊缝有气孔", "虚构化工厂")), "焊甲")
    assert "今年仅1次" in found.why
    assert "曾为该企业服务1次" in found.why
    assert "上次评价满意（虚构化工厂）" in found.why


def test_teams_studios_and_offers_are_proposed_with_their_people(desk: Desk, staff: dict[str, bytes]) -> None:
    team = add(desk, "teams", name="虚构综合服务队", level="市级")
    for name in ("焊甲", "电丙"):
        add(desk, "members", team=team, person=staff[name])
    studio = add(desk, "studios", name="焊甲创新工作室", leader=staff["焊甲"], specialties="焊接")
    offer = add(desk, "offers", title="激光焊接工艺研究", person=staff["焊甲"], institution="虚构大学")
    found = rank(desk, need(desk, "焊缝有气孔", detail="板厚3毫米，电弧焊"))
    kinds = {match.profile.who: match for match in found}
    assert set(kinds) == set(Who)
    assert kinds[Who.TEAM].profile.key == team
    assert "（焊甲）" in kinds[Who.TEAM].why
    assert "市级，可到各区市" not in kinds[Who.TEAM].why  # it is of this district: 本区
    assert kinds[Who.STUDIO].profile.key == studio
    assert "焊甲、焊甲" not in kinds[Who.STUDIO].why  # who leads it is among its members, and named once
    assert kinds[Who.OFFER].profile.key == offer
    assert {kinds[w].profile.send for w in (Who.STUDIO, Who.OFFER)} == {(Who.PERSON, staff["焊甲"])}
    only = rank(desk, need(desk, "焊缝有气孔"), kinds=[Who.TEAM])
    assert [m.profile.who for m in only] == [Who.TEAM]


def test_a_team_has_cooperation_modes_of_its_own_beside_its_members(desk: Desk, staff: dict[str, bytes]) -> None:
    team = add(desk, "teams", name="虚构焊接服务队", level="区市级", cooperation="联合攻关")
    add(desk, "members", team=team, person=staff["焊甲"])
    wanted = need(desk, "焊缝有气孔", category="技术难题")
    assert "合作方式：联合攻关" in rank(desk, wanted, kinds=[Who.TEAM])[0].why
    registers.save(desk, "people", {"cooperation": "短期合作、联合攻关"}, staff["焊甲"])
    assert "合作方式：联合攻关、短期合作" in rank(desk, wanted, kinds=[Who.TEAM])[0].why


def test_the_other_way_round(desk: Desk, staff: dict[str, bytes]) -> None:
    team = add(desk, "teams", name="虚构焊接服务队", level="区市级")
    add(desk, "members", team=team, person=staff["焊甲"])
    weld, wine = need(desk, "焊缝有气孔"), need(desk, "葡萄酒发酵停滞")
    closed, taken = need(desk, "焊条受潮"), need(desk, "点焊虚焊")
    needs.move(desk, closed, "give_up_early", "已停产")
    assignments.assign(desk, taken, Sent([team]))
    found = for_team(desk, team)
    assert [key for key, _ in found] == [weld]
    assert "（焊甲）" in found[0][1].why
    assert wine not in dict(found)
    with pytest.raises(Refused, match="没有这支服务队"):
        for_team(desk, b"nobody")


def test_weights_are_the_offices_and_change_the_order(desk: Desk, staff: dict[str, bytes]) -> None:
    asked = need(desk, "焊缝有气孔，请电工和焊工来看")
    set_weights(desk, {"skill": 0})
    assert weights_of(desk)["skill"] == 0
    assert all(r.code != "skill" for m in rank(desk, asked) for r in m.reasons)
    assert any(r.code == "skill" for m in rank(desk, asked, {}) for r in m.reasons)
    with pytest.raises(Refused, match="权重"):
        set_weights(desk, {"skill": 99})
    assert weights_of(desk)["skill"] == 0


def test_crafts_speak_the_dictionaries_words() -> None:
    def words(name: str) -> set[str]:
        lines = (RESOURCES / "dictionaries" / f"{name}.tsv").read_text("utf-8").splitlines()
        return {line.split("\t")[0] for line in lines}

    trades, specialties = words("trade"), words("specialty")
    assert len({craft.name for craft in crafts()}) == len(crafts())
    for craft in crafts():
        assert {*craft.trades, *craft.also} <= trades, craft.name
        assert set(craft.specialties) <= specialties, craft.name
        spoken = [*craft.clues, *craft.hints]
        assert len(set(spoken)) == len(spoken), craft.name
        assert all(word == folded(word) for word in spoken), craft.name


def test_nobody_fits_is_said_and_the_nearest_are_offered(desk: Desk, staff: dict[str, bytes]) -> None:
    found = rank(desk, need(desk, "铸件缩松，砂型掉砂"))
    assert found  # the welder is of the same wider trade
    assert not any(match.fits for match in found)
    assert names(found)[0] == "焊甲"
    assert "专业相近：焊接（同属机械热加工）" in found[0].why
    assert any(match.fits for match in rank(desk, need(desk, "焊缝夹渣")))


def test_a_guess_by_one_character_fits_nobody(desk: Desk, staff: dict[str, bytes]) -> None:
    found = rank(desk, need(desk, "古琴断弦"))
    assert not any(match.fits for match in found)


def test_the_dead_are_not_proposed_and_who_left_is_told(desk: Desk, staff: dict[str, bytes]) -> None:
    registers.set_field(desk, "people", [staff["焊甲"]], "remark", "2025年因病去世")
    assert "焊甲" not in names(rank(desk, need(desk, "焊缝有气孔")))
    registers.set_field(desk, "people", [staff["车乙"]], "remark", "已调离原单位")
    turner = of(rank(desk, need(desk, "轴车出来有锥度")), "车乙")
    assert "可能不在岗：登记里写着“调离”" in [r.words for r in turner.against]


def test_a_place_is_not_what_it_is_about(desk: Desk, staff: dict[str, bytes]) -> None:
    """焊接车间 says where the smoke is; 制冷企业 who asks."""
    topic = understood(desk, need(desk, "焊接车间配电柜跳闸")).topic
    assert not topic.trades
    assert topic.crafts["低压电气"][0] > topic.crafts.get("焊接", (0.0, ()))[0]


def test_a_word_the_city_adds_to_its_dictionary_is_understood(desk: Desk, staff: dict[str, bytes]) -> None:
    asked = need(desk, "老把式烧电扒子")
    assert not understood(desk, asked).topic.trades
    with desk.store.operation("示例", "加一个叫法", desk.user) as write:
        (term,) = records.where(write.connection, "terms", {"dictionary": "工种", "word": "焊工"})
        write.update("terms", term["id"], {"synonyms": f"{term['synonyms']}、烧电扒子"})
    assert names(rank(desk, asked))[0] == "焊甲"


def test_everybody_who_fits_is_weighed(desk: Desk, staff: dict[str, bytes]) -> None:
    """The indexes that choose whom to weigh never lose anybody whom weighing would call fitting."""
    matcher = Matcher(desk)
    for words in ("焊缝有气孔，请电工和焊工来看", "注塑模拉伤", "冷库结霜严重", "液压站漏油", "想上MES"):
        asked = need(desk, words)
        found = {m.profile.key for m in matcher.rank(asked, limit=1000)}
        wanted = matcher.understand(asked)
        near = matcher.pool.index.near(wanted.topic.words)
        for key, profile in matcher.pool.profiles.items():
            match = rules.judge(wanted, profile, DEFAULTS, TODAY, near.get(key, (0.0, ())))
            assert not match.fits or key[1] in found, (words, profile.name)


def test_a_phrase_that_came_into_the_dictionary_with_somebody_hides_nothing(desk: Desk) -> None:
    """专长 is imported as people type it, and each phrase becomes a word of 字典 that belongs to no craft."""
    for name, phrase in (("网甲", "网络安全等级保护与勒索病毒处置"), ("焊乙", "管道焊接施工")):
        add(desk, "terms", dictionary="专长", word=phrase, state="建议")
        add(desk, "people", name=name, kind="工匠", specialties=phrase)
    found = rank(desk, need(desk, "电脑中了勒索病毒，网络安全没人管"))
    assert [m.profile.name for m in found if m.fits] == ["网甲"]
    why = of(found, "网甲").why
    assert "专业对口：网络安全（勒索病毒" in why
    assert "专长相符：网络安全" in why
    assert "资料里写着：网络安全、勒索病毒" in why


def test_a_trade_typed_by_another_ending_is_the_trade(desk: Desk) -> None:
    add(desk, "terms", dictionary="工种", word="电梯维修工", state="建议")
    add(desk, "people", name="梯甲", kind="工匠", trade="电梯维修工")
    match = of(rank(desk, need(desk, "请电梯安装维修工看看")), "梯甲")
    assert match.fits
    assert "同工种：电梯安装维修工" in match.why


def test_titles_and_what_all_studios_are_called_speak_of_no_craft(desk: Desk) -> None:
    leader = add(desk, "people", name="矿甲", kind="工匠", trade="选矿工", post="高级工程师")
    add(desk, "studios", name="矿甲劳模创新工作室", leader=leader)
    found = rank(desk, need(desk, "职工的发明想申请专利，还要搞高级工培训"))
    assert not any(match.fits for match in found)
    assert set(of(found, "矿甲").profile.crafts) == {"选矿"}


def test_who_fits_stands_before_who_has_more_points_but_only_comes_near(desk: Desk) -> None:
    add(desk, "people", name="新焊工", kind="工匠", trade="焊工", office="370687")
    famous = add(desk, "people", name="老铸造", kind="工匠", trade="铸造工", skill="首席技师")
    add(desk, "honours", person=famous, honour="大国工匠", year="2024")
    found = rank(desk, need(desk, "焊缝咬边"), {**DEFAULTS, "craft": 10, "words": 0})
    assert [(m.profile.name, m.fits) for m in found] == [("新焊工", True), ("老铸造", False)]
    assert found[0].score < found[1].score


def test_one_word_of_another_wider_trade_does_not_make_somebody_fit(desk: Desk) -> None:
    add(desk, "people", name="酒甲", kind="工匠", trade="葡萄酒酿造工", specialties="蒸馏")
    match = of(rank(desk, need(desk, "精馏塔塔顶产品不合格")), "酒甲")
    assert not match.fits
    assert "专业对口" not in match.why


def test_the_craft_that_is_told_as_fitting_does_fit(desk: Desk, staff: dict[str, bytes]) -> None:
    for words in ("焊缝有气孔", "减速箱漏油", "高铁信号故障", "请人来讲讲质量", "水表不走字"):
        for match in rank(desk, need(desk, words)):
            assert ("专业对口" not in match.why) or match.fits, (words, match.why)
