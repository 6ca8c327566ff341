"""The attendance grid under the hands: arrows and one key a mark, as fast as the sheet is read."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from laomo_desktop.domain.marks import Mark
from laomo_desktop.services.attendance import Cell
from laomo_desktop.ui.screens.training.grid_heads import PeriodHead, PersonHead
from laomo_desktop.ui.screens.training.grid_model import MARK, WORDS, GridModel, Index
from laomo_desktop.ui.theme.colours import LIGHT

TONES: Mapping[Mark, tuple[str, str]] = {
    Mark.PRESENT: (LIGHT.good_soft, LIGHT.good),
    Mark.LATE: (LIGHT.warn_soft, LIGHT.warn),
    Mark.EARLY: (LIGHT.warn_soft, LIGHT.warn),
    Mark.LEAVE: (LIGHT.accent_soft, LIGHT.accent_strong),
    Mark.ABSENT: (LIGHT.bad_soft, LIGHT.bad),
}
KEYS: Mapping[str, Mark] = {
    **{mark.key: mark for mark in Mark},
    **{str(place + 1): mark for place, mark in enumerate(Mark)},
}
CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)
FLAGS = QItemSelectionModel.SelectionFlag
CONTROL = Qt.KeyboardModifier.ControlModifier


class MarkDelegate(QStyledItemDelegate):
    """Sign and word on a tone; selection and focus as frames, so that the tone stays readable."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark = index.data(MARK)
        rect: QRect = option.rect  # type: ignore[attr-defined]  # not in the stubs
        painter.save()
        if isinstance(mark, Mark):
            ground, ink = TONES[mark]
            painter.fillRect(rect, QColor(ground))
        else:
            ink = LIGHT.text_soft
        self._selected(painter, rect, option, index)
        painter.setPen(QColor(ink))
        font = QFont(option.font)  # type: ignore[attr-defined]
        font.setBold(isinstance(mark, Mark) and mark is not Mark.PRESENT)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        painter.restore()

    @staticmethod
    def _selected(painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget  # type: ignore[attr-defined]
        if isinstance(view, GridView):
            if view.selectionModel().isSelected(index):
                painter.fillRect(rect, QColor(31, 92, 153, 46))
            if view.currentIndex() == index:
                painter.setPen(QPen(QColor(LIGHT.accent if view.hasFocus() else LIGHT.line_strong), 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))


class GridView(QTableView):
    """D C Z J Q or 1 to 5 mark and go on; Shift with arrows selects, a key fills; Ctrl+D fills down."""

    find_asked = Signal()
    moved = Signal(int)
    """The current period's column."""
    stroked = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.editable = True
        self._composing = False
        self.head, self.side = PeriodHead(model, self), PersonHead(model, self)
        self.setHorizontalHeader(self.head)
        self.setVerticalHeader(self.side)
        self.setModel(model)
        self.setItemDelegate(MarkDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("考勤表格")
        self.set_compact(False)
        self.head.all_present.connect(self.all_present)
        self._was: Cell | None = None
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._begin)

    def set_compact(self, compact: bool) -> None:
        """Lower heads and rows on a low screen: the more people are seen at once."""
        self.head.compact = compact
        self.side.setDefaultSectionSize(self.fontMetrics().height() + (4 if compact else 9))
        widest = "第12节 上午00" if compact else "12月30日 上午00"
        self.head.setDefaultSectionSize(self.fontMetrics().horizontalAdvance(widest))
        self.head.updateGeometry()
        self.updateGeometries()

    def _remember(self) -> None:
        here = self.currentIndex()
        self._was = self.grid.cell(here.row(), here.column()) if self.grid.is_cell(here) else None

    def _begin(self) -> None:
        """Where the clerk was, or (another class) where something waits."""
        self.side.updateGeometry()
        self.updateGeometries()
        place = self.grid.place_of(self._was) if self._was else None
        if place is not None:
            self.go(*place)
        else:
            self.go_to_open()

    def go_to_open(self) -> None:
        """The first period that is not complete, and there the first who waits for a mark."""
        if self.grid.rowCount() and self.grid.columnCount():
            column = self.grid.first_open()
            self.go(next(iter(self.grid.waiting(column)), 0), column)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # Qt turns input methods on for cells it could edit; here letters are marks, never words.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.side.viewport().update()
        if current.isValid() and current.column() != previous.column() and self.grid.is_cell(current):
            self.moved.emit(current.column())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """An input method that is open all the same: its letters are not ours."""
        self._composing = bool(event.preeditString())
        event.ignore()

    # -- keys --------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing:
            return
        if not self._command(event) and not self._mark_key(event):
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_period()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == CONTROL:
            self.fill_down()
        elif event.text() == "/" or event.matches(QKeySequence.StandardKey.Find):
            self.find_asked.emit()
        elif event.key() in CLEARING and not event.modifiers():
            self._put(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            return False
        return True

    def _mark_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        mark = KEYS.get(event.text().upper()) if not held else None
        if mark is not None:
            self._put(mark)
        # Other letters would make Qt jump to a row that begins so: here nothing does.
        return mark is not None or (not held and bool(event.text()) and event.text().isprintable())

    def _put(self, mark: Mark | None) -> None:
        if not self.editable:
            self.stroked.emit()
            return
        chosen = [i for i in self.selectedIndexes() if self.grid.is_cell(i)]
        several = len(chosen) > 1
        self.grid.put(chosen if several else [self.currentIndex()], mark)
        if not several:
            self._go_on()

    def _go_on(self) -> None:
        here = self.currentIndex()
        if here.isValid() and here.row() + 1 < self.grid.rowCount():
            self.go(here.row() + 1, here.column())

    def go(self, row: int, column: int) -> None:
        """Make one cell the current one, alone."""
        index = self.grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, FLAGS.ClearAndSelect)
        self.scrollTo(index)

    def select_period(self) -> None:
        """The whole period; once more: everything."""
        rows, columns = self.grid.rowCount(), len(self.grid.periods)
        here = max(self.currentIndex().column(), 0)
        if not rows or not columns:
            return
        column = min(here, columns - 1)
        wanted = QItemSelection(self.grid.index(0, column), self.grid.index(rows - 1, column))
        if len(self.selectedIndexes()) == rows and all(i.column() == column for i in self.selectedIndexes()):
            wanted = QItemSelection(self.grid.index(0, 0), self.grid.index(rows - 1, columns - 1))
        self.selectionModel().select(wanted, FLAGS.ClearAndSelect)

    def fill_down(self) -> None:
        """The uppermost selected mark of each period for all below; of one cell: the mark above it."""
        if not self.editable:
            self.stroked.emit()
            return
        chosen = sorted((i.column(), i.row()) for i in self.selectedIndexes() if self.grid.is_cell(i))
        if len(chosen) == 1 and chosen[0][1] > 0:
            column, row = chosen[0]
            self.grid.put([self.grid.index(row, column)], self.grid.mark(row - 1, column))
            self._go_on()
            return
        first = dict(reversed(chosen))
        self.grid.put_marks({self.grid.cell(r, c): self.grid.mark(first[c], c) for c, r in chosen})

    def all_present(self, column: int) -> None:
        """全到: all of whom nothing is recorded yet came; who was marked already stays so."""
        self.grid.put([self.grid.index(row, column) for row in self.grid.waiting(column)], Mark.PRESENT)
        self.setFocus()


def legend() -> str:
    """D 或 1 √到 …"""
    return "　".join(f"{m.key}/{n} {m.sign}{WORDS[m]}" for n, m in enumerate(Mark, 1))
