"""Copies: whole, thinned, restored without losing what stood there, and refused in words."""

import os
import shutil
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.db import backup
from laomo_desktop.db.backup import Backup
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.domain.errors import Cancelled, Refused
from tests.db.conftest import KEY
from tests.db.looking import add, alive, count
from tests.people import RARE_NAME


@pytest.fixture
def kept(store: Store) -> Store:
    (store.folder / "keys.json").write_text('{"users": {}}', "utf-8")
    add(store, "people", name=RARE_NAME)
    return store


def names(store: Store) -> list[str]:
    return [values["name"] for values in alive(store, "people").values()]


def test_a_copy_holds_what_is_still_in_the_log(kept: Store, tmp_path: Path) -> None:
    assert (kept.folder / (FILE + "-wal")).stat().st_size > 0
    backup.make(kept, tmp_path / "u" / "copy.lmbak")
    target = tmp_path / "other"
    backup.restore(tmp_path / "u" / "copy.lmbak", target)
    opened = Store(target, KEY)
    assert names(opened) == [RARE_NAME]
    opened.close()
    assert [path.name for path in (tmp_path / "u").iterdir()] == ["copy.lmbak"]


def test_a_copy_is_refused_while_a_reading_keeps_the_log(kept: Store, tmp_path: Path) -> None:
    with kept._writer.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[union-attr]
    with kept.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM people").scalar_one()
        add(kept, "people", name="后来")
        with pytest.raises(Refused, match="没有备份成"):
            backup.make(kept, tmp_path / "copy.lmbak")
    assert not list(tmp_path.glob("copy*"))
    backup.make(kept, tmp_path / "copy.lmbak")
    assert add(kept, "people", name="照常")


def test_a_computer_in_1970_makes_copies_too(kept: Store, tmp_path: Path) -> None:
    os.utime(kept.folder / "keys.json", (0, 0))
    backup.make(kept, tmp_path / "copy.lmbak")
    assert zipfile.ZipFile(tmp_path / "copy.lmbak").testzip() is None


def test_a_copy_for_elsewhere_is_read_back(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "copy.lmbak"
    old.write_bytes(b"old")
    real = zipfile.ZipExtFile.read

    def worn(part: zipfile.ZipExtFile, size: int = -1) -> bytes:
        data = real(part, size)
        if part.name == FILE and data:
            raise zipfile.BadZipFile("Bad CRC-32")
        return data

    with monkeypatch.context() as broken:
        broken.setattr(zipfile.ZipExtFile, "read", worn)
        with pytest.raises(Refused, match=r"copy\.lmbak：写入后读回的内容不一致"):
            backup.make(kept, old)
        assert [path.name for path in tmp_path.glob("copy*")] == ["copy.lmbak"]
        assert old.read_bytes() == b"old"
    told: list[tuple[int, int, str]] = []
    backup.make(kept, old, progress=lambda *step: told.append(step))
    assert {text for _, _, text in told} == {"正在写", "正在读回核对"}
    assert told[-1][0] == told[-1][1] > kept.path.stat().st_size


def test_a_copy_that_is_stopped_leaves_nothing(kept: Store, tmp_path: Path) -> None:
    def stop(_done: int, _total: int, _text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backup.make(kept, tmp_path / "copy.lmbak", progress=stop)
    assert not list(tmp_path.glob("copy*"))
    assert add(kept, "people", name="照常")


def test_a_copy_never_lands_on_the_store_itself(kept: Store) -> None:
    with pytest.raises(Refused, match="资料库自己的文件"):
        backup.make(kept, kept.path)
    assert names(kept) == [RARE_NAME]


@pytest.mark.parametrize("place", ["file/copy.lmbak", "x" * 300])
def test_where_no_file_can_be_is_one_sentence(kept: Store, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match=r"备份没有写成（[\u4e00-\u9fff]+）"):
        backup.make(kept, tmp_path / place)


def test_what_stood_there_is_kept(kept: Store, tmp_path: Path) -> None:
    backup.make(kept, tmp_path / "copy.lmbak")
    add(kept, "people", name="备份之后")
    folder, epoch = kept.folder, kept.epoch
    kept.close()
    for _ in range(2):
        backup.restore(tmp_path / "copy.lmbak", folder)
    backup.new_epoch(folder / FILE, KEY)
    opened = Store(folder, KEY)
    assert names(opened) == [RARE_NAME]
    assert opened.epoch != epoch
    opened.close()
    asides = [made.path for made in backup.listing(folder) if made.occasion.startswith("恢复前")]
    assert len(asides) == 2
    counts = []
    for number, aside in enumerate(asides):
        backup.restore(aside, tmp_path / f"aside{number}")
        old = Store(tmp_path / f"aside{number}", KEY)
        counts.append(count(old, "people"))
        old.close()
    assert sorted(counts) == [1, 2]
    assert not list(folder.glob("*.new"))


def test_a_store_set_aside_brings_its_log(kept: Store, tmp_path: Path) -> None:
    """A killed program leaves its last writes in the log alone."""
    backup.make(kept, tmp_path / "copy.lmbak")
    add(kept, "people", name="还在日志里")
    crashed = tmp_path / "crashed"
    shutil.copytree(kept.folder, crashed)
    assert (crashed / "laomo.db-wal").stat().st_size
    backup.restore(tmp_path / "copy.lmbak", crashed)
    [aside] = [made.path for made in backup.listing(crashed)]
    backup.restore(aside, tmp_path / "back")
    old = Store(tmp_path / "back", KEY)
    assert "还在日志里" in names(old)
    old.close()


def test_nothing_is_restored_over_an_open_store(kept: Store, tmp_path: Path) -> None:
    backup.make(kept, tmp_path / "copy.lmbak")
    with pytest.raises(Refused, match="程序已经打开了这个资料库"):
        backup.restore(tmp_path / "copy.lmbak", kept.folder)
    assert names(kept) == [RARE_NAME]


def damaged(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "short":
        path.write_bytes(content[: len(content) // 2])
    elif how == "altered":
        content[len(content) // 3] ^= 1
        path.write_bytes(content)
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "other":
        path.write_text("这是一封信", "utf-8")
    elif how == "zip":
        with zipfile.ZipFile(path, "w") as bundle:
            bundle.writestr("word/document.xml", "x")
    elif how == "compressed":
        with zipfile.ZipFile(path) as sound:
            parts = {name: sound.read(name) for name in sound.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, part in parts.items():
                bundle.writestr(name, part)


@pytest.mark.parametrize("how", ["short", "altered", "empty", "other", "zip", "compressed"])
def test_what_is_no_sound_copy_changes_nothing(kept: Store, tmp_path: Path, how: str) -> None:
    path = tmp_path / "copy.lmbak"
    backup.make(kept, path)
    damaged(path, how)
    kept.close()
    before = {p: p.read_bytes() for p in kept.folder.rglob("*") if p.is_file()}
    with pytest.raises(Refused, match=r"copy\.lmbak：这不是本程序的备份，或文件已损坏"):
        backup.restore(path, kept.folder)
    assert {p: p.read_bytes() for p in kept.folder.rglob("*") if p.is_file()} == before
    with pytest.raises(Refused, match="没有这个文件"):
        backup.restore(tmp_path / "none.lmbak", kept.folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in a folder")
def test_a_pipe_is_not_waited_on(kept: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "copy.lmbak")
    kept.close()
    with pytest.raises(Refused, match="这不是一个文件"):
        backup.restore(tmp_path / "copy.lmbak", kept.folder)


NOW = datetime(2026, 7, 1, 12)


@given(ages=st.lists(st.integers(0, 400 * 24 * 4), max_size=90, unique=True))
def test_thinning_keeps_recent_ones_and_one_of_each_span(ages: list[int]) -> None:
    """Quarters of an hour back from now. What goes has a newer one of its hour, day, week or month that stays."""
    backups = [Backup(Path(f"{age}"), NOW - timedelta(minutes=15 * age), "每日") for age in ages]
    gone = {b.at for b in backup.surplus(backups, NOW)}
    stay = [b.at for b in backups if b.at not in gone]
    newest = sorted((b.at for b in backups), reverse=True)[: backup.NEWEST]
    assert set(newest) <= set(stay)
    for at in gone:
        days = (NOW - at) / timedelta(days=1)
        span = 1 / 24 if days < 2 else 1 if days < 14 else 7 if days < 62 else 31
        assert any(timedelta(0) < other - at < timedelta(days=span) for other in stay)
    old = [at for at in stay if NOW - at > timedelta(days=62) and at not in newest]
    assert len({(at.year, at.month) for at in old}) == len(old)
    assert backup.surplus([b for b in backups if b.at not in gone], NOW) == []


def test_a_years_work_of_fourteen_districts_a_week_leaves_days_weeks_and_months(tmp_path: Path) -> None:
    """Each day a copy, each Monday fourteen more in one hour, one restore in March: walked day by day as it happens."""
    there: list[Backup] = []
    for day in range(365):
        now = datetime(2026, 1, 1, 9) + timedelta(days=day)
        there.append(Backup(Path(f"{day}"), now, "每日"))
        if now.weekday() == 0:
            there += [Backup(Path(f"{day}-{n}"), now + timedelta(minutes=n), "收包前") for n in range(1, 15)]
        if day == 70:
            there.append(Backup(Path("lost"), now - timedelta(hours=1), "恢复前"))
        gone = {b.path for b in backup.surplus(there, now + timedelta(hours=1))}
        there = [b for b in there if b.path not in gone]
        assert len(there) < 45
    ages = sorted((now.date() - b.at.date()).days for b in there)
    assert Path("lost") in {b.path for b in there}, "what the restore replaced is nowhere else"
    assert {*range(14)} <= set(ages)
    assert len([age for age in ages if 14 <= age < 62]) >= 6
    assert len({b.at.month for b in there}) == 12


def test_a_clock_years_ahead_pushes_no_recent_copy_out() -> None:
    recent = [Backup(Path(f"{n}"), NOW - timedelta(hours=n), "收包前") for n in range(1, backup.NEWEST)]
    ahead = Backup(Path("ahead"), NOW + timedelta(days=3650), "每日")
    assert backup.surplus([*recent, ahead], ahead.at) == []


def test_every_copy_in_the_store_removes_what_is_surplus(kept: Store) -> None:
    folder = kept.folder / "backups"
    folder.mkdir(exist_ok=True)
    for n in range(40):
        (folder / f"20200301-08{n:02d}00-收包前.lmbak").touch()
    made = backup.make_in_store(kept, "收包前")
    assert made.exists()
    assert len(backup.listing(kept.folder)) == backup.NEWEST


def test_the_list_is_newest_first_and_passes_strangers_by(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("20260301-080000-每日.lmbak", "20260302-080000-导入前.lmbak", "自己放的.lmbak", "x.txt"):
        (folder / name).touch()
    assert [(b.at.day, b.occasion) for b in backup.listing(tmp_path)] == [(2, "导入前"), (1, "每日")]
    assert backup.listing(tmp_path / "none") == []
