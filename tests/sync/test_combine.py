"""Two long texts under one another."""

import pytest

from laomo_desktop.sync import combine


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("焊工班长", "焊工", "焊工班长\n焊工"),
        ("焊工班长", "焊工班长", "焊工班长"),
        ("焊工班长\n爱下棋", "爱下棋", "焊工班长\n爱下棋"),
        ("【烟台市福山区总工会】爱下棋\n【烟台市总工会】焊工", "焊工", "【烟台市福山区总工会】爱下棋\n【烟台市总工会】焊工"),
        ("焊工\n爱下棋", "爱下棋\n焊工", "焊工\n爱下棋"),
        ("焊工", "焊工\n爱下棋", "焊工\n焊工\n爱下棋"),
    ],
)
def test_a_text_is_joined_unless_all_its_lines_stand_there(text, more, expected):
    assert combine.joined(text, more) == expected
