"""Surnames are read as families read them."""

import pytest

from laomo_desktop.domain.names import COMPOUND_SURNAMES, surname
from laomo_desktop.domain.pinyin_surnames import _ROWS, SURNAMES


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单小明", "shan"),
        ("仇小明", "qiu"),
        ("曾小明", "zeng"),
        ("解小明", "xie"),
        ("区小明", "ou"),
        ("查小明", "zha"),
        ("朴小明", "piao"),
        ("翟小明", "zhai"),
        ("缪小明", "miao"),
        ("秘小明", "bi"),
        ("员小明", "yun"),
        ("尉迟小明", "yu chi"),
        ("万俟小明", "mo qi"),
        ("单于小明", "chan yu"),
    ],
)
def test_readings(name: str, reading: str) -> None:
    assert " ".join(SURNAMES[surname(name)][0]) == reading


def test_every_compound_surname_is_read() -> None:
    assert {name for name in SURNAMES if len(name) > 1} == COMPOUND_SURNAMES


def test_a_syllable_a_character() -> None:
    for name, spoken in SURNAMES.items():
        assert spoken
        assert all(len(reading) == len(name) for reading in spoken), name
        assert all(syllable.isascii() and syllable.islower() for reading in spoken for syllable in reading), (
            name
        )


def test_no_surname_stands_twice() -> None:
    assert len([entry for entry in _ROWS.replace("\n", "|").split("|") if entry]) == len(SURNAMES)
