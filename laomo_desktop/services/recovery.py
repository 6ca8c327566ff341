"""Ways back into a store: the sheet with the recovery code, and whose password opens a backup."""

import re
from datetime import datetime
from pathlib import Path

from laomo_desktop.db import backup_face
from laomo_desktop.db.backup_face import Face
from laomo_desktop.db.vault import GROUPS
from laomo_desktop.domain.errors import Refused
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.printing.papers import Recovery
from laomo_desktop.services import scanning
from laomo_desktop.services.desk import Desk

_CODE = re.compile(rf"\d{{5}}(-\d{{5}}){{{GROUPS - 1}}}")


def sheet(desk: Desk, code: str) -> bytes:
    """The recovery sheet to be sealed, as PDF."""
    groups = tuple(code.split("-"))
    return FORMS["recovery"].draw(
        Recovery(desk.office.full, desk.store.store_id.hex()[:8], groups, datetime.now())
    )


def read(picture: Path) -> str:
    """The recovery code on a picture or PDF of the sheet. Raises `Refused` when there is none on it."""
    said = scanning.read(picture, "找回单")
    if not _CODE.fullmatch(said):
        raise Refused("这个二维码不是找回码", where=picture.name, todo="请选择找回单的照片、扫描件或 PDF")
    return said


def copy_of(source: Path) -> Face:
    """Whose copy a backup file is, of when, and who may open it. Raises `Refused` for what is no backup."""
    return backup_face.face(source)
