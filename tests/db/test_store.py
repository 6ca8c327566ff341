"""The file itself: encrypted, opened by one, whole after a kill, and the disk's no told in one sentence."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from laomo_desktop.db import check, engine
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.domain.errors import Refused
from tests.conftest import ROOT
from tests.db.conftest import KEY
from tests.db.looking import add, alive, count
from tests.people import RARE_NAME


def run(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """Another process with the same program; its output is text."""
    start = "import sys\nfrom pathlib import Path\nfrom laomo_desktop.db.store import Store\n"
    start += "folder = Path(sys.argv[1])\n"
    return subprocess.Popen(
        [sys.executable, "-c", start + f"KEY = {KEY!r}\n" + textwrap.dedent(script), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def said(process: "subprocess.Popen[str]") -> str:
    out, errors = process.communicate(timeout=120)
    assert errors == ""
    return out.strip()


def test_nothing_readable_lies_on_the_disk(folder: Path) -> None:
    store = Store(folder, KEY)
    add(store, "people", name=RARE_NAME, phone="19900001234", remark="plain words")
    parts = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.name for path in parts} >= {FILE, FILE + "-wal"}
    for path in parts:
        content = path.read_bytes()
        assert not content.startswith(b"SQLite format 3")
        for secret in (
            RARE_NAME.encode(),
            b"19900001234",
            b"plain words",
            b"CREATE TABLE",
            KEY,
            KEY.hex().encode(),
        ):
            assert secret not in content, (path.name, secret)
    store.close()
    assert b"SQLite" not in (folder / FILE).read_bytes()[:16]


def test_pages_look_random(folder: Path) -> None:
    content = (folder / FILE).read_bytes()
    for start in range(0, len(content), 4096):
        assert len(set(content[start : start + 4096])) > 200


def test_the_wrong_key_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="打不开"):
        Store(folder, bytes(32))
    Store(folder, KEY).close()


def test_a_file_that_is_no_store_is_refused(folder: Path) -> None:
    (folder / FILE).write_bytes(b"SQLite format 3\0" + bytes(8192))
    with pytest.raises(Refused, match="打不开"):
        Store(folder, KEY)


def test_a_truncated_file_is_refused_and_left_alone(folder: Path) -> None:
    content = (folder / FILE).read_bytes()[:20_000]
    (folder / FILE).write_bytes(content)
    with pytest.raises(Refused, match="损坏"):
        read_through(folder)
    assert (folder / FILE).read_bytes() == content


def read_through(folder: Path) -> None:
    opened = Store(folder, KEY)
    try:
        alive(opened, "people")
    finally:
        opened.close()


def test_a_second_opening_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="程序已经打开了这个资料库"):
        Store(store.folder, KEY)
    other = run("""
        from laomo_desktop.domain.errors import Refused
        try:
            Store(folder, KEY)
        except Refused as no:
            print(no)
    """, store.folder)  # fmt: skip
    assert said(other) == f"{store.folder.name}：程序已经打开了这个资料库，请切换到已打开的窗口。"
    add(store, "people", name="照常")


def test_a_store_given_up_can_be_opened_again(folder: Path) -> None:
    for number in range(3):
        store = Store(folder, KEY)
        add(store, "people", name="单样例")
        assert count(store, "people") == number + 1
        store.close()


def test_a_failed_opening_gives_up_the_lock(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(Refused, match="打不开"):
            Store(folder, bytes(32))
    Store(folder, KEY).close()


BIG = """
    import time
    store = Store(folder, KEY)
    with store.operation("导入", "一次大的导入", "测试") as write:
        write.connection.exec_driver_sql("PRAGMA cache_size = -200")  # pages go to the disk before the end
        write.insert_many("people", ({"name": f"某{n}", "remark": "x" * 200} for n in range(6_000)))
        if sys.argv[2] == "within":
            print("within", flush=True)
            time.sleep(300)
    print("after", flush=True)
    time.sleep(300)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("moment", "rows"), [("within", 1), ("after", 6_001)])
def test_killed_it_is_all_or_nothing(folder: Path, moment: str, rows: int) -> None:
    store = Store(folder, KEY)
    add(store, "people", name="早先")
    store.close()
    process = run(BIG, folder, moment)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == moment
    assert (folder / (FILE + "-wal")).stat().st_size > 1_000_000
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    opened = Store(folder, KEY)
    try:
        opened.wait_for_index()
        counts = {count(opened, table) for table in ("people", "people_search", "changes")}
        assert counts == {rows}
        with opened.reading() as connection:
            assert list(check.problems(connection)) == []
        assert add(opened, "people", name="之后")
    finally:
        opened.close()


FULL = """
    import resource
    from laomo_desktop.domain.errors import Refused
    store = Store(folder, KEY)
    size = (folder / "laomo.db").stat().st_size + 40_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        with store.operation("导入", "放不下", "测试") as write:
            write.insert_many("people", ({"name": f"某{n}", "remark": "x" * 500} for n in range(6_000)))
    except Refused as no:
        print(no)
    with store.reading() as connection:
        print(connection.exec_driver_sql("SELECT count(*) FROM people").scalar_one())
"""


@pytest.mark.slow
def test_a_full_disk_is_one_sentence_and_changes_nothing(folder: Path) -> None:
    store = Store(folder, KEY)
    add(store, "people", name="早先")
    store.close()
    sentence, left = said(run(FULL, folder)).splitlines()
    assert sentence == "磁盘空间不足或无法写入，这次操作没有保存，请清理磁盘后再试。"
    assert left == "1"
    opened = Store(folder, KEY)
    assert count(opened, "people") == count(opened, "people_search") == 1
    with opened.reading() as connection:
        assert list(check.problems(connection)) == []
    opened.close()


def test_no_more_pages_is_a_full_disk_too(store: Store) -> None:
    add(store, "people", name="早先")
    with store.operation("导入", "", "测试") as write:
        pages = write.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        write.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(Refused, match="磁盘空间不足"), store.operation("导入", "放不下", "测试") as write:
        write.insert_many("people", ({"name": f"某{n}", "remark": "x" * 500} for n in range(500)))
    assert [values["name"] for values in alive(store, "people").values()] == ["早先"]


READ_ONLY = """
    import os
    from laomo_desktop.domain.errors import Refused
    import laomo_desktop.db.upgrade.run
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    for what in sys.argv[2:]:
        try:
            Store(Path(what), KEY)
            print("opened")
        except Refused as no:
            print(no)
"""


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_one_sentence(folder: Path) -> None:
    """Root may write anywhere: the other process becomes nobody first."""
    for path in [*folder.parents][:3]:
        path.chmod(0o755)
    empty = folder.parent / "empty"
    empty.mkdir()
    locked = folder.parent / "locked"
    locked.mkdir()
    (locked / FILE).write_bytes((folder / FILE).read_bytes())
    (locked / "laomo.lock").touch()
    (locked / "laomo.lock").chmod(0o666)
    (locked / FILE).chmod(0o444)
    for path in (folder, empty, locked):
        path.chmod(0o555)
    before = (folder / FILE).read_bytes()
    lines = said(run(READ_ONLY, folder, folder, empty, locked)).splitlines()
    for path in (folder, empty, locked):
        path.chmod(0o755)
    assert len(lines) == 3
    assert all("不能写入" in line and line.endswith("请检查文件夹权限。") for line in lines)
    assert (folder / FILE).read_bytes() == before
    assert list(empty.iterdir()) == []


def test_a_library_with_the_lost_commit_bug_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.dbapi2, "sqlite_version_info", (3, 50, 0))
    with pytest.raises(Refused, match="数据库组件版本过低"):
        Store(folder, KEY)


def test_a_new_epoch_stays(folder: Path) -> None:
    store = Store(folder, KEY)
    first = store.epoch
    store.start_epoch("换了电脑")
    second = store.epoch
    store.close()
    store = Store(folder, KEY)
    assert store.epoch == second != first
    store.close()
