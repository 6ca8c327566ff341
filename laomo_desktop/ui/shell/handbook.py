"""Where the clerk's handbook lies: in a checkout's docs, or among the installed resources."""

from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.resources import resource

CHECKOUT = Path(__file__).resolve().parents[3] / "docs" / "handbook"
FIRST = ("index.html", "handbook.pdf", "README.md", "index.md")


def handbook() -> Path | None:
    """The page to open; None if this installation has none."""
    for folder in _folders():
        for name in FIRST:
            if (folder / name).is_file():
                return folder / name
        pages = sorted(page for page in folder.glob("*") if page.suffix in (".html", ".pdf", ".md"))
        if pages:
            return pages[0]
    return None


def _folders() -> list[Path]:
    folders = [CHECKOUT] if CHECKOUT.is_dir() else []
    try:
        return [*folders, resource("handbook")]
    except Refused:
        return folders
