"""The file of wrapped keys as a file: read and written, nothing opened. The login page needs no more than this."""

import json
from pathlib import Path
from typing import Any

from laomo_desktop.db.files import replace_file
from laomo_desktop.domain import own_files
from laomo_desktop.domain.errors import Refused

FILE = own_files.KEYS


def read(path: Path) -> dict[str, Any]:
    """The book of keys; an empty one where there is none. Raises `Refused` when it is damaged or cannot be read."""
    if not path.exists():
        return {"users": {}}
    try:
        book: dict[str, Any] = json.loads(path.read_bytes())
        if not isinstance(book["users"], dict):
            raise ValueError
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise Refused("钥匙文件已损坏，打不开资料库", where=path.name, todo="请从备份恢复") from None
    return book


def write(path: Path, book: dict[str, Any]) -> None:
    """Raises `Refused` when the disk says no; the file then holds what it held."""
    replace_file(path, json.dumps(book, ensure_ascii=False, indent=2).encode())


def logins(folder: Path) -> list[str]:
    """Who can log in to the store in ``folder``, in the order they were added. Raises `Refused` without the file."""
    if not (folder / FILE).exists():
        raise Refused("钥匙文件不见了，打不开资料库", where=FILE, todo="请从备份恢复")
    return list(read(folder / FILE)["users"])


def office(folder: Path) -> str | None:
    """Whose store this is: the office's code, which is no secret; None if nobody told it yet."""
    return read(folder / FILE).get("office")


def tell_office(folder: Path, code: str) -> None:
    """Note whose store this is, so that a backup of another office does not take its place by a slip."""
    book = read(folder / FILE)
    if book.get("office") != code:
        write(folder / FILE, {**book, "office": code})
