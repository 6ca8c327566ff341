"""Two values that neither side had seen of the other, made one, where the field's kind allows it.

Each way gives the same result whichever side is called first, and the same again when repeated.
"""

import re
from collections.abc import Sequence
from typing import Any

import orjson

_COMMA = "、"
_BLOCK = re.compile(r"^(?=【[^】\n]{1,40}】)", re.MULTILINE)


def canonical(value: Any) -> bytes:
    """The value as bytes, equal for equal values."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def united(one: Any, other: Any) -> Any:
    """Both sets in one: lists, or words joined by 、 (a field of several terms)."""
    if isinstance(one, list) or isinstance(other, list):
        return _union(one or [], other or [])
    words = _union(_words(one), _words(other))
    return _COMMA.join(words) if words else (one if one is not None else other)


def _words(text: Any) -> list[str]:
    return [word for word in str(text or "").split(_COMMA) if word]


def _union(one: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    found = {canonical(item): item for item in (*one, *other)}
    return [found[key] for key in sorted(found)]


def both_texts(one: tuple[Any, str], other: tuple[Any, str]) -> Any:
    """Both long texts, each under its office's name: 【烟台市福山区总工会】…; what two wrote alike stands once."""
    parts: dict[str, str] = {}
    for part in (part for text, name in (one, other) for part in _parts(text, name)):
        parts[_bare(part)] = min(part, parts.get(_bare(part), part))
    if len(parts) < 2:
        return one[0] if one[0] not in (None, "") else other[0]
    return "\n".join(sorted(parts.values()))


def _parts(text: Any, name: str) -> list[str]:
    """The named parts of a text; what has no name yet gets its office's."""
    pieces = [piece.strip("\n") for piece in _BLOCK.split(str(text or "")) if piece.strip("\n")]
    return [piece if _BLOCK.match(piece) else f"【{name}】{piece}" for piece in pieces]


def _bare(part: str) -> str:
    return part.partition("】")[2]


def joined(text: str, more: str) -> str:
    """A text with another one below it, unless its lines stand there already, as they are or under an office's name."""
    lines = {line for each in text.split("\n") for line in (each, _bare(each) if _BLOCK.match(each) else each)}
    return text if lines.issuperset(more.split("\n")) else f"{text}\n{more}"


def higher(one: Any, other: Any, order: Sequence[Any]) -> Any | None:
    """The status that stands later in ``order`` (lowest first); None if they cannot be told apart."""
    ranks = {value: rank for rank, value in enumerate(order)}
    first, second = ranks.get(one, -1), ranks.get(other, -1)
    if first == second:
        return None
    return one if first > second else other
