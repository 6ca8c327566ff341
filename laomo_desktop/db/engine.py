"""Opening the encrypted file: SQLCipher through SQLAlchemy, one engine that may write and one that cannot."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from laomo_desktop.domain.errors import Refused

CACHE_KIB = 65_536
"""64 MB: at SQLite's default of 2 MB an encrypted store is four times slower (measured in benchmarks/)."""
OLDEST_SQLITE = (3, 51, 3)
"""Earlier ones can lose a commit when the WAL is reset."""


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """A driver connection to the encrypted store at ``path``; ``key`` is 32 raw bytes. Raises `Refused`."""
    _check_library()
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=30)
    connection.execute("PRAGMA cipher_log_level = NONE")  # a damaged file is told by us, in Chinese
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.OperationalError:  # not the key: the file or its folder cannot be opened
        connection.close()
        raise
    except dbapi2.DatabaseError:
        connection.close()
        raise Refused("资料库打不开：口令不对或文件已损坏", where=path.name, todo="请用备份恢复") from None
    for pragma in _pragmas(read_only):
        connection.execute(pragma)
    return connection


def empty_log(connection: Any) -> None:
    """All of the write-ahead log goes into the file. Raises `Refused` while a long reading stands in the way."""
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Refused("资料库正被占用，没有备份成", todo="请等其他工作结束后再试")


def _pragmas(read_only: bool) -> tuple[str, ...]:
    shared = (f"PRAGMA cache_size = -{CACHE_KIB}", "PRAGMA foreign_keys = ON", "PRAGMA temp_store = MEMORY")
    if read_only:
        return (*shared, "PRAGMA query_only = ON")
    return ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", *shared)


def _check_library() -> None:
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise Refused(f"数据库组件版本过低（{dbapi2.sqlite_version}）", todo="请重新安装本程序")


def writing_engine(path: Path, key: bytes) -> Engine:
    """The only engine that can change the store; one connection, transactions begin IMMEDIATE."""
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=lambda: connect(path, key), poolclass=StaticPool
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(path: Path, key: bytes) -> Engine:
    """For screens and reports: every connection refuses writes (PRAGMA query_only)."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, read_only=True),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
