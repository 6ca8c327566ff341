"""Ways back into a store: the sheet with the recovery code, and whose password opens a backup."""

from datetime import datetime
from pathlib import Path

from laomo_desktop.db import backup
from laomo_desktop.db.vault import Vault
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.papers import Recovery
from laomo_desktop.services.desk import Desk


def sheet(desk: Desk, code: str) -> bytes:
    """The recovery sheet to be sealed, as PDF."""
    groups = tuple(code.split("-"))
    return FORMS["recovery"].draw(
        Recovery(desk.office.full, desk.store.store_id.hex()[:8], groups, datetime.now())
    )


def logins_of(source: Path) -> list[str]:
    """Who may open the store in a backup file. Raises `Refused` for what is no backup."""
    with backup.unpacked(source) as copy:
        return Vault(copy).logins()
