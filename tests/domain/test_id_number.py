"""GB 11643: every right number passes in any dress, every single slip is caught."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.id_number import area_warning, check_digit, facts, parse_id

TODAY = date(2026, 3, 6)
DAYS = st.dates(min_value=date(1800, 1, 1), max_value=TODAY)


def number_of(day: date, order: int = 1, area: str = "990101") -> str:
    first17 = f"{area}{day:%Y%m%d}{order:03}"
    return first17 + check_digit(first17)


NUMBERS = st.builds(number_of, DAYS, st.integers(0, 999))
ENDS_IN_X = next(n for order in range(999) if (n := number_of(date(1899, 2, 3), order)).endswith("X"))


def test_the_example_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"


@given(NUMBERS)
def test_right_numbers_pass(number: str) -> None:
    assert parse_id(number, TODAY) == number


@given(DAYS, st.integers(0, 999))
def test_facts_come_back(day: date, order: int) -> None:
    found = facts(number_of(day, order))
    assert found.birthday == day
    assert found.sex == ("男" if order % 2 else "女")


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_caught(number: str, place: int, digit: str) -> None:
    assume(number[place] != digit)
    with pytest.raises(Refused):
        parse_id(number[:place] + digit + number[place + 1 :], TODAY)


@pytest.mark.parametrize(
    "dress",
    [
        ENDS_IN_X.lower(),
        ENDS_IN_X[:-1] + "Ｘ",
        ENDS_IN_X[:-1] + "ｘ",
        f"'{ENDS_IN_X}",
        f" {ENDS_IN_X[:6]} {ENDS_IN_X[6:14]}　{ENDS_IN_X[14:]}\n",
        "".join(chr(ord(char) + 0xFEE0) for char in ENDS_IN_X),
    ],
)
def test_accepted_dresses(dress: str) -> None:
    assert parse_id(dress, TODAY) == ENDS_IN_X


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "空的"),
        ("990101890203123", "15位"),
        (ENDS_IN_X[:-1], "这里有17位"),
        (ENDS_IN_X + "1", "这里有19位"),
        ("9.90101E+17", "表格软件"),
        ("99010118990203O12", "“O”"),
        ("99010118990203X123", "不在末位"),
        ("990101189902031" + "000", "校验码"),
    ],
)
def test_refusals_say_why(raw: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        parse_id(raw, TODAY)
    assert not raw or "E" in raw or raw not in caught.value.sentence


def test_impossible_day_is_refused() -> None:
    first17 = "99010118990230001"
    with pytest.raises(Refused, match="1899年02月30日不存在"):
        parse_id(first17 + check_digit(first17), TODAY)


def test_future_birth_is_refused() -> None:
    with pytest.raises(Refused, match="今天之后"):
        parse_id(number_of(TODAY + timedelta(days=1)), TODAY)
    assert parse_id(number_of(TODAY), TODAY)
    with pytest.raises(Refused, match="今天之后"):
        parse_id(number_of(date(9998, 1, 1)))


def test_age_turns_on_the_birthday() -> None:
    found = facts(number_of(date(1880, 3, 6)))
    assert (found.age(date(1900, 3, 5)), found.age(date(1900, 3, 6))) == (19, 20)


@pytest.mark.parametrize("area", ["370602", "370684", "370634", "370671", "370676"])
def test_historic_areas_and_zones_pass_silently(area: str) -> None:
    number = number_of(date(1899, 1, 1), area=area)
    assert parse_id(number, TODAY) == number
    assert area_warning(number) is None


def test_unknown_area_only_warns() -> None:
    assert "99" in str(area_warning(parse_id(ENDS_IN_X, TODAY)))
