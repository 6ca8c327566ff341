"""审定…: what becomes of a word that a district proposed: taken over, made one with another, or sent back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import dictionary, spelling
from laomo_desktop.services.registers import Done
from laomo_desktop.services.terms import PROPOSED
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.editors.drop import DropLine, Option
from laomo_desktop.ui.widgets.buttons import button, label

ADOPT, MERGE, REFUSE = "采用", "合并", "退回"


class SettleDialog(QDialog):
    """``choice`` and, for 合并, ``into`` after acceptance."""

    def __init__(self, word: Record, others: Sequence[Record], used: int, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("审定词条")
        self.choice = ""
        self._keys = {row["word"]: row["id"] for row in others}
        self.line = DropLine(self._options)
        self.line.setPlaceholderText("输入查找（可用拼音首字母）")
        self.line.setAccessibleName("合并到哪个词条")
        self.line.picked.connect(self._pick)
        self.line.textChanged.connect(self._typed)
        self.adopt = button(ADOPT, partial(self._take, ADOPT), tip="各区市收到回执包后都可选", role="primary")
        self.merge = button(MERGE, partial(self._take, MERGE), tip="成为那个词条的同义词，用到它的记录一起改")
        self.refuse = button(REFUSE, partial(self._take, REFUSE), tip="谁都不再可选；已经写了的记录不动")
        self._lay_out(f"区市写的“{word['word']}”（{word['dictionary']}）", used)
        self._typed("")

    def _lay_out(self, what: str, used: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(what, "heading", wrap=True))
        column.addWidget(label(f"市总现有{used}条记录用到它。" if used else "市总还没有用到它的记录。", "soft"))
        across = QHBoxLayout()
        across.addWidget(label("合并到"))
        across.addWidget(self.line, 1)
        across.addWidget(self.merge)
        column.addLayout(across)
        acts = QHBoxLayout()
        acts.addStretch(1)
        for act in (self.adopt, self.refuse, button("取消", self.reject, key="Esc")):
            acts.addWidget(act)
        column.addLayout(acts)
        self.setMinimumWidth(460)
        self.adopt.setFocus()

    @property
    def into(self) -> RowId | None:
        """The word of the line, if there is one of that name."""
        return self._keys.get(self.line.text().strip())

    def _options(self, typed: str) -> list[Option]:
        return [Option(word, word) for word in spelling.narrow(tuple(self._keys), typed)]

    def _pick(self, option: Option) -> None:
        self.line.setText(str(option.value))

    def _typed(self, words: str) -> None:
        """Enter does what stands in the dialog: while another word is typed it never takes this one over."""
        self.merge.setEnabled(self.into is not None)
        self.adopt.setDefault(not words)
        self.merge.setDefault(bool(words))

    def _take(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def settle(context: Context, parent: QWidget, key: RowId) -> None:
    """Ask what becomes of the word, and do it."""
    desk = context.desk
    word = dictionary.term(desk, key)
    if word["state"] != PROPOSED:
        raise Refused(f"“{word['word']}”不是建议的词条（{word['state']}）", todo="要改它的状态，请打开词条修改")
    dialog = SettleDialog(word, dictionary.mergeable(desk, key), dictionary.used(desk, key), parent)
    accepted, choice, into = dialog.exec(), dialog.choice, dialog.into
    dialog.deleteLater()
    if not accepted:
        return

    def work(_progress: Progress) -> Done:
        if choice == MERGE and into is not None:
            return dictionary.merge(desk, key, into)
        return (dictionary.adopt if choice == ADOPT else dictionary.refuse)(desk, [key])

    context.runner.do(work, context.frame.said, label="审定词条", failed=context.frame.refuse, quiet=True)
