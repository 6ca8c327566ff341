"""What lies at a path, without ever waiting or raising."""

from pathlib import Path
from stat import S_ISREG


def is_folder(path: Path) -> bool:
    """A folder, as far as one may look: a name that is too long, or a place one has no right to, is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_odd(path: Path) -> bool:
    """Something that is no regular file: a folder, a device, or a pipe, which one would wait on for ever."""
    try:
        return not S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False
