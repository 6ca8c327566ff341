"""The exchange's files: what they are called (the kind first: a dialog that cuts a name short cuts its end), and the
small ones written so that they really lie on the stick."""

from datetime import date
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


def put(path: Path, data: bytes) -> Path:
    """All of ``data``, read back and compared. Raises `Refused`; an older file of that name then stays."""
    write_safely(path, lambda file: file.write(data), expect=len(data))
    return path
