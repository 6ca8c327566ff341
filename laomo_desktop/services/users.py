"""用户: who may open the store, with which rights; passwords and the recovery sheet."""

from collections.abc import Callable

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.db.vault import SHORTEST_PASSWORD, STANDARD, Cost, Vault
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.system import ROLES
from laomo_desktop.services.desk import ADMIN, Desk
from laomo_desktop.services.registers import Done

__all__ = [
    "SHORTEST_PASSWORD",
    "add",
    "change_password",
    "listing",
    "new_recovery_code",
    "set_active",
    "set_password",
    "set_role",
]


def listing(desk: Desk) -> list[Record]:
    """All users, also those no longer active."""
    with desk.store.reading() as connection:
        return records.where(connection, "users", {}, order=("login",))


def add(desk: Desk, login: str, password: str, role: str, cost: Cost = STANDARD) -> Done:
    """A new user with her own password. Raises `Refused` for a name in use or a short password."""
    desk.must_admin()
    login = login.strip()
    _check_role(role)
    if not login or any(user["login"] == login for user in listing(desk)):
        raise Refused(f"用户名“{login}”为空或已有人用", todo="请换一个")
    Vault(desk.folder, cost).add_user(login, password, desk.store.key)
    with desk.store.operation("用户", f"增加用户“{login}”（{role}）", desk.user) as write:
        key = write.insert("users", {"login": login, "role": role})
    return Done(write.number, write.sentence, (key,))


def change_password(desk: Desk, old: str, new: str, cost: Cost = STANDARD) -> None:
    """The user's own password; the old one must be right."""
    vault = Vault(desk.folder, cost)
    vault.open(desk.user, old)
    vault.add_user(desk.user, new, desk.store.key)


def set_password(desk: Desk, login: str, password: str, cost: Cost = STANDARD) -> Done:
    """An administrator gives somebody a new password."""
    desk.must_admin()
    if all(user["login"] != login for user in listing(desk)):
        raise Refused(f"没有用户“{login}”", todo="请检查用户名")
    Vault(desk.folder, cost).add_user(login, password, desk.store.key)
    with desk.store.operation("用户", f"重设用户“{login}”的密码", desk.user) as write:
        write.look("users", [user["id"] for user in listing(desk) if user["login"] == login])
    return Done(write.number, write.sentence)


def set_role(desk: Desk, user: RowId, role: str) -> Done:
    """Change somebody's rights; the last administrator stays one."""
    desk.must_admin()
    _check_role(role)
    return _change(desk, user, {"role": role}, f"权限改为{role}", keeps=role == ADMIN)


def set_active(desk: Desk, user: RowId, active: bool) -> Done:
    """Let somebody in again, or no more."""
    desk.must_admin()
    return _change(desk, user, {"active": int(active)}, "启用" if active else "停用", keeps=active)


def _change(
    desk: Desk, user: RowId, values: dict[str, str | int | bytes | None], words: str, *, keeps: bool
) -> Done:
    known = {row["id"]: row for row in listing(desk)}
    admins = [row["id"] for row in known.values() if row["role"] == ADMIN and row["active"]]
    if admins == [user] and not keeps:
        raise Refused("至少要有一名启用的管理员")
    with desk.store.operation("用户", f"用户“{known[user]['login']}”{words}", desk.user) as write:
        write.update("users", user, values)
    return Done(write.number if write.touched else 0, write.sentence, (user,))


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise Refused(f"没有“{role}”这种权限", todo=f"可选：{'、'.join(ROLES)}")


def new_recovery_code(desk: Desk, cost: Cost = STANDARD, keep: Callable[[str], object] = str) -> str:
    """A new 找回码 for a new sealed sheet; the old one opens the store no more once ``keep`` has drawn the new one."""
    desk.must_admin()
    code = Vault(desk.folder, cost).new_recovery_code(desk.store.key, keep)
    with desk.store.operation("找回单", "换新找回单，旧单作废", desk.user) as write:
        write.note()
    return code
