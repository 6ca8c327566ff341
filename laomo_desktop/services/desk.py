"""A desk: an open store, the user before it, and the office it belongs to. Every verb takes one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from laomo_desktop.db import backup, key_book, records
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.db.vault import STANDARD, Cost, Vault
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.os_words import in_words
from laomo_desktop.services import terms

ADMIN, CLERK, READER = "管理员", "经办人", "只读"
MOVED = "moved"
"""The setting of a store that went to another PC."""
RETIRED = ("这个资料库已经换到另一台电脑，本机只能查看", "请在新电脑上操作；换机包丢失时，可以在本机恢复“换机前”的备份")
SITE = ".new"
"""Where a store is built until it can take its place."""


@dataclass(frozen=True)
class Desk:
    """What a verb works with."""

    store: Store
    user: str
    role: str
    office: Office
    is_city: bool

    @property
    def folder(self) -> Path:
        return self.store.folder

    def must_write(self) -> None:
        """Refuse for a user who may only read, and in a store that went to another PC."""
        self.store.refuse_retired()
        if self.role == READER:
            raise Refused("您的权限是只读，不能修改", todo="请联系本单位管理员")

    def must_admin(self) -> None:
        """Refuse for all but administrators."""
        self.store.refuse_retired()
        if self.role != ADMIN:
            raise Refused("只有管理员可以做这件事", todo="请联系本单位管理员")

    def close(self) -> None:
        self.store.close()


def exists(folder: Path) -> bool:
    """Whether a store was set up in ``folder``."""
    return (folder / FILE).exists()


def create(
    folder: Path, office_code: str, login: str, password: str, cost: Cost = STANDARD
) -> tuple[Desk, str]:
    """Set up a new store for an office; returns its desk and the recovery code (找回码) to be printed and sealed.

    The city's own code makes the city's store, any other a district's. Raises `Refused` if there is one already.
    """
    office = offices.office(office_code)
    if exists(folder):
        raise Refused("这里已经有一个资料库", where=str(folder), todo="请直接打开它，或换一个文件夹")
    key = Vault.new_key()
    with _building(folder) as site:
        vault = Vault(site, cost)
        vault.add_user(login, password, key)
        code = vault.new_recovery_code(key)
        _furnish(site, key, office, login)
        key_book.tell_office(site, office.code)
    return Desk(Store(folder, key), login, ADMIN, office, office.is_city), code


def _furnish(site: Path, key: bytes, office: Office, login: str) -> None:
    store = Store(site, key)
    try:
        with store.operation(terms.SET_UP, f"建立{office.full}资料库", login) as write:
            write.insert("settings", {"key": "office", "value": orjson.dumps(office.code).decode()})
            write.insert("users", {"login": login, "role": ADMIN})
            terms.seed(write)
    finally:
        store.close()


@contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """A folder whose store takes its place in ``folder`` when it is finished: a killed set-up leaves nothing there.

    One that is refused takes the folders away that it made.
    """
    site = folder / SITE
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir(parents=True)
        yield site
        for name in (key_book.FILE, FILE):
            (site / name).replace(folder / name)
    except OSError as error:
        raise Refused(f"文件夹建不了（{in_words(error)}）", where=str(folder), todo="请换一个位置") from error
    finally:
        shutil.rmtree(site, ignore_errors=True)
        for each in made:
            with suppress(OSError):  # not empty: the store stands in it
                each.rmdir()


def logins(folder: Path) -> list[str]:
    """Who may log in to the store in ``folder``."""
    return key_book.logins(folder)


def enter(folder: Path, login: str, password: str, cost: Cost = STANDARD) -> Desk:
    """Log in. Raises `Refused` for a wrong password, a locked user, a store in use, a newer store."""
    if not exists(folder):
        raise Refused("这里还没有资料库", where=str(folder), todo="请先新建")
    return _enter(folder, Vault(folder, cost).open(login, password), login)


def enter_by_recovery(
    folder: Path, code: str, login: str, new_password: str, cost: Cost = STANDARD
) -> tuple[Desk, str]:
    """Log in with the sealed sheet and set a new password; returns the desk and a new recovery code."""
    vault = Vault(folder, cost)
    key = vault.open_by_recovery(code)
    desk = _enter(folder, key, login)
    try:
        vault.add_user(login, new_password, key)
        new_code = vault.new_recovery_code(key)
        with desk.store.operation("找回密码", f"用找回单为{login}重设了密码", login) as write:
            user = records.where(write.connection, "users", {"login": login})
            write.look("users", [u["id"] for u in user])
    except BaseException:
        desk.close()
        raise
    return desk, new_code


def _enter(folder: Path, key: bytes, login: str) -> Desk:
    store = Store(folder, key)
    try:
        if store.upgraded:
            with store.operation(terms.UPGRADED, "补充新版程序的字典", login) as write:
                terms.seed(write)
        with store.reading() as connection:
            known = records.where(connection, "users", {"login": login, "active": 1})
            code = orjson.loads(records.setting(connection, "office") or '""')
            moved = records.setting(connection, MOVED) is not None
        if not known:
            raise Refused(f"用户“{login}”已停用", todo="请联系本单位管理员")
        office = offices.office(code)
    except BaseException:
        store.close()
        raise
    key_book.tell_office(folder, code)
    if moved:
        store.retire(*RETIRED)
    return Desk(store, login, READER if moved else known[0]["role"], office, office.is_city)


def daily_backup(desk: Desk) -> Path | None:
    """Once a day a copy; returns it if one was made."""
    if not backup.is_due(desk.folder):
        return None
    return backup.make_in_store(desk.store, "每日")
