"""Which font draws which character, and a clear refusal where none does.

A font is parsed when a character first needs it (30,000 glyphs, 40 to 75 ms each). reportlab keeps fonts in a
registry of its own for the whole process; `face` is the only way to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from unicodedata import category

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.resources import resource
from laomo_desktop.printing.tounicode import CopyableFont

if find_spec("_rl_accel") is None:
    raise ImportError("rl_accel is not installed; without it printing takes 2.4 times as long")

# A fifth smaller files: reportlab would wrap every stream in ASCII, which no reader of PDF needs.
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Fonts in the order in which they are asked for a character (file names without ``.ttf``).

    There are the four below; they are told apart by identity, because caches look them up for every cell.
    """

    name: str
    faces: tuple[str, ...]


SERIF = Chain("宋体", ("NotoSerifSC-Regular", "HanaMinB"))
BOLD = Chain("粗宋", ("NotoSerifSC-Bold", "NotoSerifSC-Regular", "HanaMinB"))
SANS = Chain("黑体", ("NotoSansSC-Regular", "NotoSerifSC-Regular", "HanaMinB"))
KAI = Chain("楷体", ("LXGWWenKai-Regular", "NotoSerifSC-Regular", "HanaMinB"))


@cache
def face(name: str) -> CopyableFont:
    """The font of resources/fonts/``name``.ttf, parsed and known to reportlab."""
    font = CopyableFont(name, str(resource("fonts", f"{name}.ttf")), asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=60_000)
def face_of(char: str, chain: Chain) -> str | None:
    """The first font of the chain that has a glyph for ``char``; None if none has."""
    code = 0x20 if char == "\xa0" else ord(char)
    return next((name for name in chain.faces if code in face(name).face.charToGlyph), None)


def missing(text: str, chain: Chain = SERIF) -> list[str]:
    """The characters of ``text`` that no font of the chain has, each once, in order; nothing is drawn for direction
    and zero-width marks, which other programs' packages may bring along."""
    return [char for char in dict.fromkeys(text) if face_of(char, chain) is None and not _is_mark(char)]


def _is_mark(char: str) -> bool:
    return category(char) == "Cf"


def check(text: str, where: str, chain: Chain = SERIF) -> None:
    """Raise `Refused` naming ``where``, the first character without a glyph and its code point."""
    for char in missing(text, chain):
        raise _refusal(char, where)


@lru_cache(maxsize=30_000)
def runs(text: str, chain: Chain) -> tuple[tuple[str, str], ...]:
    """``text`` cut into (font, part) so that each part has all its glyphs. Raises `Refused` otherwise."""
    first = chain.faces[0]
    if set(map(ord, text)) <= face(first).face.charToGlyph.keys():
        return ((first, text),)
    return tuple(_cut(text, chain)) or ((first, ""),)


def _cut(text: str, chain: Chain) -> Iterator[tuple[str, str]]:
    for name, part in groupby(text, lambda char: face_of(char, chain)):
        chars = "".join(part)
        if name is not None:
            yield name, chars
        elif drawn := missing(chars, chain):
            raise _refusal(drawn[0], "")


@lru_cache(maxsize=30_000)
def unit_width(text: str, chain: Chain) -> float:
    """The width of one line of text at 1 pt, in pt."""
    width = 0.0
    for name, part in runs(text, chain):
        width += face(name).stringWidth(part, 1000)
    return width / 1000


def _refusal(char: str, where: str) -> Refused:
    shown = f"“{char}”" if char.isprintable() else "看不见的字符"
    return Refused(
        f"{shown}（U+{ord(char):04X}）在所有字体中都没有字形，不能打印", where=where, todo="请核对这个字"
    )
