"""The draft of a form: kept while it is being filled, offered after a crash, forgotten when saved or given up."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import drafts
from laomo_desktop.services.drafts import Draft
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.fields import Entries

PAUSE = 500
"""Milliseconds between writes of a draft while the clerk types."""


class Drafting(QObject):
    """``due`` asks for the entries to keep: connect it to something that calls `keep`."""

    due = Signal()

    def __init__(self, context: Context, register: str, key: RowId | None, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._register, self._key = context, register, key
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.due)

    def recall(self) -> Draft | None:
        """What an earlier run left."""
        return drafts.recall(self._context.desk, self._register, self._key)

    def touched(self) -> None:
        """Something was edited: keep it soon."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self, entries: Entries) -> None:
        """Write the draft, off the window's thread."""
        desk, register, key = self._context.desk, self._register, self._key
        self._context.runner.do(
            lambda _progress: drafts.keep(desk, register, key, entries), _kept,
            label="保存草稿", failed=_not_kept, quiet=True,
        )

    def stop(self) -> None:
        """Keep nothing more (the window closes)."""
        self._timer.stop()

    def forget(self) -> None:
        """Saved, or given up (queued behind what is being kept)."""
        self.stop()
        desk, register, key = self._context.desk, self._register, self._key
        self._context.runner.do(
            lambda _progress: drafts.forget(desk, register, key), _kept, label="清除草稿", failed=_not_kept, quiet=True
        )


def offered(draft: Draft, now: datetime | None = None) -> str:
    """有一份未保存的草稿（3月6日 14:05）"""
    at, today = draft.at.astimezone(), (now or datetime.now()).astimezone()
    day = "今天" if at.date() == today.date() else f"{at.month}月{at.day}日"
    return f"有一份未保存的草稿（{day} {at:%H:%M}）"


def _kept(_nothing: None) -> None:
    """Nobody needs to hear of it."""


def _not_kept(_no: Refused) -> None:
    """A draft is a courtesy: saving itself will say what is wrong with the disk."""
