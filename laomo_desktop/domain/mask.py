"""What is shown of personal data until it is revealed. Names stay: a list without them is no list."""

import re

LONGEST, MOST = 20, 4
"""Signs of a number in which places are told; so many of them at most."""


def mask_id(number: str) -> str:
    """370***********1234: three characters at the start and four at the end stay."""
    return _middle(number, 3, 4)


def mask_phone(phone: str) -> str:
    """138****1234; of a landline the area code and the last two digits stay: 0535-*****45."""
    if "-" not in phone:
        return _middle(phone, 3, 4)
    area, rest = phone.split("-", 1)
    return f"{area}-{_middle(rest, 0, 2)}"


def mask_text(text: str) -> str:
    """Any other personal text (an address): the first third stays, six characters at most."""
    return _middle(text, min(len(text) // 3, 6), 0)


def hidden_difference(one: str, other: str) -> str:
    """Where two texts of one mask differ, told by place alone: 隐去的第5、6位不同, if of one length."""
    if len(one) != len(other) or len(one) > LONGEST:
        return "隐去的部分不同"
    places = [str(place) for place, (a, b) in enumerate(zip(one, other, strict=True), 1) if a != b]
    return f"隐去的第{'、'.join(places)}位不同" if len(places) <= MOST else f"隐去的有{len(places)}位不同"


def _middle(text: str, head: int, tail: int) -> str:
    """Stars for all but the ends; a text too short to hide anything is hidden whole."""
    if len(text) <= head + tail:
        return "*" * len(text)
    end = len(text) - tail
    return text[:head] + re.sub(r"[^\n-]", "*", text[head:end]) + text[end:]
