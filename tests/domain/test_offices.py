"""Every office is found by each of its names, and only by them."""

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import CITY, DISTRICTS, OFFICES, Office, find, office

ORDER = (
    "370600 370602 370611 370612 370613 370614 370681 370682 370683 370685 370686 370687 370676 370671 370634"
)


def test_standing_order() -> None:
    assert " ".join(known.code for known in OFFICES) == ORDER
    assert [known.order for known in OFFICES] == list(range(15))


def test_marks_and_codes_are_unequal() -> None:
    for values in ([o.code for o in OFFICES], [o.mark for o in OFFICES], [o.short for o in OFFICES]):
        assert len(set(values)) == len(OFFICES)
    assert all(len(known.mark) == 1 for known in OFFICES)


def test_one_city() -> None:
    assert CITY.is_city
    assert not any(known.is_city for known in DISTRICTS)


@pytest.mark.parametrize("known", OFFICES, ids=lambda known: known.code)
def test_found_by_every_name(known: Office) -> None:
    assert find(known.code) is known
    for name in (known.full, known.short, f" 烟台市{known.short}总工会", *known.other_names):
        assert find(name) is known


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("烟台市", "370600"),
        ("市总工会", "370600"),
        ("山东省烟台市芝罘区", "370602"),
        ("烟台市龙口市总工会", "370681"),
    ],
)
def test_found_as_written(words: str, code: str) -> None:
    assert find(words).code == code


def test_unknown_is_refused_with_the_list() -> None:
    with pytest.raises(Refused, match="370602 芝罘区、370611 福山区"):
        office("370699")
    with pytest.raises(Refused, match="芝罘区、福山区"):
        find("青岛市")
    with pytest.raises(Refused, match="没有代码"):
        find("370699")
