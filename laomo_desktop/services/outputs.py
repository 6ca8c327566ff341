"""A file made for the clerk, to where she wants it: all of it or nothing, and never over a store's own."""

from pathlib import Path

from laomo_desktop.db.files import replace_file
from laomo_desktop.domain.own_files import refuse_own


def put(target: Path, content: bytes) -> None:
    """``target`` holds ``content``, or what it held before. Raises `Refused` when the disk says no."""
    refuse_own(target)
    replace_file(target, content)
