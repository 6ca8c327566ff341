"""The right side: what it is about, why it is asked, both sides, and the choices as buttons."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from laomo_desktop.services.exchange.waiting import AGREED, BY_RULE
from laomo_desktop.services.pending import LABELS, LATER, Item, Sides, together
from laomo_desktop.services.provenance import Provenance
from laomo_desktop.ui.screens.pending.comparison import Comparison
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.buttons import button, label, toned
from laomo_desktop.ui.widgets.flow import FlowLayout

FIELDS = "fields"
SHOWN = 8
"""So many titles of the selected items are named."""
TIPS = {
    "keep_left": "保留本库现在的内容",
    "keep_right": "改用对方的内容",
    FIELDS: "每一项分别选哪一边",
    "same": "合成一份，留左边的资料，空着的由另一边补上，名下的记录都归到一起；可以撤销",
    "same_right": "合成一份，留右边的资料，空着的由另一边补上，名下的记录都归到一起；可以撤销",
    "not_same": "记住这是两份，以后不再问",
    "stay_one": "合并照旧，区市下次收到回执包后也这样",
    "part": "拆成两份，各归各的，记住这是两份；区市下次收到回执包后也这样",
    LATER: "先看下一件，这一件留着",
}


class Detail(QWidget):
    """``decided`` with the choice and, for 逐项选择, the side of each field; ``together`` with a choice for all that
    are selected; ``reveal_asked`` when personal data is to be seen in full."""

    decided = Signal(str, object)
    together = Signal(str)
    reveal_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Sides | None = None
        self.acts: dict[str, QPushButton] = {}
        self.title = label("", "heading", wrap=True)
        self.about = label("", "soft", wrap=True)
        self.why = label("", wrap=True)
        self.comparison = Comparison()
        self.comparison.picked.connect(self._count_picks)
        self.save = button("按选择保存", self._save, role="primary")
        tip = "看全两边的个人信息；会记入操作记录"
        self.eye = button("显示个人信息", self.reveal_asked.emit, tip=tip, key="Ctrl+H")
        self.eye.setIcon(icon("eye"))
        self.plain = False
        """Whether personal data is shown in full."""
        self._many: Sequence[Item] = ()
        self._bar = QWidget()
        self._flow = FlowLayout(self._bar)
        self._lay_out()

    def _lay_out(self) -> None:
        evidence = toned(QFrame(), "notice_plain")
        row = QHBoxLayout(evidence)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.eye, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(evidence)
        self._evidence = evidence
        column.addWidget(self._bar)
        column.addWidget(self.comparison, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sides(self, found: Sides, origin: Provenance | None = None, *, plain: bool = False) -> None:
        """Another item; ``plain``: with personal data in full."""
        self.found, self._many, self.plain = found, (), plain
        item = found.item
        self._evidence.show()
        self.comparison.show()
        hidden = [line for line in found.lines if line.personal and (line.left or line.right)]
        self.eye.setVisible(bool(hidden) and not plain)
        self.title.setText(item.title or item.reg.label)
        done = f"　已处理：{item.decision}" if item.decision is not None else ""
        came = f"（{origin.came}）" if origin is not None and origin.came else ""
        self.about.setText(f"{item.kind}　{item.reg.label}　来自：{item.origin}{came}{done}")
        self.why.setText(f"依据：{item.evidence}" if item.evidence else "没有写明依据。")
        self.comparison.show_sides(found, origin)
        if item.decision is None:
            self._offer_choices()
            return
        self.acts = {}
        by_rule = item.decision in (BY_RULE, AGREED)
        self._fill(*([] if by_rule else [button("撤销这次处理", self.undo_asked.emit, tip="回到待处理")]))

    def show_in_full(self, found: Sides, origin: Provenance) -> None:
        """The same item with personal data in full; what was picked stays picked."""
        picking, picks = bool(self.choices()) and not self.acts, self.comparison.picks
        self.show_sides(found, origin, plain=True)
        if picking:
            self._pick()
            self.comparison.restore(picks)

    def show_many(self, items: Sequence[Item]) -> None:
        """Several are selected: what may be decided for all of them at once, and nothing else."""
        self.found, self._many = None, items
        self.eye.hide()
        self._evidence.hide()
        self.comparison.hide()
        self.title.setText(f"选中了 {len(items)} 件")
        self.acts = {}
        for number, choice in enumerate(together(items), 1):
            words = f"{number} {items[0].words(choice)}（{len(items)} 件）"
            tip = TIPS.get(choice, items[0].words(choice))
            self.acts[choice] = button(words, partial(self.together.emit, choice), tip=tip, key=str(number))
        self._fill(*self.acts.values())
        kinds = "、".join(sorted({f"{item.kind}·{item.reg.label}" for item in items}))
        first = "、".join(dict.fromkeys(item.title for item in items[:SHOWN]))
        more = " 等" if len(items) > SHOWN else ""
        told = "" if self.acts else "\n这几件不能一次处理：请选同一种类、还没有处理的；要合并的请逐件看过再定。"
        self.about.setText(f"{kinds}：{first}{more}{told}")

    def choices(self) -> tuple[str, ...]:
        """What may be decided now, in the order of the keys 1, 2, 3 …"""
        if self.found is None or self.found.item.decision is not None:
            return ()
        return self.found.item.choices

    def choose(self, choice: str) -> None:
        """A button, or its key."""
        if choice == FIELDS:
            self._pick()
        elif choice in self.choices():
            self.decided.emit(choice, None)

    def choose_number(self, number: int) -> None:
        """Key ``number``, from 1; in picking, nothing: the buttons are others."""
        if self._many:
            for choice in list(self.acts)[number - 1 : number]:
                self.together.emit(choice)
            return
        given = self.choices()
        if number <= len(given) and self.acts:
            self.choose(given[number - 1])

    def _offer_choices(self) -> None:
        self.comparison.pick(False)
        self.acts = {}
        for number, choice in enumerate(self.choices(), 1):
            called = self.found.item.words(choice) if self.found is not None else LABELS[choice]
            self.acts[choice] = button(
                f"{number} {called}", partial(self.choose, choice), tip=TIPS.get(choice, called), key=str(number)
            )
        self._fill(*self.acts.values())

    def _pick(self) -> None:
        self.acts = {}
        self.comparison.pick(True)
        self.save = button("按选择保存", self._save, key="Ctrl+Enter", role="primary")
        self._fill(self.save, button("返回", self.stop_picking, key="Esc"))
        self._count_picks()

    def stop_picking(self) -> None:
        """Back to the choices; nothing is kept of the picks."""
        if self.choices() and not self.acts:
            self._offer_choices()

    def _count_picks(self) -> None:
        left = len(self.comparison.cells) - len(self.comparison.picks)
        self.save.setEnabled(not left)
        self.save.setText(f"还有 {left} 项没有选" if left else "按选择保存")

    def save_picks(self) -> None:
        """Ctrl+Enter."""
        if self.choices() and not self.acts and self.save.isEnabled():
            self._save()

    def _save(self) -> None:
        self.decided.emit(FIELDS, dict(self.comparison.picks))

    def _fill(self, *buttons: QPushButton) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for made in buttons:
            self._flow.addWidget(made)
