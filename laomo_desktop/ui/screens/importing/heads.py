"""The head of the preview: the clerk's words above, under them the field each column is read as, to be corrected."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QWidget

from laomo_desktop.domain.field import Field
from laomo_desktop.domain.register import Register
from laomo_desktop.services.imports import Preview
from laomo_desktop.ui.screens.importing.model import FIRST, PreviewModel
from laomo_desktop.ui.theme.colours import LIGHT

NOTHING = "不导入"
GAP = 3
ARROW = 44
"""Pixels of a box beside its words."""


class FieldBox(QComboBox):
    """What one column of the sheet is read as."""

    focused = Signal(int)
    picked = Signal(int, str)
    """The sheet's column, and the field's name or ""."""

    def __init__(self, column: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(24)
        self.setProperty("role", "head")
        self.activated.connect(self._picked)

    def fill(self, register: Register, head: str, current: Field | None) -> None:
        """Offer every field that can be read."""
        self.clear()
        self.addItem(NOTHING, "")
        for of in readable(register):
            self.addItem(f"{of.label}{'（必填）' if of.required and of.default is None else ''}", of.name)
        self.setCurrentIndex(self.findData(current.name if current else ""))
        self.setAccessibleName(f"“{head}”列的含义")
        self.setToolTip(f"“{head}”这一列导入为：{self.currentText()}。认错了可在这里改")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel is for the table; a column must not change in passing

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.column)

    def _picked(self, index: int) -> None:
        self.picked.emit(self.column, str(self.itemData(index)))


def readable(register: Register) -> list[Field]:
    """The fields a column can be read as."""
    return [f for f in register.fields if f.is_read]


class HeadView(QHeaderView):
    """A horizontal head of two lines."""

    picked = Signal(int, str)

    def __init__(self, view: QTableView, model: PreviewModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._model = model
        self._view = view
        self._boxes: list[FieldBox] = []
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSectionsClickable(False)
        self.sectionResized.connect(self.arrange)
        self.geometriesChanged.connect(self.arrange)
        view.horizontalScrollBar().valueChanged.connect(self.arrange)

    @property
    def boxes(self) -> tuple[FieldBox, ...]:
        return tuple(self._boxes)

    def show_layout(self, preview: Preview) -> None:
        """A box for every column of the sheet."""
        columns = self._model.sheet_columns
        if [box.column for box in self._boxes] != columns:
            self._make(columns)
        for at, box in enumerate(self._boxes):
            head = str(self._model.headerData(FIRST + at, Qt.Orientation.Horizontal))
            box.fill(preview.register, head, preview.layout.columns.get(box.column))
        self.updateGeometry()
        self._view.updateGeometries()
        self.arrange()

    def _make(self, columns: list[int]) -> None:
        for old in self._boxes:
            old.hide()
            old.deleteLater()
        self._boxes = [FieldBox(column, self.viewport()) for column in columns]
        for box in self._boxes:
            box.picked.connect(self.picked)
            box.focused.connect(self._bring_into_sight)

    def _bring_into_sight(self, column: int) -> None:
        section = FIRST + self._model.sheet_columns.index(column)
        left, width = self.sectionPosition(section), self.sectionSize(section)
        bar, room = self._view.horizontalScrollBar(), self.viewport().width()
        if left < self.offset():
            bar.setValue(left)
        elif left + width > self.offset() + room:
            bar.setValue(left + width - room)

    def arrange(self, *_given: object) -> None:
        """Put every box under its head."""
        top = self._words_height()
        for at, box in enumerate(self._boxes):
            section = FIRST + at
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            box.setGeometry(left + GAP, top, width - 2 * GAP, box.sizeHint().height())
            box.show()

    def room_of(self, place: int) -> int:
        """The width at which the words of a box are whole: its frame and arrow beside them."""
        if place >= len(self._boxes):
            return 0
        box = self._boxes[place]
        return box.fontMetrics().horizontalAdvance(box.currentText()) + ARROW + 2 * GAP

    def _words_height(self) -> int:
        return super().sizeHint().height()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        extra = self._boxes[0].sizeHint().height() + 2 * GAP if self._boxes else 0
        return QSize(size.width(), size.height() + extra)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section < FIRST:
            super().paintSection(painter, rect, section)
            return
        painter.fillRect(rect, QColor(LIGHT.sunken))
        super().paintSection(
            painter, QRect(rect.topLeft(), QSize(rect.width(), self._words_height())), section
        )
