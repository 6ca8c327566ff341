"""Who may do what, and the last administrator."""

from dataclasses import replace

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import users
from laomo_desktop.services.desk import ADMIN, CLERK, READER, Desk
from tests.conftest import CHEAP, PASSWORD


def enter(desk: Desk, login: str, password: str) -> Desk:
    desk.close()
    return desks.enter(desk.folder, login, password, CHEAP)


def key_of(desk: Desk, login: str) -> bytes:
    return bytes(next(user["id"] for user in users.listing(desk) if user["login"] == login))


def test_a_new_user_enters_with_her_rights(desk: Desk) -> None:
    users.add(desk, " 李四 ", "secret2", CLERK, CHEAP)
    hers = enter(desk, "李四", "secret2")
    assert (hers.user, hers.role, hers.office.code) == ("李四", CLERK, "370602")
    for act in (
        lambda: users.add(hers, "王五", "secret3", CLERK, CHEAP),
        lambda: users.new_recovery_code(hers, CHEAP),
    ):
        with pytest.raises(Refused, match="只有管理员"):
            act()
    hers.close()


@pytest.mark.parametrize(("login", "password", "role"), [
    ("", "secret2", CLERK), ("管理员", "secret2", CLERK), ("李四", "short", CLERK), ("李四", "secret2", "皇帝"),
])  # fmt: skip
def test_what_is_no_user_is_refused_whole(desk: Desk, login: str, password: str, role: str) -> None:
    with pytest.raises(Refused):
        users.add(desk, login, password, role, CHEAP)
    assert desks.logins(desk.folder) == ["管理员"]
    assert len(users.listing(desk)) == 1
    again = enter(desk, "管理员", PASSWORD)
    again.close()


def test_the_last_administrator_stays(desk: Desk) -> None:
    own = key_of(desk, "管理员")
    for act in (lambda: users.set_role(desk, own, CLERK), lambda: users.set_active(desk, own, False)):
        with pytest.raises(Refused, match="至少要有一名启用的管理员"):
            act()
    users.add(desk, "李四", "secret2", ADMIN, CHEAP)
    users.set_active(desk, key_of(desk, "李四"), False)
    with pytest.raises(Refused, match="至少要有一名启用的管理员"):
        users.set_role(desk, own, READER)
    users.set_active(desk, key_of(desk, "李四"), True)
    users.set_role(desk, own, READER)


def test_who_was_put_out_does_not_enter_and_leaves_no_lock(desk: Desk) -> None:
    users.add(desk, "李四", "secret2", CLERK, CHEAP)
    users.set_active(desk, key_of(desk, "李四"), False)
    with pytest.raises(Refused, match="“李四”已停用"):
        enter(desk, "李四", "secret2")
    enter(desk, "管理员", PASSWORD).close()


def test_passwords_change(desk: Desk) -> None:
    with pytest.raises(Refused, match="密码不对"):
        users.change_password(desk, "wrong-one", "secret9", CHEAP)
    users.change_password(desk, PASSWORD, "secret9", CHEAP)
    again = enter(desk, "管理员", "secret9")
    users.add(again, "李四", "secret2", CLERK, CHEAP)
    users.set_password(again, "李四", "secret8", CHEAP)
    enter(again, "李四", "secret8").close()


def test_nobody_gets_a_password_who_is_no_user(desk: Desk) -> None:
    with pytest.raises(Refused, match="没有用户“王五”"):
        users.set_password(desk, "王五", "secret8", CHEAP)
    assert desks.logins(desk.folder) == ["管理员"]
    assert replace(desk, user="王五").user not in desks.logins(desk.folder)
