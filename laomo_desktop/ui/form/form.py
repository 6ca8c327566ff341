"""The one form: the fields of a row, checked as they are left, saved by Ctrl+S, kept as a draft meanwhile."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Kind, RowId, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import making, registers
from laomo_desktop.services.drafts import Draft
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.checking import Checking
from laomo_desktop.ui.form.draft_offer import DraftOffer
from laomo_desktop.ui.form.drafting import Drafting
from laomo_desktop.ui.form.fields import Entries, Fields
from laomo_desktop.ui.form.offers import Offer, offers_of
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label, shortcut, toned

SAVE, LEAVE, STAY = "保存", "不保存", "继续编辑"


class Form(QWidget):
    """Row ``key`` of a register, or a new one starting with ``values``.

    ``fixed`` values go with every save without being shown (an honour's person). ``saved`` tells the `Done` and
    whether another new row is wanted; ``twin_asked`` the key of the record a warning speaks of.
    """

    saved = Signal(object, bool)
    close_asked = Signal()
    twin_asked = Signal(bytes)

    def __init__(
        self, context: Context, register: str, key: RowId | None = None, values: Mapping[str, object] | None = None,
        fixed: Mapping[str, Value] | None = None, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self.reg, self.key = context, REGISTERS[register], key
        self.fields = Fields(context, self.reg, key)
        self.checking = Checking(context.desk, self.reg, self.fields, key)
        self.checking.fixed = dict(fixed or {})
        self.drafting = Drafting(context, _draft_of(register, self.checking.fixed), key, self)
        self._start = dict(values or {})
        self._before: Entries = {}
        self._sent_entries: Entries = {}
        self._saving = False
        self._wants_next = False
        self._close_after = False
        self.offer = DraftOffer()
        self._lay_out()
        self._connect()
        self.load()
        self.offer.put(self.drafting.recall())

    # -- what stands in it -------------------------------------------------------------------------------------
    def load(self) -> None:
        """Show the row as stored (or the starting values of a new one)."""
        stored: Mapping[str, Value] = {}
        if self.key is not None:
            stored = registers.get(self.context.desk, self.reg.name, self.key)
        shown = dict(stored) if stored else {**self.reg.starting(date.today()), **self._home()}
        for name, value in self._start.items():
            if name in self.reg.by_name and (value is None or isinstance(value, str | int | bytes)):
                shown[name] = value
        self.fields.put(shown)
        self.checking.reset(stored)
        self._before = self.entries()
        self._show_state()

    def _home(self) -> Mapping[str, Value]:
        """The own office where one has to be told (a target's); elsewhere it is added by saving."""
        needed = [f.name for f in self.reg.form_fields if f.kind is Kind.OFFICE and f.required]
        return dict.fromkeys(needed, self.context.desk.office.code)

    def entries(self) -> Entries:
        """Everything that stands in it, for drafts and to tell what was changed."""
        return self.fields.entries()

    def restore(self, entries: Entries) -> None:
        """Show earlier `entries` again."""
        for name, entry in entries.items():
            if name in self.fields.rows:
                self.fields.rows[name].editor.restore(entry)
        self.fields.turn()

    def dirty(self) -> bool:
        """Whether something would be lost by closing."""
        return any(entry != self._before.get(name) for name, entry in self.entries().items())

    def may_close(self) -> bool:
        """Ask if something would be lost. True: it may go; a save that was chosen goes first and answers later."""
        if self._saving or not self.dirty():
            if not self._saving:
                self._give_up()
            return True
        answer = ask(self, f"“{self._title()}”有未保存的修改。", (SAVE, LEAVE, STAY))
        if answer == 0:
            self._close_after = True
            self.save()
            return False
        if answer == 1:
            self._give_up()
        return answer == 1

    # -- saving ------------------------------------------------------------------------------------------------
    @guarded
    def save(self) -> None:
        """Check everything; then write, off the window's thread."""
        self._save(another=False)

    @guarded
    def save_and_next(self) -> None:
        """Save, and an empty form again."""
        self._save(another=True)

    def _save(self, *, another: bool) -> None:
        if self._saving or not self.saver.isVisibleTo(self):
            return
        self.context.desk.must_write()
        checked = self.checking.for_saving() if self.ready() else None
        if checked is None:
            self._close_after = False
            self._show_state("有内容需要核对，请看字段下面的提示。", "error")
            return
        self._saving, self._wants_next = True, another
        self._sent_entries = self.entries()
        self.saver.setEnabled(False)
        values = {n: v for n, v in {**checked.values, **self.checking.fixed}.items() if n in self._sent()}
        write = self.writing(values)
        self.context.runner.do(
            lambda _progress: write(), self._saved,
            label=f"保存{self.reg.label}", failed=self._refused, quiet=True,
        )

    def ready(self) -> bool:
        """Whether what is no field of the register is in order; a form of more than fields says what is not."""
        return True

    def writing(self, values: Mapping[str, Value]) -> Callable[[], Done]:
        """What stores the checked values, ready to be done in the store's thread."""
        desk, register, key = self.context.desk, self.reg.name, self.key
        return lambda: making.save(desk, register, values, key)

    def _sent(self) -> set[str]:
        shown = {name for name, row in self.fields.rows.items() if row.editor.known()}
        return shown | set(self.checking.fixed)

    @guarded
    def _saved(self, done: Done) -> None:
        self._saving = False
        self.saver.setEnabled(True)
        self.drafting.forget()
        self._start = {}
        self._before = self._sent_entries
        self.offer.clear()
        if self.key is not None and not self.dirty():
            self.load()  # what was typed as words is a record now; what was shown is masked again
        if done.operation:
            self.context.frame.said(done)
        self._show_state("已保存。" if done.operation else "没有改动。", "good")
        close, self._close_after = self._close_after, False
        self.saved.emit(done, self._wants_next)
        if close:
            self.close_asked.emit()

    @guarded
    def _refused(self, no: Refused) -> None:
        self._saving = self._close_after = False
        self.saver.setEnabled(True)
        self._show_state(no.sentence, "error")
        for name, row in self.fields.rows.items():
            if row.editor.of.label == no.where:
                row.say(no.sentence)
                self.fields.show_field(name)
                return

    # -- drafts ------------------------------------------------------------------------------------------------
    @property
    def draft(self) -> Draft | None:
        """What an earlier run left and nobody has answered yet."""
        return self.offer.waiting

    @guarded
    def _bring_in(self, draft: Draft) -> None:
        self.restore(draft.entries)
        self._show_state()
        self.fields.take_focus()

    @guarded
    def _fetched_back(self, draft: Draft) -> None:
        self._bring_in(draft)
        self._keep_draft()

    @guarded
    def _thrown_away(self) -> None:
        self.drafting.forget()
        self.fields.take_focus()

    @guarded
    def _keep_draft(self) -> None:
        if self.dirty() and not self._saving:
            self.drafting.keep(self.entries())

    def _give_up(self) -> None:
        if self.draft is None:
            self.drafting.forget()

    # -- small -------------------------------------------------------------------------------------------------
    @guarded
    def _edited(self, name: str) -> None:
        self.checking.editing(name)
        if self.draft is None:
            self.drafting.touched()
        self._show_state()

    @guarded
    def _revealed(self, name: str) -> None:
        self._before[name] = self.fields.entries()[name]

    @guarded
    def _left(self, name: str) -> None:
        self.checking.left(name)

    @guarded
    def _ask_twin(self) -> None:
        if self.checking.twin is not None:
            self.twin_asked.emit(self.checking.twin)

    def _title(self) -> str:
        editor = self.fields.rows[self.reg.title].editor if self.reg.title in self.fields.rows else None
        words = editor.entry() if editor is not None else None
        return words if isinstance(words, str) else self.reg.label

    def _show_state(self, words: str = "", role: str = "soft") -> None:
        self.state.setText(words or ("有未保存的修改" if self.dirty() else ""))
        toned(self.state, role if words else "soft")

    def take_focus(self) -> None:
        """The first field."""
        self.fields.take_focus()

    def _lay_out(self) -> None:
        self.state = label(wrap=True)
        self.saver = button("保存", self.save, key="Ctrl+S", role="primary")
        self.nexter = button("保存并新建", self.save_and_next, key="Ctrl+Shift+Enter")
        self.nexter.setVisible(self.key is None)
        editable = bool(self.fields.writable())
        self.saver.setVisible(editable)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.nexter)
        foot.addWidget(self.saver)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.offer)
        self._add_starts(column)
        column.addWidget(self.body(), 1)
        column.addLayout(foot)

    def _add_starts(self, column: QVBoxLayout) -> None:
        """What a new row may start with (see `offers`)."""
        head, found = offers_of(self.context.desk, self.reg.name, self._start) if self.key is None else ("", ())
        self.starts: list[QPushButton] = []
        if not found:
            return
        column.addWidget(label(head, "soft"))
        for offer in found:
            made = button(offer.words, partial(self.take_offer, offer), role="link")
            self.starts.append(made)
            column.addWidget(made)

    @guarded
    def take_offer(self, offer: Offer) -> None:
        """Put an offer's values into the fields."""
        for name, value in offer.values.items():
            self.fields.rows[name].editor.put(value)
            self._edited(name)

    def body(self) -> QWidget:
        """What stands between the offered draft and the buttons; a form of more than fields adds to it."""
        return self.fields

    def _connect(self) -> None:
        self.fields.edited.connect(self._edited)
        self.fields.left.connect(self._left)
        self.fields.revealed.connect(self._revealed)
        self.fields.finished.connect(self.saver.setFocus)
        self.drafting.due.connect(self._keep_draft)
        self.offer.taken.connect(self._bring_in)
        self.offer.fetched.connect(self._fetched_back)
        self.offer.dropped.connect(self._thrown_away)
        for row in self.fields.rows.values():
            row.link_asked.connect(self._ask_twin)
        for key in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            shortcut(key, self, self.save)
        if self.key is None:
            for key in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
                shortcut(key, self, self.save_and_next)


def _draft_of(register: str, fixed: Mapping[str, Value]) -> str:
    """Drafts of new rows are told apart by their owner: one person's honour is not offered at another's."""
    return "/".join([register, *(value.hex() for value in fixed.values() if isinstance(value, bytes))])
