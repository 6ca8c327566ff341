"""Pages as pictures for preview and printer."""

from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.render import Document, page_count, render_page
from tests.printing import sample


def test_pages_have_their_size_and_opaque_bgra_pixels() -> None:
    pdf = FORMS["certificates"].draw(sample.certificates(2))
    assert page_count(pdf) == 2
    for scale in (0.37, 1.0, 2.0):
        width, height, pixels = render_page(pdf, 1, scale)
        assert abs(width - 297 / 25.4 * 72 * scale) <= 1
        assert abs(height - 210 / 25.4 * 72 * scale) <= 1
        assert len(pixels) == width * height * 4
        assert set(pixels[3::4]) == {255}
    # The border is red: in BGRA the third byte is the strongest.
    at = (int(10 / 25.4 * 144) + width * (height // 2)) * 4
    blue, _, red = pixels[at : at + 3]
    assert red > blue + 50


def test_a_document_answers_sizes_in_points() -> None:
    with Document(FORMS["sign_in"].draw(sample.sign_in(1))) as document:
        assert len(document) == 1
        assert [round(side) for side in document.size(0)] == [595, 842]
