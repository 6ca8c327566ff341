"""明细: one package laid open. What it brought, its receipt down to the record, the cover's figures against today's."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from laomo_desktop.domain.times import local
from laomo_desktop.services.exchange.packages import SENT
from laomo_desktop.services.exchange.telling import Gap, Story, Told
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView

CONTENTS = (
    Column("内容", lambda pair: pair[0], 8),
    Column("数量", lambda pair: pair[1], 20),
)
ANSWERS = (
    Column("记录", lambda a: a.title, 9),
    Column("类别", lambda a: a.register, 6),
    Column("结果", lambda a: a.verdict, 6),
    Column("说明", lambda a: a.text, 20),
)
FIGURES = (
    Column("封面上的项目", lambda g: g.label, 12),
    Column("所报", lambda g: g.reported, 8, right=True),
    Column("现在", lambda g: g.now or "", 8, right=True),
    Column("", lambda g: "≠ 与所报不同" if g.differs else "", 8, colour=lambda _: LIGHT.warn),
)
FROZEN = (
    "“所报”是写包那一刻的数字，不再变；“现在”是本机此刻的数字。"
    "不同不一定有错：之后又改过、合并过、还有待处理的，都会不同。"
)


class StoryDialog(QDialog):
    """A window over the ledger; Esc closes it."""

    def __init__(self, story: Story, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{words.whose_package(story.entry)}的明细")
        self.tabs = QTabWidget()
        self._add("内容", CONTENTS, story.contents, "这个包里没有改动，只报告平安。")
        self._add(f"逐条回执 {len(story.answers) or ''}".rstrip(), ANSWERS, story.answers, self._no_answers(story))
        self._add("封面数字", FIGURES, story.figures, "这个包没有封面数字。", FROZEN)
        close = button("关闭", self.reject, key="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(label(words.standing(story.entry), "heading", wrap=True))
        for line in self._lines(story):
            column.addWidget(label(line, "soft", wrap=True))
        column.addWidget(self.tabs, 1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        column.addLayout(below)
        self.resize(720, 520)
        close.setFocus()

    @staticmethod
    def _lines(story: Story) -> list[str]:
        entry = story.entry
        who = f"，经办 {entry.by}" if entry.by else ""
        did = "写出" if entry.direction == SENT else "收到"
        lines = [f"{did}：{local(entry.at)}{who}　短码 {entry.code}　文件：{entry.file}"]
        return [*lines, *filter(None, [words.what_to_do(entry), story.receipt, story.supplement])]

    @staticmethod
    def _no_answers(story: Story) -> str:
        if not story.receipt:
            return "还没有回执。"
        return "没有要单独说明的记录：都按数量入库了。"

    def _add(
        self, name: str, columns: Sequence[Column], rows: Sequence[Told | Gap | tuple[str, str]],
        nothing: str, note: str = "",
    ) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 10, 10, 10)
        if rows:
            model = RowsModel(columns, lambda row: str(id(row)).encode(), page)
            model.show(rows)
            table = RowsView(model, name)
            column.addWidget(table, 1)
        else:
            empty = Empty()
            empty.say(nothing)
            column.addWidget(empty, 1)
        if note and rows:
            column.addWidget(label(note, "soft", wrap=True))
        self.tabs.addTab(page, name)
