"""The strip above a form: a draft that an earlier run left is offered; thrown away, it can be fetched back at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from laomo_desktop.services.drafts import Draft
from laomo_desktop.ui.form.drafting import offered
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.buttons import button, label


class DraftOffer(QFrame):
    """``taken`` brings the draft into the form, ``fetched`` one just thrown away; ``dropped`` tells that it went."""

    taken = Signal(object)
    fetched = Signal(object)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.waiting: Draft | None = None
        self._thrown: Draft | None = None
        self.words = label("", "warning", wrap=True)
        self.restorer = button("恢复", self.restore, role="primary")
        self.dropper = button("丢弃", self.drop, tip="不要这份草稿；丢弃后还可以马上找回")
        self.fetcher = button("找回", self.fetch_back, tip="把刚丢弃的草稿填回来")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.words, 1)
        for made in (self.restorer, self.dropper, self.fetcher):
            row.addWidget(made)

    def put(self, draft: Draft | None) -> None:
        """Offer a draft, or nothing."""
        self.waiting = draft
        if draft is not None:
            self._say(offered(draft))
        else:
            self.hide()

    def clear(self) -> None:
        """The form was saved: there is nothing to fetch back any more."""
        self._thrown = None
        self.hide()

    @guarded
    def restore(self) -> None:
        """Go on where the crash was."""
        if self.waiting is not None:
            self.taken.emit(self._gone(self.waiting))

    @guarded
    def drop(self) -> None:
        """Throw it away; until the form is left it can be fetched back."""
        self._thrown, self.waiting = self.waiting, None
        self._say("草稿已丢弃。", thrown=True)
        self.dropped.emit()

    @guarded
    def fetch_back(self) -> None:
        """The draft just thrown away after all."""
        if self._thrown is not None:
            self.fetched.emit(self._gone(self._thrown))

    def _gone(self, draft: Draft) -> Draft:
        self.waiting = self._thrown = None
        self.hide()
        return draft

    def _say(self, words: str, *, thrown: bool = False) -> None:
        self.words.setText(words)
        self.restorer.setVisible(not thrown)
        self.dropper.setVisible(not thrown)
        self.fetcher.setVisible(thrown)
        self.show()
