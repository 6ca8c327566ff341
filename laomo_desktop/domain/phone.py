"""Telephone numbers of the mainland: mobiles, landlines with their area code, 400/800 service numbers.

Stored as 13812345678, 0535-6212345, 0535-6212345-801, 400-123-4567. No refusal repeats the number.
"""

import re

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import narrow, quoted

_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#|-)\s*(\d{1,6})$", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:\+\s*86|0086|86(?=[-\s]|1[3-9]\d{9}$))[-\s]*")
_SEVERAL = re.compile(r"\d[、,，;；/|]\s*\d|\d{7,}\s+\d{7,}")
_SEPARATORS = re.compile(r"[\s()（）—–_.·-]+")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})")
_SERVICE = re.compile(r"([48]00)(\d{3})(\d{4})")


def digits(phone: str) -> str:
    """The digits alone, as the search by phone tail reads them."""
    return "".join(char for char in narrow(phone) if "0" <= char <= "9")


def parse_phone(raw: str) -> str:
    """The number as stored. Raises `Refused` saying what is wrong with it."""
    text = _COUNTRY.sub("", re.sub(r"\.0$", "", narrow(raw).lstrip("'’")).strip())
    if not text:
        raise Refused("电话号码是空的", todo="请填写")
    if _SEVERAL.search(text):
        raise Refused("这里不止一个电话号码", todo="一格只写一个")
    number = _mobile(text) or _service(text) or _landline(text)
    if number is None:
        raise _refusal(text)
    return number


def _mobile(text: str) -> str | None:
    plain = _SEPARATORS.sub("", text)
    return plain if re.fullmatch(r"1[3-9]\d{9}", plain) else None


def _service(text: str) -> str | None:
    found = _SERVICE.fullmatch(_SEPARATORS.sub("", text))
    return "-".join(found.groups()) if found else None


def _landline(text: str) -> str | None:
    """A landline, its extension told from the number by a sign, never by length alone."""
    whole = _LANDLINE.fullmatch(_SEPARATORS.sub("", text))
    if whole:
        return f"{whole[1]}-{whole[2]}"
    if not (tail := _EXTENSION.search(text)):
        return None
    main = _LANDLINE.fullmatch(_SEPARATORS.sub("", text[: tail.start()]))
    return f"{main[1]}-{main[2]}-{tail[1]}" if main else None


def _refusal(text: str) -> Refused:
    plain = _SEPARATORS.sub("", text)
    if re.search(r"\d[Ee]\+?\d", plain):
        return Refused(f"电话号码变成了{quoted(text)}", todo="请把该列设为文本格式后重新填写")
    if bad := re.search(r"[^0-9+]", plain):
        return Refused(f"电话号码里有“{bad[0]}”", todo="请只填号码")
    if re.fullmatch(r"[2-9]\d{6,7}", plain):
        return Refused("固定电话缺少区号", todo="请写成如 0535-6212345")
    if plain.startswith("1") and not plain.startswith("10"):
        return _mobile_refusal(plain)
    return Refused("这不是电话号码", todo="手机写11位，固定电话写成如 0535-6212345")


def _mobile_refusal(plain: str) -> Refused:
    if len(plain) != 11:
        return Refused(f"手机号码应为11位，这里有{len(plain)}位", todo="请核对")
    return Refused("手机号码的开头不对", todo="应以13至19开头，请核对")
