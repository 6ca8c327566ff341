"""The glance at a cell agrees with the rules: what it lets through is stored unchanged."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.excel.plain import PLAIN, is_plain_id
from tests.people import make_id_number, make_people, spoil

ODD = st.sampled_from("𬍛㛃·　 ,()Ａ'\n\u200b\ue000豈\ufffd:;㎡e\u0301")
USUAL = st.sampled_from("呂无待定暂空（）、。，-aX09") | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
TEXTS = st.text(USUAL, min_size=1, max_size=5) | st.text(USUAL | ODD, min_size=1, max_size=5)


@pytest.mark.parametrize("kind", PLAIN)
@given(text=TEXTS)
@example(text="暂无")
@example(text="待定")
@example(text="\u9fff无")
@example(text="13800000000\n")
def test_what_passes_is_stored_as_it_is(kind: Kind, text: str) -> None:
    if PLAIN[kind](text):
        assert kinds.parse(Field(name="x", label="某栏", kind=kind), text) == text


def test_the_usual_does_pass() -> None:
    usual = {Kind.NAME: "陈呂", Kind.PHONE: "19900000001", Kind.TEXT: "虚构（集团）有限公司"}
    assert all(PLAIN[kind](text) for kind, text in usual.items())


@given(st.from_regex(r"1[3-9][0-9]{9}\n?", fullmatch=True))
def test_mobile_numbers(text: str) -> None:
    if PLAIN[Kind.PHONE](text):
        assert kinds.parse(Field(name="x", label="手机", kind=Kind.PHONE), text) == text


@given(st.from_regex(r"990101(18|19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9X]", fullmatch=True))
def test_id_numbers_pass_only_when_the_rule_accepts_them(text: str) -> None:
    try:
        accepted = kinds.parse(Field(name="x", label="身份证号", kind=Kind.ID_NUMBER), text) == text
    except Refused:
        accepted = False
    assert bool(is_plain_id(text)) is accepted


def test_id_numbers_of_made_up_people_pass_and_spoilt_ones_do_not() -> None:
    numbers = [person.id_number for person in make_people(300)]
    assert all(map(is_plain_id, numbers))
    assert not any(is_plain_id(spoil(number)) for number in numbers)
    assert not is_plain_id(make_id_number(date.today() + timedelta(days=1), 11))
    assert is_plain_id(make_id_number(date.today(), 11))
