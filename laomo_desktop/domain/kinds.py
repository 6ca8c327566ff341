"""The rules of each kind of field: how a cell or an entry is read, shown on screen and paper, and masked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from laomo_desktop.domain import dates, id_number, mask, names, offices, phone, text, uscc
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, Merge, Value

YES = frozenset({"是", "有", "√", "1", "y", "yes", "true", "对", "同意"})
NO = frozenset({"否", "无", "×", "0", "n", "no", "false", "不", "不同意"})
BLANK_WORDS = frozenset({"无", "暂无", "没有", "不详", "/", "\\", "-", "--", "—", "——"})
"""What clerks write where there is nothing to say."""
TAKEN_AS_WRITTEN = frozenset({Kind.NAME, Kind.TEXT, Kind.LONG, Kind.YES_NO})
"""Kinds that read such words themselves, or keep them."""
SEPARATORS = re.compile(r"[、,，;；/|\n]+")


@dataclass(frozen=True, slots=True)
class KindRule:
    """``read`` takes a cleaned entry to the stored value or raises `Refused`; ``show`` takes it back to words."""

    read: Callable[[Field, object], Value]
    show: Callable[[Value], str]
    mask: Callable[[str], str] = mask.mask_text


def parse(field: Field, raw: object) -> Value:
    """The stored value of ``raw`` (a form entry or a workbook cell); empty is None. Raises `Refused` with the label."""
    if raw is None or (isinstance(raw, str) and not raw.strip(" \u3000\t\r\n'")) or says_nothing(field, raw):
        return _nothing(field)
    try:
        return RULES[field.kind].read(field, raw)
    except Refused as no:
        raise no.at(field.label) from None


def says_nothing(field: Field, raw: object) -> bool:
    """Whether an entry is 无 or a stroke, where that is no value of its own: no craft or enterprise is named so."""
    if not isinstance(raw, str) or len(raw) > 8 or field.kind in TAKEN_AS_WRITTEN:
        return False
    told = text.narrow(raw)
    return told in BLANK_WORDS and told not in field.choices


def show(field: Field, value: Value) -> str:
    """What the clerk reads for ``value``; nothing is an empty text. Links are shown by their row's title, elsewhere."""
    return "" if value is None else RULES[field.kind].show(value)


def masked(field: Field, value: Value) -> str:
    """As `show`, with the middle of personal data hidden."""
    words = show(field, value)
    return RULES[field.kind].mask(words) if field.personal and words else words


def soundness(field: Field) -> Callable[[str], bool] | None:
    """How to tell whether text that another program stored in a field can be shown, counted and sent on; None where
    any can. (An entry is read by `parse`; a word that a newer program chose from more of them is no fault.)"""
    if field.merge is Merge.LATTICE:
        return frozenset(field.choices).__contains__ if field.choices else None
    return _SOUND.get(field.kind)


def _nothing(field: Field) -> Value:
    if field.required:
        raise unfilled(field)
    return None


def unfilled(field: Field) -> Refused:
    """What is said of a required field in which nothing stands."""
    may = f"请从“{'、'.join(field.choices)}”中选一项" if field.choices else "请填写"
    return Refused("不能为空", where=field.label, todo=may)


def _text(field: Field, raw: object) -> Value:
    return text.check_text(text.clean(_words(raw))) or _nothing(field)


def _long(_field: Field, raw: object) -> Value:
    lines = [text.clean(line) for line in _words(raw).splitlines()]
    return text.check_text("\n".join(lines).strip("\n"))


def _words(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def _id_number(_field: Field, raw: object) -> Value:
    if isinstance(raw, int | float):
        raise Refused("单元格是数字格式，末几位已被表格软件改成0", todo="请把该列设为文本格式后重新填写")
    return id_number.parse_id(str(raw))


def _int(_field: Field, raw: object) -> Value:
    words = text.clean(_words(raw)).replace(",", "")
    if not re.fullmatch(r"-?\d{1,12}", words):
        raise Refused(f"“{words}”不是整数", todo="请只填数字")
    return int(words)


def _money(_field: Field, raw: object) -> Value:
    words = text.clean(str(raw)).replace(",", "").removesuffix("元")
    scale = Decimal(1)
    if words.endswith("万"):
        words, scale = words[:-1], Decimal(10000)
    try:
        return int((Decimal(words) * scale * 100).to_integral_value())
    except (InvalidOperation, OverflowError):
        raise Refused(f"“{raw}”不是金额", todo="请填写如 50000 或 5万") from None


def _yes_no(_field: Field, raw: object) -> Value:
    words = text.fold(_words(raw)) or str(raw).strip()
    if words in YES or raw is True:
        return 1
    if words in NO or raw is False:
        return 0
    raise Refused(f"“{raw}”看不懂", todo="请填“是”或“否”")


def _choice(field: Field, raw: object) -> Value:
    words = text.fold(_words(raw))
    for choice in field.choices:
        if text.fold(choice) == words:
            return choice
    for other, choice in field.spoken:
        if text.fold(other) == words:
            return choice
    raise Refused(f"“{raw}”不在可选项中", todo=f"请从“{'、'.join(field.choices)}”中选一项")


def _terms(_field: Field, raw: object) -> Value:
    parts = [text.check_text(text.clean(p)) for p in SEPARATORS.split(_words(raw))]
    return "、".join(dict.fromkeys(p for p in parts if p)) or None


def _link(_field: Field, raw: object) -> Value:
    if isinstance(raw, bytes) and len(raw) == 16:
        return raw
    raise Refused(f"“{raw}”还没有对应的记录", todo="请从列表中选择或新建")


def _office(_field: Field, raw: object) -> Value:
    return offices.find(text.clean(_words(raw))).code


def _date(_field: Field, raw: object) -> Value:
    return dates.parse_date(raw).isoformat()


def _time(_field: Field, raw: object) -> Value:
    return dates.parse_time(raw)


def _image(_field: Field, raw: object) -> Value:
    return str(raw)


def _show_date(value: Value) -> str:
    return dates.paper_date(date.fromisoformat(str(value)))


def _show_money(value: Value) -> str:
    amount = Decimal(int(value or 0)) / 100
    return f"{amount:,.2f}".removesuffix(".00")


def _show_yes_no(value: Value) -> str:
    return "是" if value else "否"


def _show_office(value: Value) -> str:
    return offices.office(str(value)).short


def _show_key(value: Value) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _is_iso_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


_SOUND: Mapping[Kind, Callable[[str], bool]] = {
    Kind.DATE: _is_iso_day,
    Kind.OFFICE: frozenset(office.code for office in offices.OFFICES).__contains__,
    Kind.IMAGE: lambda words: re.fullmatch("[0-9a-f]{64}", words) is not None,
}
RULES: Mapping[Kind, KindRule] = {
    Kind.TEXT: KindRule(_text, str),
    Kind.LONG: KindRule(_long, str),
    Kind.NAME: KindRule(lambda _f, raw: names.parse_name(_words(raw)), str),
    Kind.ID_NUMBER: KindRule(_id_number, str, mask.mask_id),
    Kind.USCC: KindRule(lambda _f, raw: uscc.parse_uscc(_words(raw)), str),
    Kind.PHONE: KindRule(lambda _f, raw: phone.parse_phone(_words(raw)), str, mask.mask_phone),
    Kind.DATE: KindRule(_date, _show_date),
    Kind.TIME: KindRule(_time, str),
    Kind.INT: KindRule(_int, str),
    Kind.MONEY: KindRule(_money, _show_money),
    Kind.YES_NO: KindRule(_yes_no, _show_yes_no),
    Kind.CHOICE: KindRule(_choice, str),
    Kind.TERM: KindRule(_text, str),
    Kind.TERMS: KindRule(_terms, str),
    Kind.LINK: KindRule(_link, _show_key),
    Kind.OFFICE: KindRule(_office, _show_office),
    Kind.IMAGE: KindRule(_image, str),
}
