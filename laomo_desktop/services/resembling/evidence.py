"""How much speaks for two rows being one person, in words, and what speaks against it."""

from dataclasses import dataclass

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.name_variants import differences, folded
from laomo_desktop.services.suspicions import Evidence

ID_NUMBER = "身份证号"


@dataclass(frozen=True, slots=True)
class Face:
    """What a person is known by. ``reading``: the toneless pinyin of the name."""

    n: int
    key: RowId
    name: str
    reading: str
    id_number: str | None
    birth: str | None
    phone: str | None
    enterprise: RowId | None
    sex: str | None
    office: str | None


def weigh(one: Face, other: Face) -> Evidence:
    """The evidence on a pair. Two different ID numbers are two people, whatever else agrees."""
    against = _against(one, other)
    if one.id_number and one.id_number == other.id_number:
        return Evidence(100, (f"{ID_NUMBER}相同",), against, ID_NUMBER)
    if one.id_number and other.id_number:
        return Evidence(0, (), ("身份证号不同",))
    score, name = _names(one, other)
    told, points = _agreeing(one, other)
    two_phones = bool(one.phone and other.phone and one.phone != other.phone)
    if not told or (told == ["单位相同"] and two_phones):
        return Evidence(0, (), against)
    total = score + points - 25 * len([each for each in against if not each.startswith("姓名")])
    labels = "、".join(each.removesuffix("相同") for each in told)
    words = f"姓名、{labels}相同" if name == "" else f"{labels}相同，{name}"
    return Evidence(max(0, min(99, total)), (words,), against)


def _names(one: Face, other: Face) -> tuple[int, str]:
    if one.name == other.name:
        return 40, ""
    if written := differences(one.name, other.name):
        return 35, f"姓名写法不同（{written}）"
    if folded(one.name) == folded(other.name):
        return 35, "姓名写法不同"
    if one.reading and one.reading == other.reading:
        return 20, "姓名同音不同字"
    return -40, "姓名不同"


def _agreeing(one: Face, other: Face) -> tuple[list[str], int]:
    found = [
        (label, points)
        for label, points, ours, theirs in (
            ("出生日期相同", 40, one.birth, other.birth),
            ("手机相同", 40, one.phone, other.phone),
            ("单位相同", 30, one.enterprise, other.enterprise),
        )
        if ours and ours == theirs
    ]
    return [label for label, _ in found], sum(points for _, points in found)


def _against(one: Face, other: Face) -> tuple[str, ...]:
    found = []
    if one.name != other.name and folded(one.name) != folded(other.name) and one.reading != other.reading:
        found.append("姓名不同")
    for label, ours, theirs in (("性别", one.sex, other.sex), ("出生日期", one.birth, other.birth)):
        if ours and theirs and ours != theirs:
            found.append(f"{label}不同")
    return tuple(found)
