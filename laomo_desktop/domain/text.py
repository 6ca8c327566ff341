"""One way to tidy, compare and check the text a clerk types, pastes or imports.

Han characters are never exchanged for variants: 呂 stays 呂, a compatibility ideograph stays what it is.
"""

import re
import unicodedata

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.gb18030 import decode_gb18030, repair_gb18030

__all__ = [
    "check_text", "clean", "clean_lines", "decode_gb18030", "fold", "is_han", "narrow", "private_use",
    "quoted", "repair_gb18030",
]  # fmt: skip

_SPACES = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_WIDE = re.compile("[\uff01-\uff5e]")
# Full-width punctuation is right in Chinese prose and names of firms: 烟台某某（集团）有限公司.
_WIDE_KEPT = frozenset("！（），：；？～＂＇＜＞［］｛｝")


def is_han(char: str) -> bool:
    """Whether one character is a Han ideograph of any plane, also one younger than this Python."""
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x3FFFD
        or 0xF900 <= code <= 0xFAFF
        or char in "〇々"
    )


def _half(match: re.Match[str]) -> str:
    return chr(ord(match[0]) - 0xFEE0)


def _half_unless_kept(match: re.Match[str]) -> str:
    return match[0] if match[0] in _WIDE_KEPT else _half(match)


def _compose(text: str) -> str:
    """NFC, but compatibility ideographs stay; Kangxi radicals (from copied PDFs) become what they mean."""
    text = _KANGXI.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _COMPOSABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def has_controls(text: str) -> bool:
    """Whether control characters stand in a text, but for those that break lines or stand for space."""
    return _CONTROLS.search(text) is not None


def _visible(text: str) -> str:
    """Without control characters, zero-width and direction marks (categories Cc, Cf)."""
    text = _CONTROLS.sub("", text)
    if text.isascii():
        return text
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def clean(text: str) -> str:
    """One line as it is stored: composed, letters and digits half-width, single spaces, nothing invisible."""
    return _SPACES.sub(" ", _WIDE.sub(_half_unless_kept, _compose(_visible(text)))).strip()


def clean_lines(text: str) -> str:
    """Like `clean` for long text: lines stay lines, blank lines at both ends go."""
    return "\n".join(clean(line) for line in _LINE_BREAK.split(text)).strip("\n")


def narrow(text: str) -> str:
    """Like `clean`, and every full-width sign half-width: for numbers, codes and dates."""
    return _WIDE.sub(_half, clean(text))


def fold(text: str) -> str:
    """For comparing heads and for searching only: no case, spaces, punctuation, widths or variant marks."""
    kept = (char for char in unicodedata.normalize("NFKC", text) if not _ignored(char))
    return "".join(kept).casefold()


def _ignored(char: str) -> bool:
    return unicodedata.category(char)[0] in "PZ" or not char.isprintable() or _is_variation(char)


def _is_variation(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def private_use(text: str) -> list[str]:
    """The private-use characters of all three areas as ``U+E000``, each once, in the order of the text."""
    return list(dict.fromkeys(_code(char) for char in text if unicodedata.category(char) == "Co"))


def _broken(char: str) -> bool:
    """Controls, half surrogates, noncharacters and the replacement mark: signs of text damaged on its way."""
    code = ord(char)
    return (
        (unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t")
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or char == "\ufffd"
    )


def check_text(text: str) -> str:
    """Return the text, or refuse private-use and damaged characters, naming them as ``U+E000``."""
    if private := private_use(text):
        raise Refused(
            f"含有私用区字符 {'、'.join(private)}，换一台电脑就看不到", todo="请用输入法重新输入这个字"
        )
    if broken := list(dict.fromkeys(_code(char) for char in text if _broken(char))):
        raise Refused(f"含有乱码或控制字符 {'、'.join(broken)}", todo="请删去后重新输入")
    return text


def quoted(text: object, longest: int = 24) -> str:
    """A value as it is cited in a refusal: “…”, cut when long."""
    shown = clean(str(text))
    return f"“{shown[:longest]}…”" if len(shown) > longest else f"“{shown}”"
