"""Safe writing: whole or not at all, each failure in its own words; sticks and the newest package on them."""

import errno
import io
import os
import signal
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync import drives, stick
from laomo_desktop.sync.container import open_package, write_package
from tests.sync.world import CITY, DISTRICT, OTHER, PEOPLE, draft, header


def writes(data):
    def produce(file):
        file.write(data)
        return len(data)

    return produce


def refused(target, produce=None, **more):
    with pytest.raises(Refused) as told:
        stick.write_safely(target, produce or writes(b"new"), **more)
    return str(told.value)


def test_the_file_is_there_and_nothing_else(tmp_path):
    target = tmp_path / "包.lmpkg"
    target.write_bytes(b"old")
    assert stick.write_safely(target, writes(b"new")) == 3
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_whatever_fails_leaves_the_old_file(tmp_path):
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def fails(file):
        file.write(b"half")
        raise OSError(errno.EIO, "gone")

    def stops(file):
        file.write(b"half")
        raise Refused("停了")

    assert "U盘" in refused(target, fails)
    assert refused(target, stops) == "停了。"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "空间不足"), (errno.EACCES, "没有写入权限"), (errno.EROFS, "写保护"), (errno.EIO, "坏道")],
)
def test_each_error_has_its_sentence(tmp_path, number, words):
    assert words in str(stick.refusal(OSError(number, ""), tmp_path / "a"))


def test_windows_says_it_with_its_own_numbers(tmp_path):
    error = OSError(0, "")
    error.winerror = 112
    assert "空间不足" in str(stick.refusal(error, tmp_path / "a"))


def test_a_full_stick_is_noticed_before_work(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(stick.shutil, "disk_usage", lambda _: usage(9, 9, 5_000_000))
    told = refused(tmp_path / "a", lambda _: pytest.fail("began"), expect=4_500_000)
    assert "磁盘空间不足，只剩 4.8 MB，要有 5.3 MB" in told
    assert stick.write_safely(tmp_path / "a", writes(b"1"), expect=3_000_000) == 1


def test_a_pulled_stick_is_named(tmp_path):
    assert "找不到要写入的文件夹" in refused(tmp_path / "gone" / "a")


def test_what_is_read_back_must_be_what_was_written(tmp_path, monkeypatch):
    target = tmp_path / "a"
    target.write_bytes(b"old")
    monkeypatch.setattr(stick.os, "fsync", lambda _: spoil(tmp_path))
    assert "不一致" in refused(target)
    assert target.read_bytes() == b"old"


def spoil(folder):
    for part in folder.glob("*.part"):
        part.write_bytes(b"nEw")


def always_held(self, target):
    raise PermissionError(errno.EACCES, "held")


def test_a_file_held_by_windows_is_tried_again(tmp_path, monkeypatch):
    tries = []
    replace = Path.replace

    def held(self, target):
        tries.append(target)
        if len(tries) < 4:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(stick.time, "sleep", lambda _: None)
    monkeypatch.setattr(Path, "replace", held)
    assert stick.write_safely(tmp_path / "a", writes(b"1")) == 1
    assert len(tries) == 4
    monkeypatch.setattr(Path, "replace", always_held)
    assert "没有写入权限" in refused(tmp_path / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


KILLED = """
import os, signal, sys
from pathlib import Path
from laomo_desktop.sync.stick import write_safely

def dies(file):
    file.write(b"half" * 100_000)
    os.kill(os.getpid(), signal.SIGKILL)

write_safely(Path(sys.argv[1]), dies)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_killed_writer_leaves_the_old_file_and_the_next_one_tidies_up(tmp_path):
    target = tmp_path / "包[1].lmpkg"
    target.write_bytes(b"old")
    died = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
    stick.write_safely(target, writes(b"new"))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("包[1].lmpkg", b"new")]


class Pulled(io.BytesIO):
    """A file on a stick that goes away after some readings."""

    left = 2

    def read(self, size=-1):
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.EIO, "gone")
        return super().read(size)


@pytest.mark.parametrize("readings", range(5))
def test_a_stick_pulled_while_reading_is_named(tmp_path, readings):
    put(tmp_path / "a.lmpkg", 1)
    file = Pulled((tmp_path / "a.lmpkg").read_bytes())
    file.left = readings
    with pytest.raises(Refused, match="U盘可能已被拔出"):
        read_people(file)


def read_people(file):
    with open_package(file, CITY, [DISTRICT.card]) as package:
        list(package.rows("people"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path):
    tmp_path.chmod(0o500)
    assert "没有写入权限" in refused(tmp_path / "a")


MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/clerk/U\040盘 vfat rw 0 0
/dev/sdc1 /run/media/clerk/KINGSTON vfat rw 0 0
/dev/sdd1 /mnt vfat rw 0 0
tmpfs /mnted tmpfs rw 0 0
tmpfs /mnt/made-up tmpfs ro 0 0
broken
"""


def test_linux_sticks_are_those_mounted_where_desktops_do():
    assert drives.linux_sticks(MOUNTS) == [
        Path("/media/clerk/U 盘"),
        Path("/run/media/clerk/KINGSTON"),
        Path("/mnt"),
    ]
    assert isinstance(drives.sticks(), list)


class Kernel:
    """Windows with C: fixed, E: removable, F: a CD."""

    def GetLogicalDrives(self):
        return 0b110100

    def GetDriveTypeW(self, root):
        return {"C:\\": 3, "E:\\": 2, "F:\\": 5}[root]


def test_windows_sticks_are_the_removable_letters():
    assert list(drives._windows_letters(Kernel())) == ["E"]


class Machine:
    """A: is an old floppy drive, C: the disk, D: a CD, E: an empty card reader, F: a stick, Z: a network drive."""

    def __init__(self):
        self.kinds = {"A:\\": 2, "C:\\": 3, "D:\\": 5, "E:\\": 2, "F:\\": 2, "Z:\\": 4}
        self.filled = {"C:\\", "F:\\", "Z:\\"}
        self.modes = []

    def GetLogicalDrives(self):
        return sum(1 << ord(root[0]) - ord("A") for root in self.kinds)

    def GetDriveTypeW(self, root):
        return self.kinds[root]

    def SetErrorMode(self, mode):
        self.modes.append(mode)
        return 0x8000

    def GetVolumeInformationW(self, root, *_given):
        assert self.modes == [1], "no dialog may ask for a disk"
        return int(root in self.filled)


def test_windows_drives_with_nothing_in_them_are_no_sticks():
    machine = Machine()
    assert drives.windows_sticks(machine) == [Path("F:\\")]
    assert machine.modes == [1, 0x8000], "the mode of before is set again"


def test_on_windows_the_list_of_drives_is_asked(monkeypatch):
    machine = Machine()
    monkeypatch.setattr(drives.ctypes, "windll", type("Windll", (), {"kernel32": machine}), raising=False)
    assert drives.sticks() == [Path("F:\\")]


def put(path, number, to=CITY, sender=DISTRICT):
    told = header(sender, to, number)
    write_package(path, told, draft(), [PEOPLE], sender=sender, recipients=[to.card])


def test_the_newest_of_each_sender_is_found_among_rubbish(tmp_path):
    (tmp_path / "数据包").mkdir()
    put(tmp_path / "a.lmpkg", 9)
    put(tmp_path / "数据包" / "b.LMPKG", 10)
    put(tmp_path / "c.lmpkg", 3, sender=OTHER)
    put(tmp_path / "d.lmpkg", 99, to=DISTRICT, sender=CITY)
    (tmp_path / "e.lmpkg").write_bytes(b"PK rubbish")
    (tmp_path / "notes.txt").write_text("x")
    found = drives.newest_for("370600", [tmp_path, tmp_path / "pulled"])
    assert {(each.header.from_office, each.header.number) for each in found} == {("370602", 10), ("370611",
    3)}
