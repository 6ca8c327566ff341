"""The composition root: the only place that opens the store and wires services, window and commands."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs

from laomo_desktop.domain import own_files
from laomo_desktop.domain.lazy import lazy

NAME = "laomo_desktop"

def store_folder(told: Path | None) -> Path:
    """Where the store lies: as told, as LAOMO_STORE says, or the user's data folder."""
    if told is not None:
        return told
    named = os.environ.get("LAOMO_STORE", "")
    return Path(named) if named else Path(platformdirs.user_data_dir(NAME, appauthor=False))


def run_window(folder: Path | None) -> int:
    """Open the window on the store in ``folder`` (None: the usual place); returns the process's exit code."""
    session = lazy("laomo_desktop.ui.session")
    exit_code: int = session.run(_doors(), store_folder(folder), folder is None and "LAOMO_STORE" not in os.environ)
    return exit_code


def _doors() -> Any:
    """Each way into a store, behind a function that imports what it needs when it is first used."""
    return lazy("laomo_desktop.ui.start.doors").Doors(
        exists=lambda folder: (folder / own_files.DATABASE).exists(),
        logins=_late("db.key_book", "logins"),
        create=_late("services.desk", "create"),
        enter=_late("services.desk", "enter"),
        enter_by_recovery=_late("services.desk", "enter_by_recovery"),
        restore=_late("services.keeping", "restore"),
        restore_with_code=_late("services.keeping", "restore_with_code"),
        read_sheet=_late("services.recovery", "read"),
        copy_of=_late("services.recovery", "copy_of"),
        sticks=_late("sync.drives", "sticks"),
        fill=_late("services.demo", "fill"),
        recovery_sheet=_late("services.recovery", "sheet"),
        daily_backup=_late("services.housekeeping", "daily"),
        warm_up=lambda: lazy("laomo_desktop.ui.shell.window"),
    )


def _late(module: str, name: str) -> Callable[..., Any]:
    def call(*given: Any) -> Any:
        return getattr(lazy(f"{NAME}.{module}"), name)(*given)

    return call
