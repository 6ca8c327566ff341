"""Names in stroke order: numbers of strokes known by hand, the table's own order, characters outside of it."""

from laomo_desktop.domain.resources import resource
from laomo_desktop.domain.stroke_order import standings, stroke_key

BY_HAND = {
    1: "一乙", 2: "丁卜", 3: "于马干", 4: "王方毛孔仇", 5: "叶田石白龙冯", 6: "刘朱许任江", 7: "李陈张杨宋何余杜苏吴邱",
    8: "周林罗郑孟范金武", 9: "赵胡姜段侯贺查", 10: "徐高郭唐袁夏秦陶顾莫", 11: "黄梁曹常", 12: "曾彭董韩程蒋傅", 13: "解雷蓝",
    14: "蔡谭廖熊翟缪", 15: "潘黎", 16: "薛", 17: "魏戴",
}  # fmt: skip


def ordered(*names: str) -> list[str]:
    return sorted(names, key=stroke_key)


def test_strokes_are_as_counted_by_hand() -> None:
    found = standings()
    told = {char: found[char][0] for chars in BY_HAND.values() for char in chars}
    assert told == {char: number for number, chars in BY_HAND.items() for char in chars}


def test_every_character_of_the_table_has_its_strokes_and_none_falls_back_within_a_part() -> None:
    chars = resource("tables", "tgscc.txt").read_text("utf-8").split()
    found = standings()
    assert len(found) == len(chars) == 8105
    for first, last in ((0, 3500), (3500, 6500), (6500, 8105)):
        strokes = [found[char][0] for char in chars[first:last]]
        assert strokes == sorted(strokes)
        assert strokes[0] in (1, 2, 3)


def test_surname_first_then_the_rest() -> None:
    assert ordered("陈一", "王陈", "王一", "丁陈") == ["丁陈", "王一", "王陈", "陈一"]


def test_single_given_names_first_and_spaces_unseen() -> None:
    assert ordered("王一一", "王一", "于一", "丁一") == ["丁一", "于一", "王一", "王一一"]
    assert stroke_key("王　一") == stroke_key("王一") < stroke_key("王一一")


def test_rare_characters_have_their_place_and_unknown_ones_come_last() -> None:
    assert ordered("𡈽一", "𬍛一", "䶮一", "陈㛃", "魏一") == ["陈㛃", "𬍛一", "䶮一", "魏一", "𡈽一"]
