"""A made-up record for the example row of a template: right by every rule, and plainly nobody."""

from collections.abc import Mapping, Sequence
from datetime import date

from laomo_desktop.domain import id_number, uscc
from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.excel.outgoing import Written

_ID17 = "99010119900307011"  # no such area
_USCC17 = "91990101000000001"
_BY_TARGET: Mapping[str, str] = {
    "people": "王示例",
    "enterprises": "烟台示例机械有限公司",
    "teams": "示例服务队",
    "trainings": "示例培训班",
}
_BY_KIND: Mapping[Kind, Written] = {
    Kind.NAME: "王示例",
    Kind.ID_NUMBER: _ID17 + id_number.check_digit(_ID17),
    Kind.USCC: _USCC17 + uscc.check_char(_USCC17),
    Kind.PHONE: "19900000000",
    Kind.DATE: date(1990, 3, 7),
    Kind.TIME: "9:00",
    Kind.INT: 10,
    Kind.MONEY: 50000,
    Kind.OFFICE: "芝罘区",
}


def example(field: Field, offered: Sequence[str]) -> Written:
    """What the example row shows in the column of ``field``, whose drop-down offers these words."""
    if field.kind is Kind.LINK:
        return _BY_TARGET.get(field.target, "")
    if field.kind is Kind.TERMS:
        return "、".join(offered[:2])
    if field.kind is Kind.INT and "年" in field.label:
        return 2026
    if field.kind in _BY_KIND:
        return _BY_KIND[field.kind]
    if offered:
        return offered[0]
    return f"示例{field.label}" if field.kind is Kind.TEXT else ""
