"""Where a file is saved: a dialog that opens in a folder that is there, and a name with its ending."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

EXCEL = "Excel 工作簿 (*.xlsx)"


def ask_where(parent: QWidget, title: str, suggested: Path, kinds: str = EXCEL, ending: str = ".xlsx") -> Path | None:
    """The file the clerk chose, with ``ending``; None if she thought better of it.

    A documents folder that is missing is made; where that cannot be, the dialog opens in the nearest that is there.
    """
    start = there(suggested.parent) / suggested.name
    chosen, _ = QFileDialog.getSaveFileName(parent.window(), title, str(start), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def there(folder: Path) -> Path:
    """``folder``, made if it was missing; else the nearest above it that exists, else the user's home."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        above = next((one for one in folder.parents if one.is_dir() and one != Path(one.anchor)), None)
        return above or Path.home()
    return folder
