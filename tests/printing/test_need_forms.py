"""派工单 and 需求登记表: one page each, whatever is written, and all of it stands there."""

from dataclasses import replace

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.papers import Dispatches, Sending
from laomo_desktop.printing.render import page_count
from tests.printing import sample
from tests.printing.reading import ink, squeezed, text_of

WORDS = "反应釜尾气超标，已换过三次填料仍不见好转，希望专家到现场看一次。"


@pytest.mark.parametrize("times", [0, 1, 10, 60])
@pytest.mark.parametrize("name", ["dispatch", "need_form"])
def test_one_page_however_much_is_told(name: str, times: int) -> None:
    data = getattr(sample, name)()
    detail = "\n".join(f"{n}、{WORDS}" for n in range(times))
    told = replace(data, need=replace(data.need, detail=detail))
    pdf = FORMS[name].draw(Dispatches([told]) if name == "dispatch" else told)
    assert page_count(pdf) == 1
    assert squeezed(text_of(pdf)).count(squeezed(WORDS)) == times
    page = ink(pdf, 0, 1.0)
    height = page.height / 72 * 25.4
    assert not page.inked(0, height - 8, page.width / 72 * 25.4 - 1, height - 1)


def test_a_dispatch_tells_who_where_why_and_leaves_room_for_the_pen() -> None:
    text = squeezed(text_of(FORMS["dispatch"].draw(sample.dispatches())))
    for words in ("烟芝派工〔2026〕第0001号", sample.RARE, "受派人员", "虚构船舶重工（集团）有限公司",
                  "19900000001", "2026年3月9日", "同工种：焊工；本区：芝罘区", "□非常满意", "□未解决",
                  "服务人员（签字）"):  # fmt: skip
        assert squeezed(words) in text, words
    team = replace(sample.dispatch(), sent="虚构服务队", is_team=True, facts=[("队　　员", "、".join(sample.NAMES))])
    text = squeezed(text_of(FORMS["dispatch"].draw(Dispatches([team]))))
    assert "受派服务队" in text
    assert all(squeezed(name) in text for name in sample.NAMES)


def test_several_who_are_sent_have_a_page_each() -> None:
    other = replace(sample.dispatch(), number="烟芝派工〔2026〕第0002号", sent="陈㛃")
    pdf = FORMS["dispatch"].draw(Dispatches([sample.dispatch(), other]))
    assert page_count(pdf) == 2
    assert "第0002号" in squeezed(text_of(pdf, 1))


def test_a_need_form_tells_who_was_sent_and_how_it_ended() -> None:
    text = squeezed(text_of(FORMS["need_form"].draw(sample.need_form())))
    for words in ("YQ2026-0007", f"{sample.RARE}谢绝（出差）", "更换工艺", "12000元", "2026年3月20日", "待确认"):
        assert squeezed(words) in squeezed(text.replace("　", "")), words


def test_many_sendings_are_counted_where_they_do_not_fit() -> None:
    sent = sample.need_form().sendings[0]
    many = [Sending(f"第{n}号", sent.who, sent.assigned, "谢绝") for n in range(30)]
    pdf = FORMS["need_form"].draw(replace(sample.need_form(), sendings=many))
    assert page_count(pdf) == 1
    assert "另有22次派工" in squeezed(text_of(pdf))


def test_a_missing_glyph_is_refused_by_name() -> None:
    with pytest.raises(Refused):
        FORMS["dispatch"].draw(Dispatches([replace(sample.dispatch(), sent="王\ue000")]))
