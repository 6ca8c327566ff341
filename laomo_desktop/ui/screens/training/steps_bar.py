"""The steps on top: what is done, what is next, and one main button for the step that is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from laomo_desktop.ui.screens.training.steps import Act, Step, next_step
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.widgets.buttons import button

DOT, SMALL = 22, 12
"""A dot, and the letters of the second line, in pixels."""


class StepButton(QAbstractButton):
    """A dot with ✓ or the number, the step's name, a few words."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._step: Step | None = None
        self._next = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_step(self, step: Step, *, is_next: bool) -> None:
        self._step, self._next = step, is_next
        standing = "已完成" if step.done else "下一步" if is_next else "未完成"
        self.setAccessibleName(f"{step.label}，{standing}，{step.words}")
        self.setToolTip(f"{step.label}：{standing}" + (f"，{step.words}" if step.words else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = (self._step.label, self._step.words) if self._step else ("", "")
        widest = max(self.fontMetrics().horizontalAdvance(w) for w in words)
        return QSize(DOT + widest + 26, max(2 * self.fontMetrics().height() + 12, DOT + 10))

    def minimumSizeHint(self) -> QSize:
        return QSize(DOT + 42, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._step is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        self._dot(painter, self._step)
        self._words(painter, self._step)
        painter.end()

    def _ground(self, painter: QPainter) -> None:
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LIGHT.accent_soft))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _dot(self, painter: QPainter, step: Step) -> None:
        box = QRect(4, (self.height() - DOT) // 2, DOT, DOT)
        ground = LIGHT.good if step.done else LIGHT.accent if self._next else LIGHT.surface
        painter.setPen(QPen(QColor(ground if step.done or self._next else LIGHT.line_strong), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(box)
        painter.setPen(QColor(LIGHT.on_accent if step.done or self._next else LIGHT.text_soft))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "✓" if step.done else str(self._number))

    def _words(self, painter: QPainter, step: Step) -> None:
        line = self.fontMetrics().height()
        left, width = DOT + 9, self.width() - DOT - 11
        top = (self.height() - (2 * line if step.words else line)) // 2
        font = QFont(self.font())
        font.setBold(self._next or self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(QRect(left, top, width, line), Qt.AlignmentFlag.AlignLeft, step.label)
        font.setBold(False)
        font.setPixelSize(SMALL)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text_soft))
        words = painter.fontMetrics().elidedText(step.words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top + line, width, line), Qt.AlignmentFlag.AlignLeft, words)


class StepsBar(QWidget):
    """``chosen`` tells the tab of a step, ``act`` what the main button was pressed for."""

    chosen = Signal(str)
    act = Signal(object)

    def __init__(self, count: int = 7) -> None:
        super().__init__()
        self.buttons = [StepButton(number) for number in range(1, count + 1)]
        self._steps: Sequence[Step] = ()
        self._group = QButtonGroup(self)
        self.main = button("", self._press, role="primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for place, made in enumerate(self.buttons):
            self._group.addButton(made, place)
            row.addWidget(made, 1)
        row.addSpacing(8)
        row.addWidget(self.main)
        self._group.idClicked.connect(self._clicked)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Anew; the step that comes next is looked at."""
        self._steps, here = steps, next_step(list(steps))
        for place, (made, step) in enumerate(zip(self.buttons, steps, strict=True)):
            made.show_step(step, is_next=place == here and not step.done)
        self.buttons[here].setChecked(True)
        self._show_act()

    def _clicked(self, place: int) -> None:
        self._show_act()
        self.chosen.emit(self._steps[place].tab)

    def _show_act(self) -> None:
        act = self._act()
        self.main.setText(act.value)
        self.main.setToolTip(f"{act.value}（Alt+N）")
        self.main.setVisible(act is not Act.NONE)

    def _act(self) -> Act:
        place = self._group.checkedId()
        return self._steps[place].act if 0 <= place < len(self._steps) else Act.NONE

    def _press(self) -> None:
        self.act.emit(self._act())

    def press(self) -> None:
        """The main button by its key."""
        if self.main.isVisible() and self.main.isEnabled():
            self._press()
