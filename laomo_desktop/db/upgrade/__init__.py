"""Schema upgrades at start-up: a copy first, then alembic's steps from inside the package, all or nothing."""

import secrets
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from laomo_desktop.db import bundling, engine, key_book
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy

HEAD = "0009"
"""The newest step in versions/; a test holds it to that. It spares importing alembic at every start."""


def bring_up_to_date(path: Path, key: bytes) -> bool:
    """Make or upgrade the store at ``path``; returns whether anything was done. Raises `Refused` for a newer store."""
    fresh = not path.exists()
    current = "" if fresh else version(path, key)
    if current == HEAD:
        return False
    if not fresh:
        _check_known(current)
        _copy(path, key)
    lazy("laomo_desktop.db.upgrade.run").upgrade(path, key)
    if fresh:
        _give_identity(path, key)
    return True


def version(path: Path, key: bytes) -> str:
    """The schema step of the store at ``path``; "" for a file with no tables."""
    connection = engine.connect(path, key, read_only=True)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except dbapi2.OperationalError:
        return ""
    finally:
        connection.close()
    return str(row[0]) if row else ""


def _check_known(current: str) -> None:
    if not current:
        raise Refused("资料库文件是空的或已损坏", todo="请用最近的备份恢复")
    if current not in lazy("laomo_desktop.db.upgrade.run").known_steps():
        raise Refused("这个资料库是更新版本的程序建立的", todo="请先升级本程序再打开")


def _copy(path: Path, key: bytes) -> None:
    """A backup as all others, to be restored if the new program disappoints."""
    connection = engine.connect(path, key)
    try:
        engine.empty_log(connection)
    finally:
        connection.close()
    parts = {part.name: part for part in (path, path.parent / key_book.FILE) if part.exists()}
    stamp = datetime.now().strftime(bundling.STAMP)
    bundling.bundle(path.parent / bundling.FOLDER / f"{stamp}-升级前{bundling.SUFFIX}", parts)


def _give_identity(path: Path, key: bytes) -> None:
    connection = engine.connect(path, key)
    connection.execute(
        "INSERT INTO identity (store, epoch, next) VALUES (?, ?, 1)",
        (secrets.token_bytes(16), secrets.token_bytes(16)),
    )
    connection.close()
