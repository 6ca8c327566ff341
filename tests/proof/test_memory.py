"""Small files that would be large: refused before memory or time goes. Each in a process of its own with a limit."""

import multiprocessing
import resource
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync.container import open_package
from laomo_desktop.sync.keys import new_identity
from laomo_desktop.sync.model import Writer
from laomo_desktop.sync.wire import unpacked
from laomo_desktop.sync.writing import WriterBook, write_package
from tests.proof.hostile import FRAME, Forge, row, rows
from tests.sync.world import draft, header

DISTRICT = new_identity("370602", "烟台市芝罘区总工会", "d1" * 16)
CITY = new_identity("370600", "烟台市总工会", "c1" * 16)
FORGE = Forge(DISTRICT, CITY.card, Writer("d1" * 16, "0e" * 16))
MIB = 1024 * 1024
FLOOR = 64 * MIB
"""Below that, memory is the interpreter's own and what a piece, a window and a line need; above, ten times the file."""
COLUMNS = (*FRAME, "name")


def table(plain: bytes, count: int = 1) -> bytes:
    return FORGE.package([("people", COLUMNS, plain, count)])


BOMBS: dict[str, Callable[[], bytes]] = {
    "a manifest of lists": lambda: FORGE.package(raw=b"[" + b"[]," * 20 * MIB + b"[]]"),
    "a manifest of blanks": lambda: FORGE.package(raw=b" " * 63 * MIB),
    "a small manifest of lists": lambda: FORGE.package(raw=b"[" + b"[]," * (MIB // 4) + b"[]]"),
    "a line of lists": lambda: table(b"[" + b"[]," * MIB + b"[]]\n"),
    "a line of numbers": lambda: table(b"[[" + b"1000," * (MIB // 2) + b"1]]\n"),
    "a line of blanks": lambda: table(b" " * 15 * MIB + b"\n"),
    "no line end": lambda: table(b" " * 100 * MIB),
    "many empty lines": lambda: table(b"[]\n" * 5 * MIB),
    "zeros": lambda: table(bytes(100 * MIB)),
    "a million rows claimed": lambda: table(rows(row("某")), 10**15),
}


def _open(path: Path, limit: int) -> None:
    """In a child: 0 for read, 5 for refused; anything else is a fault."""
    own = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (own + limit, own + limit))
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    try:
        with open_package(path, CITY, [DISTRICT.card]) as package:
            for info in package.manifest.tables:
                for _ in unpacked(package.rows(info), info.columns, {"name"}, package.manifest.writers):
                    pass
    except Refused:
        raise SystemExit(5) from None


def _most(path: Path) -> int:
    return max(FLOOR, 10 * path.stat().st_size)


def opened(path: Path) -> int | None:
    """How opening it ends where no more memory than ten times the file (or the floor) can be had."""
    child = multiprocessing.get_context("fork").Process(target=_open, args=(path, _most(path)))
    child.start()
    child.join(60)
    return child.exitcode


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.lmpkg"
    path.write_bytes(BOMBS[name]())
    assert path.stat().st_size < 100_000
    assert opened(path) == 5


def test_an_honest_package_is_read_in_that_memory_too(tmp_path: Path) -> None:
    path = tmp_path / "honest.lmpkg"
    people = ([f"{n:032x}", 0, None, 0, 1, None, None, f"虚构{n * 7919 % 10007}"] for n in range(300_000))

    write(path, people)
    assert path.stat().st_size > MIB
    assert opened(path) == 0


def write(path: Path, people: Iterable[Sequence[Any]]) -> None:
    book = WriterBook()
    book.number(FORGE.writer)
    table = ("people", COLUMNS, people)
    to = header(DISTRICT, CITY)
    write_package(path, to, draft(), [table], sender=DISTRICT, recipients=[CITY.card], book=book)


def test_what_the_writer_writes_its_reader_reads(tmp_path: Path) -> None:
    """Texts full of commas make shorter lines; a text no line can hold is refused when written, not when read."""
    path = tmp_path / "commas.lmpkg"
    texts = [[f"{n:032x}", 0, None, 0, 1, None, None, "，,[{" * 30_000] for n in range(6)]
    write(path, texts)
    with open_package(path, CITY, [DISTRICT.card]) as package:
        assert list(package.rows("people")) == texts
    endless = [[*texts[0][:-1], "," * 300_000]]
    with pytest.raises(Refused, match="太长"):
        write(path, endless)
