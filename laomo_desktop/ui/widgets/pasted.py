"""A file meant by what was pasted: its path as text, in quotes, or as an address of the file manager."""

from pathlib import Path

from PySide6.QtCore import QUrl

from laomo_desktop.domain.errors import Refused

WORKBOOKS = frozenset({".xlsx", ".xls", ".csv"})


def pasted_file(text: str) -> Path | None:
    """The workbook that ``text`` names; None if it is no path of one. Raises `Refused` when the file is not there."""
    words = text.strip().strip("\"'“”").strip()
    if not words or "\n" in words or "\t" in words:
        return None
    url = QUrl(words)
    path = Path(url.toLocalFile() if url.isLocalFile() else words)
    if path.suffix.lower() not in WORKBOOKS:
        return None
    if not _is_file(path):
        # A lone name of a workbook is a path gone wrong, not a row to import.
        raise Refused(f"找不到文件“{path.name}”", todo="请检查路径，或点“选择文件”")
    return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # too long for a name, or a stick just pulled out
        return False
