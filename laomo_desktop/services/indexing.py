"""The search index: caught up before a command ends, made anew where it does not fit the rows."""

from laomo_desktop.db import check
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.services import keeping
from laomo_desktop.services.desk import Desk

REBUILT = "搜索索引与记录不符，已按记录重新建好"


def catch_up(desk: Desk, progress: Progress = silent) -> None:
    """Index what large operations left for the background. Cancelled, the rest waits for the next time."""
    desk.store.catch_up_index(progress)


def rebuild(desk: Desk, progress: Progress = silent) -> None:
    """Make the whole index anew; nothing else is touched."""
    desk.store.rebuild_index(progress)


def heal(desk: Desk, progress: Progress = silent) -> str:
    """Make the index anew where it does not fit the rows; what was done in one sentence, empty where nothing was."""
    catch_up(desk, progress)
    with desk.store.reading() as connection:
        if not check.index_problems(connection):
            return ""
    rebuild(desk, progress)
    return f"{REBUILT}。"


def checked(desk: Desk, progress: Progress = silent) -> tuple[list[str], str]:
    """The store read through: what is wrong with it, and what of its index was healed (empty: nothing)."""
    found = keeping.check(desk, progress)
    if not found:
        return found, ""
    try:
        healed = heal(desk, progress)
    except Refused:  # the pages themselves are damaged
        return found, ""
    return (keeping.check(desk, progress), healed) if healed else (found, "")
