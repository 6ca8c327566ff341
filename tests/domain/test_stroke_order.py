"""Names in stroke order, with and without a table entry."""

from laomo_desktop.domain.stroke_order import stroke_key

STROKES = {"丁": 2, "王": 4, "一": 1, "陈": 7, "㛃": 9}


def ordered(*names: str) -> list[str]:
    return sorted(names, key=lambda name: stroke_key(name, STROKES))


def test_surname_first_then_the_rest() -> None:
    assert ordered("陈一", "王陈", "王一", "丁陈") == ["丁陈", "王一", "王陈", "陈一"]


def test_single_given_names_first_and_spaces_unseen() -> None:
    assert ordered("王一一", "王　一", "王") == ["王", "王　一", "王一一"]


def test_unknown_characters_come_last_and_apart() -> None:
    assert ordered("𬍛一", "䶮一", "陈㛃") == ["陈㛃", "䶮一", "𬍛一"]
