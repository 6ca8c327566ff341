"""Packages of every schema there was: today's city takes them in, whole, and a district's answer follows."""

import shutil
from pathlib import Path

import pytest

from laomo_desktop.db import check
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, pending
from laomo_desktop.sync.container import inspect
from laomo_desktop.sync.keys import identity_from
from tests.people import RARE_NAME, make_person
from tests.proof.make_old_package import REASON, fixed, known
from tests.proof.offices import CHEAP, CITY, PASSWORD, USER, ZHIFU
from tests.sync import independent_reader, reference

OLD = sorted((Path(__file__).parent.parent / "old_packages").glob("schema-*.lmpkg"))


def test_there_are_old_packages() -> None:
    assert [path.name for path in OLD][:1] == ["schema-1.lmpkg"]


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_todays_city_takes_in_an_old_package(tmp_path: Path, path: Path) -> None:
    city, _ = desks.create(tmp_path / "city", CITY, USER, PASSWORD, CHEAP)
    try:
        fixed(city, 32, reference.AGE_OF_CITY)
        store = inspect(path).writer.store
        sender = identity_from(ZHIFU, "烟台市芝罘区总工会", store, bytes(range(32)), reference.AGE_OF_DISTRICT)
        known(city, sender.card)
        copy = shutil.copyfile(path, tmp_path / "old.lmpkg")
        intake = exchange.take_in(city, copy)
        counts = {name: found.new for name, found in intake.counts.items() if name != "terms"}
        assert counts == {
            "people": 3, "enterprises": 1, "trainings": 1, "periods": 1, "enrolments": 2, "attendance": 2,
        }  # fmt: skip
        with city.store.reading() as connection:
            assert list(check.problems(connection)) == []
            found = connection.exec_driver_sql("SELECT name, phone, deleted FROM people ORDER BY id_number").all()
        assert [tuple(row) for row in found] == [
            (RARE_NAME, "19900009999", None),
            (make_person(1).name, make_person(1).phone, None),
            (make_person(2).name, make_person(2).phone, REASON),
        ]
        assert pending.listing(city) == []
        assert exchange.take_in(city, copy).state == "无变化"
        answer = exchange.export(city, tmp_path / "answer.lmpkg", ZHIFU)
        told = independent_reader.read(answer.path, reference.AGE_OF_DISTRICT)
        assert told["manifest"]["receipts"][0]["status"] == "已入库"
    finally:
        city.close()
