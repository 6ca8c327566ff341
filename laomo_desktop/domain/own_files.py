"""The files a store consists of. No package, workbook or PDF ever takes their place."""

from pathlib import Path

from laomo_desktop.domain.errors import Refused

DATABASE, KEYS, LOCK = "laomo.db", "keys.json", "laomo.lock"
BACKUPS, DRAFTS = "backups", "drafts"
LOGS = ("-wal", "-shm", "-journal")
"""What the database keeps beside its file while it is open."""
_NAMES = frozenset({DATABASE, KEYS, LOCK, *(DATABASE + log for log in LOGS)})


def refuse_own(target: Path) -> None:
    """Raises `Refused` if writing to ``target`` (followed through links) would harm any store."""
    place = target.resolve()
    kept = place.parent.name in (BACKUPS, DRAFTS) and (place.parent.parent / DATABASE).exists()
    if place.name.casefold() in _NAMES or (kept and place.exists()):
        raise Refused("这是资料库自己的文件，不能覆盖", where=target.name, todo="请换一个文件名或文件夹")
