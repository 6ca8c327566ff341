"""Half-filled forms survive a crash: kept encrypted beside the store until saved or thrown away.

The key of the drafts is random and stands in the (encrypted) store; the files hold nothing readable without it.
"""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import orjson
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from laomo_desktop.db.files import replace_file
from laomo_desktop.domain import own_files
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.os_words import in_words
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk

SETTING = "draft_key"
FOLDER = own_files.DRAFTS
Entries = Mapping[str, str | bytes | None]
"""What stands in a form's fields: words, or a key for a chosen link."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A kept form. ``at`` is when it was last changed, in UTC."""

    at: datetime
    entries: dict[str, str | bytes | None]


def keep(desk: Desk, register: str, key: RowId | None, entries: Entries) -> None:
    """Keep what stands in the form of a row (``key`` None: of a new one), over what was kept before."""
    plain = orjson.dumps(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "entries": {n: _out(v) for n, v in entries.items()},
        }
    )
    path = _path(desk, register, key)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise Refused(f"草稿存不下（{in_words(error)}）", todo="请检查磁盘空间和文件夹权限") from error
    replace_file(path, SecretBox(_draft_key(desk)).encrypt(plain))


def texts(desk: Desk) -> list[str]:
    """What stands in all drafts, as JSON: for those who look whether something is still needed."""
    secret = _known_key(desk)
    found = []
    for path in (desk.folder / FOLDER).glob("*"):
        with suppress(OSError, CryptoError, ValueError):
            if secret is not None:
                found.append(SecretBox(secret).decrypt(path.read_bytes()).decode())
    return found


def recall(desk: Desk, register: str, key: RowId | None) -> Draft | None:
    """The draft of a form, or None. A damaged one is thrown away: it was only a draft."""
    path = _path(desk, register, key)
    secret = _known_key(desk)
    try:
        sealed = path.read_bytes()
    except OSError:
        return None
    try:
        plain = orjson.loads(SecretBox(secret).decrypt(sealed)) if secret else {}
        entries = {str(n): _in(v) for n, v in plain["entries"].items()}
        return Draft(datetime.fromisoformat(plain["at"]), entries)
    except (CryptoError, ValueError, KeyError):
        path.unlink(missing_ok=True)
        return None


def forget(desk: Desk, register: str, key: RowId | None) -> None:
    """The form was saved or given up."""
    _path(desk, register, key).unlink(missing_ok=True)


def _path(desk: Desk, register: str, key: RowId | None) -> Path:
    who = blake2b(f"{register}/{desk.user}/".encode() + (key or b"new"), digest_size=16).hexdigest()
    return desk.folder / FOLDER / f"{who}.draft"


def _known_key(desk: Desk) -> bytes | None:
    known = settings.get(desk, SETTING)
    return bytes.fromhex(known) if known else None


def _draft_key(desk: Desk) -> bytes:
    known = _known_key(desk)
    if known is not None:
        return known
    fresh = secrets.token_bytes(SecretBox.KEY_SIZE)
    settings.put(desk, SETTING, fresh.hex(), "建立草稿密钥")
    return fresh


def _out(value: str | bytes | None) -> object:
    return {"key": value.hex()} if isinstance(value, bytes) else value


def _in(value: object) -> str | bytes | None:
    if isinstance(value, dict):
        return bytes.fromhex(str(value["key"]))
    return None if value is None else str(value)
