"""The store: one encrypted file, its lock, its readers, and operations on it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from laomo_desktop.db import arrears, engine, epochs, upgrade
from laomo_desktop.db.door import Changed, Write
from laomo_desktop.db.epochs import Branch
from laomo_desktop.db.indexer import Indexer
from laomo_desktop.db.rows import writer_number
from laomo_desktop.db.schema import OPERATIONS
from laomo_desktop.domain import own_files
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent

FILE = own_files.DATABASE
LOCK = own_files.LOCK
Listener = Callable[[Changed], None]


class Store:
    """An open store. Reads may come from any thread; writes go one at a time through `operation`."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.key = key
        self._lock = sole_user(folder)
        self._writing = threading.RLock()
        self._listeners: list[Listener] = []
        self._inside = False
        self._retired: tuple[str, str] | None = None
        self._writer = engine.writing_engine(self.path, key)
        self._reader = engine.reading_engine(self.path, key)
        self._indexer = Indexer(self._index_some)
        try:
            with _clear_words():
                self.upgraded = upgrade.bring_up_to_date(self.path, key)
                self._identity = self._read_identity()
                self._go_on_indexing()
        except BaseException:
            self.close()
            raise

    @property
    def store_id(self) -> bytes:
        """This store's 16 random bytes, made with it."""
        return self._identity[0]

    @property
    def epoch(self) -> bytes:
        """16 random bytes, new after every restore, move or clone."""
        return self._identity[1]

    def close(self) -> None:
        """Give up the file; the store can be opened again."""
        self._indexer.stop()
        self._reader.dispose()
        self._writer.dispose()
        self._lock.release()

    def retire(self, what: str, todo: str) -> None:
        """Nothing is written from now on: every operation is refused with these words."""
        self._retired = (what, todo)

    @property
    def retired(self) -> tuple[str, str] | None:
        """What happened to a store in which nothing may be written any more, and what to do."""
        return self._retired

    def refuse_retired(self) -> None:
        """Raises `Refused` if nothing may be written any more."""
        if self._retired is not None:
            raise Refused(self._retired[0], todo=self._retired[1])

    def listen(self, listener: Listener) -> None:
        """``listener`` is called after every operation, in the thread that wrote."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store and cannot change it."""
        with _clear_words(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def operation(self, kind: str, sentence: str, user: str, *, undoes: int | None = None) -> Iterator[Write]:
        """One transaction through the door: all of it, or nothing. Raises `Refused` when the disk says no.

        ``write.sentence`` may be sharpened until the end. An operation that touched no row leaves no trace.
        """
        self.refuse_retired()
        with self._writing, self._alone(), _clear_words(), self._writer.begin() as connection:
            number = _next_number(connection)
            write = Write(connection, number, writer_number(connection, *self._identity), kind, sentence)
            yield write
            if write.leaves_trace:
                _note(connection, write, user, undoes)
        if write.postponed:
            self._indexer.wake()
        if write.touched:
            self._tell(write)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One connection writes: an operation begun inside another would break that one in two."""
        if self._inside:
            raise RuntimeError("an operation inside an operation")
        self._inside = True
        try:
            yield
        finally:
            self._inside = False

    def start_epoch(self, why: str, user: str = "", branch: Branch | None = None) -> None:
        """This store's further writes are of a new epoch; with ``branch`` some of its earlier ones are renamed."""
        with self.operation("纪元", why, user) as write:
            epoch = epochs.leave(write, *self._identity, branch)
        self._identity = (self._identity[0], epoch)

    @contextmanager
    def standstill(self) -> Iterator[None]:
        """No write begins or runs inside; the file alone holds everything (for copies)."""
        with self._writing, self._alone():
            with _clear_words(), self._writer.connect() as connection:
                driver: Any = connection.connection.driver_connection
                engine.empty_log(driver)
            yield

    def wait_for_index(self) -> None:
        """Until the search index has caught up with what large operations left to do in the background."""
        self._indexer.wait()

    def catch_up_index(self, progress: Progress = silent) -> None:
        """Work off, here and now, what the search index lags behind; cancelled, the rest waits. Progress is in rows."""
        total = self._index_left()
        left = total
        while left:
            progress(total - left, total, "整理搜索索引")
            self._index_some()
            left = self._index_left()
        progress(total, total, "整理搜索索引")

    def rebuild_index(self, progress: Progress = silent) -> None:
        """Make the search index anew from the rows; searches find everything meanwhile, and after a stop too."""
        with self._writing, self._alone(), _clear_words(), self._writer.begin() as connection:
            arrears.start_over(connection)
        self.catch_up_index(progress)

    def _index_left(self) -> int:
        with self.reading() as connection:
            return arrears.count(connection)

    def _go_on_indexing(self) -> None:
        """What was left when the program ended."""
        with self.reading() as connection:
            left = arrears.ranges(connection)
        if left:
            self._indexer.wake()

    def _index_some(self) -> bool:
        with self._writing, self._alone(), _clear_words(), self._writer.begin() as connection:
            return arrears.index_some(connection)

    def _tell(self, write: Write) -> None:
        rows = {name: frozenset(keys) for name, keys in write.touched.items()}
        changed = Changed(write.number, write.kind, write.sentence, rows)
        for listener in self._listeners:
            listener(changed)

    def _read_identity(self) -> tuple[bytes, bytes]:
        with self.reading() as connection:
            rows = connection.exec_driver_sql("SELECT store, epoch FROM identity").one()
        return bytes(rows[0]), bytes(rows[1])


def _next_number(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT next FROM identity").scalar_one())


def _note(connection: Connection, write: Write, user: str, undoes: int | None) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.exec_driver_sql("UPDATE identity SET next = ?", (write.number + 1,))
    connection.execute(
        OPERATIONS.insert().values(
            number=write.number, at=now, user=user, kind=write.kind, sentence=write.sentence, undoes=undoes
        )
    )
    if undoes is not None:
        connection.exec_driver_sql(
            "UPDATE operations SET undone_by = ? WHERE number = ?", (write.number, undoes)
        )
        # Taking back an undo makes the first operation stand again.
        connection.exec_driver_sql("UPDATE operations SET undone_by = NULL WHERE undone_by = ?", (undoes,))


@contextmanager
def _clear_words() -> Iterator[None]:
    """The driver's errors that a clerk can meet, in her words."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        raise _refusal(str(error.orig if isinstance(error, DBAPIError) else error)) from error


def _refusal(words: str) -> Refused:
    if "malformed" in words or "not a database" in words:
        return Refused("资料库文件已损坏", todo="请用备份恢复")
    if "full" in words or "I/O" in words:
        return Refused("磁盘空间不足或无法写入，这次操作没有保存", todo="请清理磁盘后再试")
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return Refused("资料库所在文件夹不能写入，这次操作没有保存", todo="请检查文件夹权限")
    if "locked" in words or "busy" in words:
        return Refused("资料库正被占用，这次操作没有保存", todo="请稍后再试")
    return Refused(f"资料库报错，这次操作没有保存（{words}）", todo="请联系技术支持")


def sole_user(folder: Path) -> FileLock:
    """The lock of a store's folder, held. Raises `Refused` when another program has it."""
    lock = FileLock(folder / LOCK, thread_local=False)  # opened in one thread, closed in another
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused("程序已经打开了这个资料库", where=folder.name, todo="请切换到已打开的窗口") from None
    except OSError:
        raise Refused("资料库所在文件夹不能写入", where=str(folder), todo="请检查文件夹权限") from None
    return lock
