"""合并自 … [拆分]: what was merged into a record, by whom, when and why; taken apart again from here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.domain.times import local
from laomo_desktop.services import same
from laomo_desktop.services.desk import READER
from laomo_desktop.services.merging.giving import Left
from laomo_desktop.services.merging.parting import in_words
from laomo_desktop.services.registers import Done
from laomo_desktop.services.same import Merged
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label

ELSEWHERE = "本机没有这两份资料的全部内容，请市总工会拆分。"


class MergedBlock(QFrame):
    """Hidden where nothing was merged in. ``rows`` are shown, a line and a button each."""

    def __init__(self, context: Context, reg: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._reg = context, reg
        self.rows: list[Merged] = []
        self.buttons: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(4)
        self.hide()

    def show_for(self, key: RowId | None) -> None:
        """What was merged into that record."""
        self.rows = same.merged_into(self.context.desk, key, self._reg.name) if key is not None else []
        self.buttons = []
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in self.rows:
            self._column.addWidget(self._line(row))
        self.setVisible(bool(self.rows))

    def _line(self, row: Merged) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        words = label(told(row), role="soft", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        across.addWidget(words, 1)
        tip = f"把“{row.name}”的资料从这里分出来，各归各的" if row.known else ELSEWHERE
        act = button("拆分", partial(self.part, row), tip=tip)
        act.setAccessibleName(f"拆分{row.name}")
        act.setEnabled(row.known and self.context.desk.role != READER)
        across.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons.append(act)
        return line

    @guarded
    def part(self, row: Merged) -> None:
        """What would stay is told first; then they are taken apart, or not."""
        self.context.runner.do(
            lambda _progress: same.obstacles(self.context.desk, row.gone, of=self._reg.name),
            partial(self._agree, row), label="拆分", failed=self._refused, quiet=True,
        )  # fmt: skip

    @guarded
    def _agree(self, row: Merged, left: Sequence[Left]) -> None:
        stays = f"{in_words(left)}在合并后改过，会留在这里。" if left else "两份资料和各自的记录都回到合并以前。"
        two = f"不是{SAMENESS[self._reg.name].one}"
        question = f"要把“{row.name}”{f'（{row.home}）' if row.home else ''}拆分出来吗？"
        answer = ask(self.window(), question, ("拆分", f"拆分，并记住{two}", "取消"), more=stays)
        if answer == 2:
            return
        self.context.runner.do(
            lambda _progress: same.unmerge(self.context.desk, row.gone, of=self._reg.name, apart=answer == 1),
            self._parted, label="拆分", failed=self._refused, quiet=True,
        )  # fmt: skip

    @guarded
    def _parted(self, done: Done) -> None:
        self.context.frame.said(done)

    @guarded
    def _refused(self, no: Refused) -> None:
        self.context.frame.refuse(no)


def told(row: Merged) -> str:
    """合并自“𬍛䶮㛃𡈽”（福山区）· 张三 2026-03-02 · 身份证号相同."""
    home = f"（{row.home}）" if row.home else ""
    when = local(row.at)[:10] if row.at else ""
    parts = (f"合并自“{row.name}”{home}", f"{row.by} {when}".strip(), row.evidence)
    return " · ".join(part for part in parts if part)
