"""A TrueType font for reportlab whose text can be copied out of the PDF, beyond the BMP too.

reportlab writes U+2C35B as ``<2C35B>`` into the ToUnicode map, where PDF (ISO 32000-1, 9.10.3) asks for
UTF-16BE, and for at most 100 entries a block. Only that map is replaced; subsetting and embedding stay
reportlab's.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <00> <FF> endcodespacerange\n"
)
_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end"
_BLOCK = 100


class CopyableFont(TTFont):
    """As `TTFont`; each subset's ToUnicode map is written by `to_unicode`."""

    def addObjects(self, doc: Any) -> None:
        """Add the font's objects to the document, once, when it is saved."""
        subsets = list(self.state[doc].subsets)
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            doc.idToObject[fonts[name].ToUnicode.name].content = to_unicode(subset)


def to_unicode(subset: Sequence[int]) -> str:
    """The CMap of a subset: entry n of ``subset`` is the code point shown by byte n (0 stands for none)."""
    pairs = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset) if char]
    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return _HEAD + body + _TAIL


def _utf16(char: int) -> str:
    return chr(char).encode("utf-16-be").hex().upper()
