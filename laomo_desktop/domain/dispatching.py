"""派工: the answers of an assignment, what each leads to, and the numbers of 派工单.

A number is the office's mark, the year and a sequence within the year: 烟芝派工〔2026〕第0001号.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.text import narrow, quoted

WAITING, ACCEPTED, DECLINED, ABSENT, COMPLETED = "待答复", "接受", "谢绝", "未到场", "完成"
ALIVE = (WAITING, ACCEPTED)
"""Answers under which somebody may still come."""
NEED_REASON = (DECLINED, ABSENT)
MAY_FOLLOW: Mapping[str, tuple[str, ...]] = {
    WAITING: (ACCEPTED, DECLINED, ABSENT, COMPLETED),
    ACCEPTED: (COMPLETED, ABSENT, DECLINED),
    DECLINED: (ACCEPTED,),
    ABSENT: (ACCEPTED, COMPLETED),
    COMPLETED: (COMPLETED,),
}
"""What an answer may become; 完成 stands (撤销 takes a slip back), the enterprise's word may come later."""
_SPOKEN = {"accept": ACCEPTED, "decline": DECLINED, "no-show": ABSENT, "complete": COMPLETED}


def answer_of(words: str) -> str:
    """The answer a clerk or a command means. Raises `Refused`."""
    found = _SPOKEN.get(words.strip().lower(), words.strip())
    if found not in MAY_FOLLOW or found == WAITING:
        listed = "、".join(_SPOKEN.values())
        raise Refused(f"没有{quoted(words)}这种答复", todo=f"可用的有：{listed}")
    return found


def check_answer(before: str, after: str, reason: str) -> None:
    """Refuse an answer that may not follow, or lacks its reason."""
    if after not in MAY_FOLLOW[before]:
        raise Refused(f"这次派工已是“{before}”，不能改为“{after}”", todo=_may(before))
    if after in NEED_REASON and not reason.strip():
        raise Refused(f"“{after}”要写明原因", todo="请填写原因")


def _may(before: str) -> str:
    others = [answer for answer in MAY_FOLLOW[before] if answer != before]
    return "可以改为：" + "、".join(others) if others else "登记错了请用“撤销”"


def path(state: str, answers: Sequence[str]) -> tuple[str, ...]:
    """The moves of the need (codes of `states.NEED`) that bring it to where its assignments' ``answers`` have it.

    Somebody served and nobody else is at it: 待确认; somebody has accepted: 服务中; nobody is left: back to 登记.
    A need that waits for confirmation or is closed is never moved by an answer.
    """
    if ACCEPTED in answers:
        return {"登记": ("dispatch", "serve"), "派单": ("serve",)}.get(state, ())
    if COMPLETED in answers:
        return {"登记": ("dispatch", "serve", "report"), "派单": ("serve", "report"), "服务中": ("report",)}.get(
            state, ()
        )
    if WAITING in answers:
        return {"登记": ("dispatch",), "服务中": ("dispatch_again",)}.get(state, ())
    return {"派单": ("decline",), "服务中": ("dispatch_again", "decline")}.get(state, ())


def number(office: Office, year: int, sequence: int) -> str:
    """烟芝派工〔2026〕第0001号; the city's own begins with 烟 alone."""
    mark = office.mark if office.is_city else f"烟{office.mark}"
    return f"{mark}派工〔{year}〕第{sequence:04}号"


def next_sequence(office: Office, year: int, given: Iterable[str | None]) -> int:
    """One more than the highest of this office and year among ``given`` (those of deleted rows too)."""
    start = narrow(number(office, year, 1).partition("第")[0])
    found = [re.fullmatch(re.escape(start) + r"第(\d+)号", narrow(each)) for each in given if each]
    return 1 + max((int(match[1]) for match in found if match), default=0)
