"""The exchange's files: what they are called (the kind first: a dialog that cuts a name short cuts its end), and the
small ones written so that they really lie on the stick."""

from collections.abc import Callable
from datetime import date
from itertools import chain, count
from pathlib import Path

from laomo_desktop.domain.offices import Office
from laomo_desktop.sync.stick import write_safely

PACKAGE, RETURN, MOVE = "数据包", "回执包", "换机包"
REQUEST, ANSWER, BACKUP, COVER = "登记申请", "登记答复", "备份", "封面"
PACKAGE_SUFFIX, KEY_SUFFIX = ".lmpkg", ".lmkey"


def file_name(kind: str, office: Office, suffix: str, number: int = 0, day: date | None = None) -> str:
    """回执包_芝罘区_第3包_20260702.lmpkg: kind, whose it is (or for whom), number where it has one, day."""
    parts = (kind, office.short, f"第{number}包" if number else "", f"{day or date.today():%Y%m%d}")
    return "_".join(part for part in parts if part) + suffix


def free(path: Path, own: Callable[[Path], bool] = lambda _: False) -> Path:
    """``path``, or its name with （2）, （3）… where a file lies that is not our ``own``.

    Two computers of one office bring packages of one number on one stick: neither may take the other's place.
    """
    numbered = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in count(2))
    return next(each for each in chain([path], numbered) if not each.exists() or own(each))


def put(path: Path, data: bytes) -> Path:
    """All of ``data``, read back and compared. Raises `Refused`; an older file of that name then stays."""
    write_safely(path, lambda file: file.write(data), expect=len(data))
    return path
