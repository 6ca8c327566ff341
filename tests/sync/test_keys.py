"""Keys and the enrolment with six digits."""

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync import enrol
from laomo_desktop.sync.keys import Identity, new_identity, signed_by
from tests.sync.world import CITY, DISTRICT, OTHER

REQUEST = enrol.request(DISTRICT)
ANSWER = enrol.answer(CITY, REQUEST)


def test_an_identity_survives_its_bytes():
    again = Identity.from_bytes(DISTRICT.to_bytes())
    assert again == DISTRICT
    assert signed_by(DISTRICT.card.sign, b"text", again.sign(b"text"))
    assert not signed_by(DISTRICT.card.sign, b"texT", again.sign(b"text"))
    assert not signed_by("not hex", b"text", again.sign(b"text"))
    assert DISTRICT.age_secret not in repr(DISTRICT)
    with pytest.raises(Refused, match="密钥已损坏"):
        Identity.from_bytes(DISTRICT.to_bytes()[:-9])


def test_both_screens_show_the_same_six_digits_and_only_they_make_trust():
    city = enrol.pending_at_city(CITY, REQUEST, ANSWER)
    district = enrol.pending_at_district(DISTRICT, REQUEST, ANSWER)
    assert city.digits == district.digits
    assert len(city.digits) == 6
    assert city.confirm(district.digits[:3] + " " + district.digits[3:]) == DISTRICT.card
    assert district.confirm(city.digits) == CITY.card
    with pytest.raises(Refused, match="不一致"):
        district.confirm(f"{(int(city.digits) + 1) % 1_000_000:06d}")


def test_a_swapped_answer_shows_other_digits():
    forger = new_identity("370600", "烟台市总工会", CITY.card.store)
    forged = enrol.answer(forger, REQUEST)
    honest = enrol.pending_at_city(CITY, REQUEST, ANSWER).digits
    assert enrol.pending_at_district(DISTRICT, REQUEST, forged).digits != honest


def test_spoken_digits_change_both_screens_alike():
    plain, spoken = enrol.six_digits(REQUEST, ANSWER), enrol.six_digits(REQUEST, ANSWER, "123 456")
    assert spoken == enrol.six_digits(REQUEST, ANSWER, "123456")
    assert spoken != plain


def test_answers_and_requests_of_others_are_refused():
    with pytest.raises(Refused, match="不是本机发出"):
        enrol.pending_at_district(OTHER, REQUEST, ANSWER)
    with pytest.raises(Refused, match="不是本机签发"):
        enrol.pending_at_city(OTHER, REQUEST, ANSWER)
    with pytest.raises(Refused, match="不是答复本次"):
        enrol.pending_at_district(DISTRICT, enrol.request(DISTRICT), ANSWER)


def test_every_altered_byte_of_a_request_is_refused():
    for place in range(len(REQUEST)):
        altered = REQUEST[:place] + bytes([REQUEST[place] ^ 1]) + REQUEST[place + 1 :]
        with pytest.raises(Refused):
            enrol.read_request(altered)
    for length in range(0, len(REQUEST), 7):
        with pytest.raises(Refused):
            enrol.read_request(REQUEST[:length])
    with pytest.raises(Refused, match="这不是密钥登记申请文件"):
        enrol.read_request(ANSWER)
