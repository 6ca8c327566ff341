"""What follows from other fields of the same row: one rule a register, used by forms and by imports alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from laomo_desktop.domain import id_number
from laomo_desktop.domain.field import Value
from laomo_desktop.domain.months import add_months


@dataclass(frozen=True, slots=True)
class Derived:
    """Values to fill in where empty, and sentences by field for contradictions (errors) and doubts (warnings)."""

    values: dict[str, Value] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


def complete(register: str, values: Mapping[str, Value]) -> Derived:
    """What follows from ``values`` (checked, stored form) in a row of ``register``."""
    rule = _RULES.get(register)
    return rule(values) if rule else Derived()


def _person(values: Mapping[str, Value]) -> Derived:
    number = values.get("id_number")
    derived = Derived()
    if not isinstance(number, str):
        _check_birth(values, derived)
        return derived
    facts = id_number.facts(number)
    for name, told in (("sex", facts.sex), ("birth", facts.birthday.isoformat())):
        given = values.get(name)
        if given is None:
            derived.values[name] = told
        elif given != told:
            derived.errors[name] = f"与身份证号不一致（身份证号上是{told}），请核对。"
    if warning := id_number.area_warning(number):
        derived.warnings["id_number"] = warning
    return derived


def _check_birth(values: Mapping[str, Value], derived: Derived) -> None:
    birth = values.get("birth")
    if isinstance(birth, str) and date.fromisoformat(birth) > date.today():
        derived.errors["birth"] = "出生日期在将来，请核对。"


def _training(values: Mapping[str, Value]) -> Derived:
    begins, ends = values.get("begins"), values.get("ends")
    derived = Derived()
    if begins and not ends:
        derived.values["ends"] = begins
    elif begins and str(ends) < str(begins):
        derived.errors["ends"] = "结束日期早于开始日期，请核对。"
    share = values.get("pass_share")
    if isinstance(share, int) and not 0 <= share <= 100:
        derived.errors["pass_share"] = "出勤率应在0到100之间。"
    return derived


def _period(values: Mapping[str, Value]) -> Derived:
    starts, stops = values.get("starts"), values.get("stops")
    wrong = bool(starts and stops and str(stops) <= str(starts))
    return Derived(errors={"stops": "结束时间应晚于开始时间。"} if wrong else {})


def _member(values: Mapping[str, Value]) -> Derived:
    since, until = values.get("since"), values.get("until")
    wrong = bool(since and until and str(until) < str(since))
    return Derived(errors={"until": "退出日期早于加入日期，请核对。"} if wrong else {})


def _need(values: Mapping[str, Value]) -> Derived:
    raised, due = values.get("raised"), values.get("due")
    derived = Derived()
    if isinstance(raised, str) and date.fromisoformat(raised) > date.today():
        derived.errors["raised"] = "提出日期在今天以后，请核对。"
    if raised and due and str(due) < str(raised):
        derived.errors["due"] = "期望解决日期早于提出日期，请核对。"
    return derived


def _assignment(values: Mapping[str, Value]) -> Derived:
    """Sent, then answered, neither after today; expected from the day of sending on."""
    derived, sent = Derived(), values.get("assigned")
    for name, label in (("assigned", "派工日期"), ("answered", "答复日期")):
        day = values.get(name)
        if isinstance(day, str) and date.fromisoformat(day) > date.today():
            derived.errors[name] = f"{label}在今天以后，请核对。"
    for name, label in (("answered", "答复日期"), ("expected", "预计服务日期")):
        if sent and values.get(name) and str(values[name]) < str(sent):
            derived.errors[name] = f"{label}早于派工日期，请核对。"
    return derived


COUNTS = ("workers", "hours", "solved", "patents", "hazards", "fixed", "benefit")
LONGEST_PAIR = 3
"""Years a 师徒 agreement lasts at most, from one year on."""


def _visit(values: Mapping[str, Value]) -> Derived:
    derived = Derived()
    for name in COUNTS:
        value = values.get(name)
        if isinstance(value, int) and value < 0:
            derived.errors[name] = "不能是负数，请核对。"
    hazards, fixed = values.get("hazards"), values.get("fixed")
    if isinstance(hazards, int) and isinstance(fixed, int) and fixed > hazards:
        derived.errors.setdefault("fixed", f"整改{fixed}处，多于排查出的{hazards}处，请核对。")
    day = values.get("day")
    if isinstance(day, str) and date.fromisoformat(day) > date.today():
        derived.warnings["day"] = "日期在今天以后，请确认不是笔误。"
    return derived


def _apprenticeship(values: Mapping[str, Value]) -> Derived:
    begins, ends = values.get("begins"), values.get("ends")
    derived = Derived()
    master, apprentice = values.get("master"), values.get("apprentice")
    if isinstance(master, bytes) and master == apprentice:
        derived.errors["apprentice"] = "师傅和徒弟是同一个人，请重新选择。"
    if not (isinstance(begins, str) and isinstance(ends, str)):
        return derived
    if ends <= begins:
        derived.errors["ends"] = "结束日期应晚于开始日期，请核对。"
    elif not _years_after(begins, 1) <= date.fromisoformat(ends) <= _years_after(begins, LONGEST_PAIR):
        derived.warnings["ends"] = "师徒结对一般为1至3年，请确认期限。"
    return derived


def _review(values: Mapping[str, Value]) -> Derived:
    held, derived = values.get("held"), Derived()
    if values.get("result") and not held:
        derived.values["held"] = date.today().isoformat()
    if isinstance(held, str) and date.fromisoformat(held) > date.today():
        derived.errors["held"] = "考核日期在今天以后，请核对。"
    return derived


RECEIVERS = {"achievement": "成果", "studio": "创新工作室", "alliance": "联盟与基地"}
"""Whom an award may go to (links of `laomo_desktop.domain.registers.achievements.AWARDS`)."""


def _award(values: Mapping[str, Value]) -> Derived:
    """To one receiver; its year is the one it was paid in unless told."""
    derived, paid = Derived(), values.get("paid")
    told = [name for name in RECEIVERS if values.get(name) is not None]
    if not told:
        derived.errors["achievement"] = f"请写明发给谁：{'、'.join(RECEIVERS.values())}填一项。"
    for name in told[1:]:
        derived.errors[name] = f"已填了{RECEIVERS[told[0]]}，一笔奖励资助只发给一个对象，请分开登记。"
    if isinstance(paid, str) and values.get("year") is None:
        derived.values["year"] = int(paid[:4])
    amount = values.get("amount")
    if isinstance(amount, int) and amount < 0:
        derived.errors["amount"] = "不能是负数，请核对。"
    return derived


def _alliance_member(values: Mapping[str, Value]) -> Derived:
    if any(values.get(name) is not None for name in ("studio", "enterprise", "person")):
        return Derived()
    return Derived(errors={"studio": "请写明成员是哪个创新工作室、企业或人员。"})


def _activity(values: Mapping[str, Value]) -> Derived:
    derived, number = Derived(), values.get("participants")
    if values.get("studio") is None and values.get("alliance") is None:
        derived.warnings["studio"] = "没有写明是哪个创新工作室或联盟的活动，请确认。"
    if isinstance(number, int) and number < 0:
        derived.errors["participants"] = "不能是负数，请核对。"
    return derived


def _target(values: Mapping[str, Value]) -> Derived:
    value = values.get("value")
    return Derived(errors={"value": "目标值应大于0，请核对。"} if isinstance(value, int) and value <= 0 else {})


def _achievement(values: Mapping[str, Value]) -> Derived:
    benefit = values.get("benefit")
    return Derived(errors={"benefit": "不能是负数，请核对。"} if isinstance(benefit, int) and benefit < 0 else {})


def _years_after(begins: str, years: int) -> date:
    """That many years later, give or take the day before (一年 from 3月6日 may end on 3月5日)."""
    day = add_months(date.fromisoformat(begins), 12 * years)
    return day - timedelta(days=1) if years == 1 else day


_RULES: Mapping[str, Callable[[Mapping[str, Value]], Derived]] = {
    "people": _person,
    "trainings": _training,
    "periods": _period,
    "members": _member,
    "needs": _need,
    "assignments": _assignment,
    "visits": _visit,
    "apprenticeships": _apprenticeship,
    "reviews": _review,
    "achievements": _achievement,
    "alliance_members": _alliance_member,
    "activities": _activity,
    "targets": _target,
    "awards": _award,
}
