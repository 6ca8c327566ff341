"""Which districts of Yantai border on each other (land borders, 长岛 by its ferry to 蓬莱)."""

from collections.abc import Mapping

_BORDERS = (
    ("370602", "370611"), ("370602", "370613"), ("370602", "370676"), ("370611", "370613"), ("370611", "370612"),
    ("370611", "370614"), ("370611", "370686"), ("370611", "370676"), ("370612", "370613"), ("370612", "370671"),
    ("370612", "370686"), ("370612", "370687"), ("370613", "370671"), ("370614", "370676"), ("370614", "370681"),
    ("370614", "370686"), ("370614", "370634"), ("370681", "370685"), ("370681", "370686"), ("370682", "370685"),
    ("370682", "370686"), ("370682", "370687"), ("370683", "370685"), ("370685", "370686"), ("370686", "370687"),
)  # fmt: skip

_NEIGHBOURS: Mapping[str, frozenset[str]] = {
    code: frozenset(a if b == code else b for a, b in _BORDERS if code in (a, b))
    for code in {code for pair in _BORDERS for code in pair}
}


def border(one: str, other: str) -> bool:
    """Whether two offices' districts border on each other."""
    return other in _NEIGHBOURS.get(one, frozenset())
