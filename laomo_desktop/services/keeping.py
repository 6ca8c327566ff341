"""Keeping the store safe: restoring a copy, finding any record by its key."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from laomo_desktop.db import backup, key_book
from laomo_desktop.db import check as checking
from laomo_desktop.db.backup import Backup
from laomo_desktop.db.rows import states
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.db.vault import Vault
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk

EXCHANGE = "exchange"
"""The setting under which `exchange.books` keeps our own side (that module imports this one)."""


def restore(source: Path, folder: Path, login: str | None, password: str) -> str:
    """Put a backup in the store's place and begin a new epoch; returns the user it was opened for.

    The password is the backup's. What stood there before stays in its backups folder; a wrong password changes nothing.
    """
    users = _restore(source, folder, lambda vault: vault.open(login or vault.logins()[0], password))
    return login or users[0]


def restore_with_code(source: Path, folder: Path, code: str) -> None:
    """As `restore`, with the backup's recovery code where its passwords are forgotten; a wrong code changes nothing.

    The caller goes on with `desk.enter_by_recovery`, which sets a new password and replaces the code.
    """
    _restore(source, folder, lambda vault: vault.open_by_recovery(code))


def _restore(source: Path, folder: Path, key_of: Callable[[Vault], bytes]) -> list[str]:
    """Put the store of ``source`` in place; returns its users."""
    with backup.unpacked(source) as copy:
        _same_office(copy, folder, source.name)
        vault = Vault(copy)
        users, key = vault.logins(), key_of(vault)
    backup.restore(source, folder)
    backup.new_epoch(folder / FILE, key, _acknowledged)
    return users


def _same_office(copy: Path, folder: Path, name: str) -> None:
    """A slip on the stick would turn the city's PC into a district's."""
    theirs, ours = key_book.office(copy), None
    with suppress(Refused):  # damaged keys are a reason to restore
        ours = key_book.office(folder)
    if theirs and ours and theirs != ours:
        whose = offices.office(theirs).full
        raise Refused(
            f"这是{whose}的备份，本机是{offices.office(ours).full}的资料库", where=name,
            todo="请换一份备份；要在本机另开一个单位的资料库，请另选文件夹",
        )  # fmt: skip


def _acknowledged(store: Store) -> int | None:
    """District: up to where the city told to have everything of this store. The city's own timeline keeps its names."""
    with store.reading() as connection:
        if settings.read(connection, "office") == offices.CITY.code:
            return None
        told: int = settings.read(connection, EXCHANGE, {}).get("acknowledged", 0)
    return told


def listing(desk: Desk) -> list[Backup]:
    """The store's own backups, newest first."""
    return backup.listing(desk.folder)


def backup_now(desk: Desk, occasion: str = "手动", progress: Progress = silent) -> Path:
    """A copy among the store's own. Progress is in bytes."""
    return backup.make_in_store(desk.store, occasion, progress)


def backup_to(desk: Desk, target: Path, progress: Progress = silent) -> Path:
    """A copy elsewhere (a stick), read back. Progress is in bytes."""
    backup.make(desk.store, target, progress=progress)
    return target


def check(desk: Desk, progress: Progress = silent) -> list[str]:
    """What is wrong with the store, a sentence each; nothing for a sound one."""
    with desk.store.reading() as connection:
        return list(checking.problems(connection, progress))


def key_of(words: str) -> RowId:
    """A record's key from its 32 hex digits. Raises `Refused`."""
    try:
        key = bytes.fromhex(words)
    except ValueError:
        key = b""
    if len(key) != 16:
        raise Refused(f"“{words}”不是记录编号", todo="编号是32位十六进制数，可用 list --json 查到")
    return key


def find_record(desk: Desk, words: str) -> tuple[str, RowId]:
    """Which register a key belongs to. Raises `Refused` if none."""
    key = key_of(words)
    with desk.store.reading() as connection:
        for name in REGISTERS:
            if states(connection, name, [key]):
                return name, key
    raise Refused(f"没有编号为“{words}”的记录")
