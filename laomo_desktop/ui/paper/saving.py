"""A PDF to the disk: all of it or nothing, and never silently over another."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from laomo_desktop.services import outputs
from laomo_desktop.ui.widgets.where import ask_where


def free_name(path: Path) -> Path:
    """``path``, or with (2), (3) … where it is taken."""
    for number in range(2, 1000):
        if not path.exists():
            break
        path = path.with_name(f"{path.stem.removesuffix(f'({number - 1})')}({number}){path.suffix}")
    return path


def ask_and_save(parent: QWidget, pdf: bytes, suggested: Path) -> Path | None:
    """Ask where, then write; None if the clerk thought better of it. Raises `Refused`."""
    path = ask_where(parent, "另存为 PDF", free_name(suggested), "PDF 文件 (*.pdf)", ".pdf")
    if path is not None:
        outputs.put(path, pdf)
    return path
