"""The steps of a class and what comes next, derived from its data: nobody ticks them off."""

from dataclasses import dataclass
from enum import Enum

from laomo_desktop.ui.screens.training.state import Loaded


class Act(Enum):
    """What a step's main button does; the value is the word on it."""

    PLAN = "按半天生成节次"
    IMPORT = "导入名单"
    SHEET = "打印签到表"
    ATTEND = "登记考勤"
    FINISH = "结业"
    AWARD = "发证"
    PRINT = "打印证书"
    ARCHIVE = "归档"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, the tab it is worked on, whether it is done, a few words, its main act."""

    label: str
    tab: str
    done: bool
    words: str
    act: Act


def steps(of: Loaded) -> list[Step]:
    """筹备 → 名单 → 签到表 → 考勤 → 结业 → 证书 → 归档."""
    return [_prepare(of), _roster(of), _sheet(of), _attend(of), _finish(of), _award(of), _archive(of)]


def next_step(found: list[Step]) -> int:
    """The first that is not done; the last when all are."""
    return next((place for place, step in enumerate(found) if not step.done), len(found) - 1)


def _prepare(of: Loaded) -> Step:
    count = len(of.of.periods)
    return Step("筹备", "periods", count > 0, f"{count}节" if count else "还没有节次", Act.PLAN)


def _roster(of: Loaded) -> Step:
    count = len(of.of.enrolments)
    return Step("名单", "roster", count > 0, f"{count}人" if count else "还没有学员", Act.IMPORT)


def _sheet(of: Loaded) -> Step:
    done = of.printed or _attended(of)
    words = "已打印" if of.printed else "已有考勤" if done else "未打印"
    return Step("签到表", "papers", done, words, Act.SHEET)


def _attend(of: Loaded) -> Step:
    if _attended(of) and not of.missing:
        return Step("考勤", "attendance", True, "已登记", Act.ATTEND)
    words = f"还差{len(of.missing)}节" if _attended(of) and of.missing else "未登记"
    return Step("考勤", "attendance", False, words, Act.ATTEND)


def _attended(of: Loaded) -> bool:
    return bool(of.grid.marks)


def _finish(of: Loaded) -> Step:
    done = of.state in ("结业", "归档")
    total = len(of.of.enrolments)
    words = f"{len(of.passed)}/{total}合格" if total and _attended(of) else "待考勤"
    return Step("结业", "scores", done, words, _to_finish(of))


def _to_finish(of: Loaded) -> Act:
    """A class nobody came to yet is not finished by its main button."""
    return Act.FINISH if of.state == "开班" else Act.NONE if of.state != "筹备" else Act.ATTEND


def _award(of: Loaded) -> Step:
    given = len(of.holders)
    done = given > 0 and not of.waiting
    words = f"已发{given}本" if done else f"{of.waiting}人待发" if of.waiting else "无人可发"
    return Step("证书", "certificates", done, words, Act.PRINT if done else Act.AWARD)


def _archive(of: Loaded) -> Step:
    done = of.state == "归档"
    act = Act.NONE if done else Act.ARCHIVE if of.state == "结业" else _to_finish(of)
    return Step("归档", "papers", done, "已归档" if done else "", act)
