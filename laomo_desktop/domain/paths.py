"""What lies at a path, without ever waiting or raising."""

from pathlib import Path
from stat import S_ISREG


def is_odd(path: Path) -> bool:
    """Something that is no regular file: a folder, a device, or a pipe, which one would wait on for ever."""
    try:
        return not S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False
