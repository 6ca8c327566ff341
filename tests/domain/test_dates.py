"""Every way a clerk or Excel writes a day leads to that day, or to a sentence saying what lacks."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.dates import (
    chinese_date,
    half_day,
    paper_date,
    parse_date,
    parse_month,
    parse_time,
    parse_typed,
)
from laomo_desktop.domain.errors import Refused

DAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    "raw",
    [
        DAY,
        datetime(2026, 3, 6, 23, 59),
        46087,
        46087.75,
        "46087",
        20260306,
        20260306.0,
        "20260306",
        "2026-3-6",
        "2026-03-06",
        "2026/3/6",
        "2026.3.6",
        "２０２６．０３．０６",
        "2026年3月6日",
        "2026 年 3 月 6 日",
        "2026年3月6号",
        "2026-03-06 00:00:00",
        "2026-03-06T08:30:00",
        "2026年3月6日（星期五）",
        "二〇二六年三月六日",
        "二○二六年三月六日",
        "'2026-3-6",
    ],
)
def test_all_ways_lead_to_the_day(raw: object) -> None:
    found = parse_date(raw)
    assert found == DAY
    assert type(found) is date


@given(st.dates(min_value=date(1000, 1, 1)))
def test_round_trips(day: date) -> None:
    assert parse_date(paper_date(day)) == day
    assert parse_date(chinese_date(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.dates(min_value=date(1955, 1, 1), max_value=date(2118, 12, 31)))
def test_excel_serials(day: date) -> None:
    assert parse_date((day - date(1899, 12, 30)).days) == day


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "空的"),
        ("2026年2月30日", "2026年2月30日这一天不存在"),
        ("2026-13-1", "不存在"),
        ("20260230", "不存在"),
        ("2026年3月", "缺少日"),
        (2026.3, "缺少日"),
        ("3月6日", "缺少年份"),
        ("26.3.6", "四位"),
        ("昨天", "“昨天”不是日期"),
        ("二〇二六年二三十月一日", "不是日期"),
        ("二〇二六年三月十十日", "不是日期"),
        (19999, "不是日期"),
        (True, "不是日期"),
        (float("nan"), "不是日期"),
        (float("inf"), "不是日期"),
    ],
)
def test_refusals_say_why(raw: object, said: str) -> None:
    with pytest.raises(Refused, match=said):
        parse_date(raw)


@pytest.mark.parametrize(
    "raw", ["1985年10月", "1985.10", "1985-10", "198510", 198510, "1985-10-25", date(1985, 10, 2)]
)
def test_months(raw: object) -> None:
    assert parse_month(raw) == date(1985, 10, 1)


def test_a_month_whose_zero_is_lost_is_refused() -> None:
    with pytest.raises(Refused, match="分不清"):
        parse_month(1985.1)
    with pytest.raises(Refused, match="不存在"):
        parse_month("1985-13")


def test_paper_forms() -> None:
    assert paper_date(DAY) == "2026年3月6日"
    assert chinese_date(DAY) == "二\u3007二六年三月六日"
    assert chinese_date(date(2010, 10, 20)) == "二〇一〇年十月二十日"
    assert chinese_date(date(2031, 12, 31)) == "二〇三一年十二月三十一日"


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        ("9:00", "09:00"),
        ("9：05", "09:05"),
        ("0900", "09:00"),
        ("930", "09:30"),
        ("14:30:00", "14:30"),
        ("9点", "09:00"),
        ("9时30分", "09:30"),
        ("下午2点半", "14:30"),
        ("晚上 7:00", "19:00"),
        ("中午12点", "12:00"),
        (time(8, 30), "08:30"),
        (datetime(2026, 3, 6, 8, 30), "08:30"),
        (0.375, "09:00"),
        (0.99999, "23:59"),
    ],
)
def test_times(raw: object, clock: str) -> None:
    assert parse_time(raw) == clock


@pytest.mark.parametrize("raw", ["25:00", "9:60", "九", "", "2460", "下午"])
def test_no_times(raw: str) -> None:
    with pytest.raises(Refused, match="时间"):
        parse_time(raw)


@given(st.times())
def test_time_round_trip(moment: time) -> None:
    clock = parse_time(moment)
    assert parse_time(clock) == clock == parse_time(clock.replace(":", ""))


def test_half_days() -> None:
    assert [half_day(clock) for clock in ("08:00", "12:00", "17:59", "18:00")] == [
        "上午",
        "下午",
        "下午",
        "晚上",
    ]


@pytest.mark.parametrize("typed", ["11.20", "11-20", "11/20", "11月20日", "11月20", "１１．２０", "十一月二十日"])
def test_of_what_is_typed_the_year_is_this_one(typed: str) -> None:
    assert parse_typed(typed, date(2031, 1, 1)) == date(2031, 11, 20)
    with pytest.raises(Refused, match="缺少年份"):
        parse_date(typed)


def test_a_typed_day_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="2031年2月29日这一天不存在"):
        parse_typed("2.29", date(2031, 1, 1))
    assert parse_typed("2032.2.29", date(2031, 1, 1)) == date(2032, 2, 29)
