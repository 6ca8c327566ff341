"""A mark is known by everything a sheet or a workbook writes for it, and by nothing else."""

import pytest

from laomo_desktop.domain.marks import Mark


def test_signs_of_the_sheet() -> None:
    assert [(mark.label, mark.sign) for mark in Mark] == [
        ("出勤", "√"), ("迟到", "△"), ("早退", "▽"), ("请假", "○"), ("缺勤", "×"),
    ]  # fmt: skip


def test_no_word_means_two_marks() -> None:
    for attribute in ("code", "label", "sign", "key"):
        assert len({getattr(mark, attribute) for mark in Mark}) == len(Mark)
    for mark in Mark:
        assert (
            Mark.of(mark.code)
            is Mark.of(mark.label)
            is Mark.of(mark.sign)
            is Mark.of(mark.key.lower())
            is mark
        )


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        (" 到 ", Mark.PRESENT),
        ("X", Mark.ABSENT),
        ("旷", Mark.ABSENT),
        ("病假", Mark.LEAVE),
        ("早", Mark.EARLY),
    ],
)
def test_words(word: str, mark: Mark) -> None:
    assert Mark.of(word) is mark


@pytest.mark.parametrize("word", ["", "？", "o", "迟迟"])
def test_other_words_are_none(word: str) -> None:
    assert Mark.of(word) is None
