"""Which field the words of a head mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.text import fold

LABEL, SYNONYM, ENDING = 4, 3, 2
"""How surely a head names a field: by its label, by a synonym, by ending in one (职工身份证号)."""

ORDINAL = frozenset({"序号", "编号", "序", "行号", "no", "顺序号"})
NOTES_HEAD = "错误说明"
"""The column this program appends to a clerk's workbook; passed over when the workbook comes back."""

_BRACKETS = re.compile(r"[（(\[【〔].*?[)）\]】〕]")
_PARTS = re.compile(r"[/／\\|｜、\n]+")
_TRAILERS = re.compile(r"(必填|选填|可选|可不填|文本|格式|年月日|年月|\d+位?|或|及|和|与|等)")
_LONGEST_HEAD = 40


@dataclass(frozen=True)
class Match:
    """``field`` is what the head means, ``weight`` how surely."""

    field: Field
    weight: int


@dataclass(frozen=True)
class Vocabulary:
    """The words under which workbooks carry the fields of one register."""

    register: Register

    @cached_property
    def aliases(self) -> Mapping[str, Match]:
        """Folded words to fields; a label beats a synonym, an earlier field a later one."""
        known: dict[str, Match] = {}
        for field in self.register.fields:
            if field.kind is not Kind.IMAGE:
                known.setdefault(fold(field.label), Match(field, LABEL))
        for field in self.register.fields:
            for head in field.heads:
                known.setdefault(fold(head), Match(field, SYNONYM))
        return known

    def exact(self, head: str) -> Match | None:
        """The field whose label or synonym the head is, brackets and marks aside."""
        for words in _readings(head):
            if match := self.aliases.get(words):
                return match
        return None

    def ending(self, head: str) -> Match | None:
        """The field whose words end the head (the noun comes last in Chinese) but for a harmless trailer."""
        found = [(len(alias), match) for words in _readings(head) for alias, match in self._inside(words)]
        return Match(max(found, key=lambda pair: pair[0])[1].field, ENDING) if found else None

    def _inside(self, words: str) -> Iterator[tuple[str, Match]]:
        for alias, match in self.aliases.items():
            at = words.rfind(alias) if len(alias) > 1 else -1
            rest = words[at + len(alias) :]
            if at >= 0 and (not rest or _TRAILERS.match(rest)):
                yield alias, match


def _readings(head: str) -> list[str]:
    """The ways to read a head: whole, without its brackets, and each of 手机/电话 alone; folded."""
    if not head or len(head) > _LONGEST_HEAD or is_notes(head):
        return []
    bare = _BRACKETS.sub("", head)
    parts = _PARTS.split(bare)
    return list(dict.fromkeys(folded for words in (head, bare, *parts) if (folded := fold(words))))


def is_ordinal(head: str) -> bool:
    """Whether a head means the running number of a list."""
    return any(words in ORDINAL for words in _readings(head))


def is_notes(head: str) -> bool:
    """Whether a head is the column of this program's own remarks."""
    return fold(head) == NOTES_HEAD
