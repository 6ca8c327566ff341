"""A file that cannot be read just now: the reason in words, nothing noted against the package, and it can be tried again."""

import errno
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange.inspecting import inspect_all
from laomo_desktop.services.exchange.rehearsal import look
from laomo_desktop.sync import reading
from laomo_desktop.sync.container import Unreadable
from laomo_desktop.sync.source import CheckedFile
from tests.people import RARE_NAME, make_people
from tests.services.exchange.world import CITY, ZHIFU, add, dump

HELD = PermissionError(errno.EACCES, "being used by another process")
HELD.winerror = 32  # type: ignore[attr-defined]


@pytest.fixture
def sent(world):
    for person in make_people(3):
        add(world[ZHIFU], person, name=RARE_NAME)
    return world.report(ZHIFU).path


def opening_fails(monkeypatch, *errors):
    """The next tries to open a package end so."""
    waiting, truly = list(errors), Path.open

    def opened(self, *given, **more):
        if self.suffix == ".lmpkg" and waiting:
            raise waiting.pop(0)
        return truly(self, *given, **more)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(reading.time, "sleep", lambda _seconds: None)


def test_a_file_that_a_scanner_holds_for_a_moment_is_waited_for(world, sent, monkeypatch):
    opening_fails(monkeypatch, HELD, HELD)
    assert exchange.take_in(world[CITY], sent).total.new == 3


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (HELD, "正被另一个程序占用"),
        (PermissionError(errno.EACCES, "denied"), "没有权限读取"),
        (FileNotFoundError(errno.ENOENT, "gone"), "文件是否还在"),
        (OSError(errno.EIO, "broken"), "有坏道"),
    ],
)
def test_why_a_file_cannot_be_opened_is_told(world, sent, monkeypatch, error, words):
    before = dump(world[CITY])
    opening_fails(monkeypatch, *[error] * 20)
    with pytest.raises(Unreadable, match=words) as told:
        look(world[CITY], sent)
    assert sent.name in told.value.sentence
    assert dump(world[CITY]) == before


@pytest.mark.parametrize("error", [OSError(errno.EIO, "broken"), HELD])
def test_a_stick_that_fails_in_the_middle_is_no_fault_of_the_package(world, sent, monkeypatch, error):
    truly = CheckedFile.read_at
    tries = []

    def failing(self, offset, length):
        tries.append(offset)
        if len(tries) == 5:  # the rows: manifest and header are read by then
            raise reading.layout.unreadable(error) from error
        return truly(self, offset, length)

    before = dump(world[CITY])
    monkeypatch.setattr(CheckedFile, "read_at", failing)
    with pytest.raises(Unreadable):
        exchange.take_in(world[CITY], sent)
    assert len(tries) >= 5
    assert dump(world[CITY]) == before, "the ledger too: 退回 would go to the district with the next receipt"
    assert exchange.take_in(world[CITY], sent).total.new == 3


def test_checking_a_large_file_can_be_cancelled(world, sent):
    def stop(_done, _total, text=""):
        if "核对数据包" in text:
            raise Cancelled

    before = dump(world[CITY])
    with pytest.raises(Cancelled):
        exchange.take_in(world[CITY], sent, stop)
    assert dump(world[CITY]) == before


def test_looking_at_many_ends_within_a_file(world, sent):
    asked = []

    def stop(*given):
        asked.append(given)
        if len(asked) == 2:  # not before the next file, but while this one is read
            raise Cancelled

    with pytest.raises(Cancelled):
        inspect_all(world[CITY], [sent], stop)
    assert asked[0] == asked[1]


def test_a_name_no_system_takes_is_refused(world):
    with pytest.raises(Refused, match="打不开数据包文件"):
        exchange.take_in(world[CITY], Path("长" * 300 + ".lmpkg"))
