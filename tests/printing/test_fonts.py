"""Every character has a font, or is refused by name; what is printed can be copied again."""

from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.resources import resource
from laomo_desktop.printing.fonts import (
    BOLD,
    KAI,
    SANS,
    SERIF,
    Chain,
    check,
    face_of,
    missing,
    runs,
    unit_width,
)
from laomo_desktop.printing.paper import Paper, Type
from laomo_desktop.printing.tounicode import to_unicode
from tests.printing.reading import needs_poppler, poppler, squeezed, text_of
from tests.printing.sample import RARE

CHAINS = (SERIF, BOLD, SANS, KAI)
TABLE = resource("tables", "tgscc.txt").read_text("utf-8").split()
# GB 18030-2022, implementation level 3: the unified ideographs it lists, 87,887 in all.
LEVEL_3 = (
    (0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0),
)  # fmt: skip
AMONG_COMPATIBILITY = "\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"


def printed(text: str, chain: Chain) -> bytes:
    paper = Paper("test")
    for at in range(0, len(text), 40):
        if at and at % 1600 == 0:
            paper.next_page()
        paper.text(10, 20 + at % 1600 / 40 * 6, text[at : at + 40], Type(chain, 12))
    paper.next_page()
    return paper.finish()


def level_3() -> str:
    return (
        "".join(chr(code) for first, last in LEVEL_3 for code in range(first, last + 1)) + AMONG_COMPATIBILITY
    )


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_each_chain_has_the_whole_common_table(chain: Chain) -> None:
    assert len(TABLE) == len(set(TABLE)) == 8105
    assert missing("".join(TABLE) + RARE, chain) == []


def test_every_ideograph_of_level_3_has_a_glyph() -> None:
    characters = level_3()
    assert len(characters) == 87_887
    assert [hex(ord(char)) for char in missing(characters)] == []


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_marks_of_our_forms_have_glyphs(chain: Chain) -> None:
    assert (
        missing("·〇〔〕（）【】“”‘’《》—…、，。；：？！％√×△▽○＿－ 　0123456789ABCXYZabcxyz/*-+=@#&%", chain)
        == []
    )


def test_the_first_font_that_has_a_character_draws_it() -> None:
    assert face_of("陈", KAI) == "LXGWWenKai-Regular"
    assert face_of("\U00020000", SANS) == "HanaMinB"
    assert face_of("\ue000", SERIF) is None
    assert runs(f"王{chr(0x21234)}一", BOLD) == (
        ("NotoSerifSC-Bold", "王"), ("HanaMinB", chr(0x21234)), ("NotoSerifSC-Bold", "一"),
    )  # fmt: skip


def test_a_full_width_character_is_one_em_wide() -> None:
    assert unit_width(RARE, SERIF) == pytest.approx(4.0)


@pytest.mark.parametrize("char", ["\ue000", "\U00030000", "\u0007", "😀"])
def test_a_character_without_a_glyph_is_refused_by_name_and_place(char: str) -> None:
    with pytest.raises(Refused) as no:
        check(f"王{char}", "第3行")
    assert f"U+{ord(char):04X}" in no.value.sentence
    assert no.value.sentence.startswith("第3行：")
    with pytest.raises(Refused):
        printed(f"王{char}", SERIF)


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\ufeff", "\u2066"])
def test_nothing_is_drawn_for_a_mark_that_nobody_sees(mark: str) -> None:
    """Another program's package may bring it along: the list it stands in is printed all the same."""
    check(f"王{mark}㛃", "第3行")
    assert unit_width(f"王{mark}㛃", SERIF) == pytest.approx(2.0)
    assert unit_width(mark, SERIF) == 0
    assert squeezed(text_of(printed(f"王{mark}㛃{mark}", SERIF))) == "王㛃"


def test_text_beyond_the_bmp_is_mapped_to_surrogate_pairs_in_blocks_of_100() -> None:
    cmap = to_unicode([0, 0x4E00, 0x2C35B, *range(0x5000, 0x5000 + 200)])
    assert "<02> <D870DF5B>" in cmap
    assert "<01> <4E00>" in cmap
    assert "<00> <0000>" not in cmap
    counts = [int(line.split()[0]) for line in cmap.splitlines() if line.endswith("beginbfchar")]
    assert counts == [100, 100, 2]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_the_common_table_can_be_copied_out_of_the_pdf(chain: Chain) -> None:
    text = "".join(TABLE)
    assert squeezed(text_of(printed(text, chain))) == text


@needs_poppler
def test_poppler_reads_the_common_table_and_every_plane_too(tmp_path: Path) -> None:
    text = "".join(TABLE) + RARE + level_3()[20_000::31]
    assert squeezed(poppler("pdftotext", printed(text, SERIF), tmp_path)) == text


@needs_poppler
def test_fonts_are_embedded_as_truetype_subsets(tmp_path: Path) -> None:
    listed = poppler("pdffonts", printed(RARE + "陈abc", KAI), tmp_path).splitlines()[2:]
    assert listed
    for line in listed:
        words = line.split()
        assert words[1] == "TrueType", line
        assert words[-5:-2] == ["yes", "yes", "yes"], line
