"""python -m laomo_desktop: without a command the window, else the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from laomo_desktop import app
from laomo_desktop.domain.lazy import lazy


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 done, 1 refused, 2 wrong usage (the command line's own, or the window's)."""
    given = list(sys.argv[1:] if argv is None else argv)
    window, folder = _wants_window(given)
    if window and _has_screen():
        return app.run_window(folder)
    exit_code: int = lazy("laomo_desktop.cli").main(given)
    return exit_code


def _wants_window(given: Sequence[str]) -> tuple[bool, Path | None]:
    """Whether nothing but perhaps ``--store DIR`` was said, and that folder."""
    match [part for word in given for part in word.split("=", 1)]:
        case []:
            return True, None
        case ["--store", folder]:
            return True, Path(folder)
    return False, None


def _has_screen() -> bool:
    """Windows and macOS always have one; Linux where a display server is told (or Qt is told what to use)."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
