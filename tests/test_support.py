"""The helpers every test leans on hold what they promise."""

import logging

import pytest

from laomo_desktop.domain.id_number import facts, parse_id
from laomo_desktop.domain.names import parse_name
from laomo_desktop.domain.uscc import parse_uscc
from tests.log_guard import LogGuard
from tests.people import RARE_NAME, make_people, make_person, make_uscc, spoil


def test_made_up_people_pass_every_check_of_the_program() -> None:
    for person in make_people(400):
        assert parse_id(person.id_number) == person.id_number
        assert facts(person.id_number).sex == person.sex
        assert facts(person.id_number).birthday.isoformat() == person.birth
        assert parse_name(person.name) == person.name


def test_made_up_people_are_distinct() -> None:
    people = make_people(500) + make_people(500, first=7000) + make_people(500, first=700_000)
    assert len({person.id_number for person in people}) == 1500
    assert {person.sex for person in people} == {"男", "女"}
    assert make_person(0).name == RARE_NAME


def test_a_spoilt_number_differs_in_its_check_digit_only() -> None:
    numbers = [person.id_number for person in make_people(50)]
    assert all(spoil(number)[:17] == number[:17] and spoil(number) != number for number in numbers)


def test_made_up_credit_codes_are_valid() -> None:
    codes = [make_uscc(number) for number in range(60)]
    assert [parse_uscc(code) for code in codes] == codes
    assert len(set(codes)) == 60


def _guard_after(*messages: str, expected: tuple[str, ...] = ()) -> list[str]:
    guard = LogGuard()
    for part in expected:
        guard.expect(part)
    for message in messages:
        guard.handle(logging.LogRecord("some.name", logging.WARNING, "", 0, message, None, None))
    return guard.complaints()


def test_an_unexpected_log_line_is_a_complaint() -> None:
    assert _guard_after("disk is odd") == ["unexpected log line: WARNING some.name: disk is odd"]


def test_an_expected_log_line_is_none() -> None:
    assert _guard_after("disk is odd", "disk is odder", expected=("disk is",)) == []


def test_an_expected_log_line_has_to_come() -> None:
    assert _guard_after(expected=("disk",)) == ["expected log line never came: disk"]


def test_the_guard_hears_a_real_warning(logs: LogGuard) -> None:
    logs.expect("really")
    logging.getLogger("laomo_desktop.anything").warning("really odd")
    logging.getLogger("laomo_desktop.anything").info("nothing to see")
    assert [record.getMessage() for record in logs.records] == ["really odd"]


def test_pytest_itself_watches_the_log(request: pytest.FixtureRequest) -> None:
    assert "logs" in request.fixturenames
