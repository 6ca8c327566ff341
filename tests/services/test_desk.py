"""Setting up, entering, and the ways back in."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from laomo_desktop.db import backup, key_book
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import keeping, recovery, registers, users
from laomo_desktop.services.desk import ADMIN, Desk
from tests.conftest import CHEAP, PASSWORD
from tests.people import RARE_NAME


def test_set_up_for_a_district_and_for_the_city(desk: Desk, city_desk: Desk) -> None:
    assert (desk.office.short, desk.is_city, desk.role) == ("芝罘区", False, ADMIN)
    assert (city_desk.office.code, city_desk.is_city) == ("370600", True)
    assert len(registers.first(desk, "terms", 9)) == 9


def test_a_store_is_not_set_up_over_another(desk: Desk) -> None:
    before = (desk.folder / FILE).read_bytes()
    with pytest.raises(Refused, match="这里已经有一个资料库"):
        desks.create(desk.folder, "370602", "别人", PASSWORD, CHEAP)
    assert (desk.folder / FILE).read_bytes() == before


@pytest.mark.parametrize(("office", "password", "words"), [
    ("999999", PASSWORD, "没有代码"), ("370602", "short", "密码太短"),
])  # fmt: skip
def test_a_set_up_that_fails_can_be_done_again(
    tmp_path: Path, office: str, password: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        desks.create(tmp_path / "new", office, "管理员", password, CHEAP)
    assert not desks.exists(tmp_path / "new")
    desks.create(tmp_path / "new", "370602", "管理员", PASSWORD, CHEAP)[0].close()


def test_a_set_up_that_broke_half_way_leaves_nothing_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(desks.terms, "seed", lambda _write: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            desks.create(tmp_path / "new", "370602", "管理员", PASSWORD, CHEAP)
    assert not desks.exists(tmp_path / "new")
    made, code = desks.create(tmp_path / "new", "370602", "管理员", PASSWORD, CHEAP)
    made.close()
    assert {path.name for path in (tmp_path / "new").iterdir()} <= {FILE, "keys.json", "laomo.lock"}
    desks.enter_by_recovery(tmp_path / "new", code, "管理员", PASSWORD, CHEAP)[0].close()


def test_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match=r"文件夹建不了（[\u4e00-\u9fff]+）"):
        desks.create(tmp_path / "file" / "new", "370602", "管理员", PASSWORD, CHEAP)


def test_without_a_store_there_is_nothing_to_enter(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="这里还没有资料库"):
        desks.enter(tmp_path, "管理员", PASSWORD)


def test_the_sheet_gives_a_new_password_and_a_new_sheet(desk: Desk) -> None:
    code = users.new_recovery_code(desk, CHEAP)
    desk.close()
    again, fresh = desks.enter_by_recovery(desk.folder, code, "管理员", "secret9", CHEAP)
    assert again.role == ADMIN
    again.close()
    with pytest.raises(Refused, match="已被新的找回单代替"):
        desks.enter_by_recovery(desk.folder, code, "管理员", "secret9", CHEAP)
    with pytest.raises(Refused, match="密码不对"):
        desks.enter(desk.folder, "管理员", PASSWORD, CHEAP)
    desks.enter(desk.folder, "管理员", "secret9", CHEAP).close()
    assert fresh != code


def test_a_sheet_that_could_not_be_drawn_leaves_the_old_one_good(desk: Desk) -> None:
    code = users.new_recovery_code(desk, CHEAP)

    def no_paper(_code: str) -> None:
        raise Refused("画不出来")

    with pytest.raises(Refused, match="画不出来"):
        users.new_recovery_code(desk, CHEAP, no_paper)
    desk.close()
    desks.enter_by_recovery(desk.folder, code, "管理员", "secret9", CHEAP)[0].close()


@pytest.mark.parametrize(("login", "password", "words"), [
    ("管理员", "short", "密码太短"), ("谁也不是", "secret9", "停用"),
])  # fmt: skip
def test_a_failed_way_back_leaves_the_store_free_and_the_sheet_good(
    desk: Desk, login: str, password: str, words: str
) -> None:
    code = users.new_recovery_code(desk, CHEAP)
    desk.close()
    with pytest.raises(Refused, match=words):
        desks.enter_by_recovery(desk.folder, code, login, password, CHEAP)
    assert desks.logins(desk.folder) == ["管理员"]
    desks.enter_by_recovery(desk.folder, code, "管理员", "secret9", CHEAP)[0].close()


def test_a_copy_a_day(desk: Desk) -> None:
    first = desks.daily_backup(desk)
    assert first is not None
    assert desks.daily_backup(desk) is None
    yesterday = first.with_name("20260101-080000-每日.lmbak")
    first.rename(yesterday)
    second = desks.daily_backup(desk)
    assert second is not None
    assert [b.path for b in backup.listing(desk.folder)] == [second, yesterday]
    assert second.name.startswith(f"{datetime.now():%Y%m%d}")


def test_a_copy_restored_with_its_own_password(desk: Desk, tmp_path: Path) -> None:
    registers.save(desk, "people", {"name": RARE_NAME})
    copy, begun = tmp_path / "copy.lmbak", datetime.now()
    backup.make(desk.store, copy)
    registers.save(desk, "people", {"name": "备份之后"})
    users.change_password(desk, PASSWORD, "secret9", CHEAP)
    epoch = desk.store.epoch
    desk.close()
    told = recovery.copy_of(copy)
    assert (told.logins, told.office) == (["管理员"], desk.office.code)
    assert begun - timedelta(seconds=2) <= told.at <= datetime.now()  # a zip counts by two seconds
    before = (desk.folder / FILE).read_bytes()
    with pytest.raises(Refused, match="密码不对"):
        keeping.restore(copy, desk.folder, None, "secret9")
    assert (desk.folder / FILE).read_bytes() == before
    assert keeping.restore(copy, desk.folder, None, PASSWORD) == "管理员"
    again = desks.enter(desk.folder, "管理员", PASSWORD, CHEAP)
    assert [row["name"] for row in registers.first(again, "people", 9)] == [RARE_NAME]
    assert again.store.epoch != epoch
    again.close()


def test_a_copy_of_another_office_never_takes_this_ones_place(
    desk: Desk, city_desk: Desk, tmp_path: Path
) -> None:
    backup.make(city_desk.store, tmp_path / "city.lmbak")
    desk.close()
    before = (desk.folder / FILE).read_bytes()
    with pytest.raises(Refused, match="这是烟台市总工会的备份，本机是烟台市芝罘区总工会的资料库"):
        keeping.restore(tmp_path / "city.lmbak", desk.folder, "管理员", PASSWORD)
    assert (desk.folder / FILE).read_bytes() == before
    keeping.restore(tmp_path / "city.lmbak", tmp_path / "elsewhere", "管理员", PASSWORD)
    again = desks.enter(tmp_path / "elsewhere", "管理员", PASSWORD, CHEAP)
    assert again.is_city
    again.close()


def test_a_store_whose_keys_are_damaged_can_be_restored(desk: Desk, tmp_path: Path) -> None:
    backup.make(desk.store, tmp_path / "copy.lmbak")
    desk.close()
    (desk.folder / key_book.FILE).write_text("{damaged", "utf-8")
    with pytest.raises(Refused, match="钥匙文件已损坏"):
        desks.logins(desk.folder)
    keeping.restore(tmp_path / "copy.lmbak", desk.folder, "管理员", PASSWORD)
    desks.enter(desk.folder, "管理员", PASSWORD, CHEAP).close()


def test_a_store_without_its_office_is_refused_and_given_up(desk: Desk) -> None:
    with desk.store.operation("弄坏", "", "测试") as write:
        write.connection.exec_driver_sql("UPDATE settings SET key = 'x' WHERE key = 'office'")
        write.note()
    desk.close()
    with pytest.raises(Refused, match="工会"):
        desks.enter(desk.folder, "管理员", PASSWORD, CHEAP)
    Store(desk.folder, desk.store.key).close()
