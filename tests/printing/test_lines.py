"""Fitting text: it stays whole, inside its place, and breaks where Chinese may break."""

from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.printing.fonts import SERIF, unit_width
from laomo_desktop.printing.lines import fit, flow, wrap

TEXT = st.text("陈王烟台市机械有限公司，。（）《》、：“”·ab12.-x 　", min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXT, st.floats(30, 400), st.floats(8, 80))
def test_text_is_never_cut_and_never_leaves_its_place(text: str, width: float, height: float) -> None:
    fitted = fit(text, SERIF, 10.5, width, height)
    assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")
    assert fitted.size <= 10.5
    assert fitted.height <= height + 0.01
    assert all(unit_width(line.rstrip(" "), SERIF) * fitted.size <= width + 0.01 for line in fitted.lines)


def test_one_line_is_shrunk_a_little_before_it_is_wrapped() -> None:
    assert fit("烟台市总工会", SERIF, 10, 60, 30).lines == ("烟台市总工会",)
    slightly = fit("烟台市总工会", SERIF, 10, 54, 30)
    assert (slightly.lines, slightly.size) == (("烟台市总工会",), 9.0)
    wrapped = fit("烟台市总工会", SERIF, 10, 40, 30)
    assert (wrapped.lines, wrapped.size) == (("烟台市", "总工会"), 10)


def test_lines_begin_and_end_as_chinese_lines_may() -> None:
    for ems in range(3, 12):
        for line in wrap("山东某某（集团）公司，《安全生产》“大课堂”。培训，考核合格。", SERIF, ems):
            assert line[0] not in "，。）》”"
            assert line[-1] not in "（《“" or len(line) == 1


def test_words_and_numbers_stay_whole_if_they_can() -> None:
    assert wrap("型号CNC-6140车床", SERIF, 5) == ("型号", "CNC-6140", "车床")
    assert "".join(wrap("A" * 50, SERIF, 5)) == "A" * 50


def test_paragraphs_keep_their_breaks_and_indents() -> None:
    assert flow("　　甲乙\n　　丙", SERIF, 12, 400, 100).lines == ("　　甲乙", "　　丙")
