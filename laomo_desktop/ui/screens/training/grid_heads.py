"""The heads of the attendance grid: each period with its count and 全到, each person with her number."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from laomo_desktop.ui.screens.training.grid_model import GridModel, Index
from laomo_desktop.ui.screens.training.words import period_time, short_day
from laomo_desktop.ui.theme.colours import LIGHT

PAD = 6


class PeriodHead(QHeaderView):
    """Four lines a period: its number, its time, 实到/应到, and 全到 to be clicked."""

    all_present = Signal(int)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self._hover = -1
        self.locked = False
        self.compact = False
        """Two lines instead of four, where the rows need the room: the time in a word, 全到 beside the count."""
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(40)

    def line(self) -> int:
        return self.fontMetrics().height() + 1

    def sizeHint(self) -> QSize:
        lines = 2 if self.compact else 4
        return QSize(super().sizeHint().width(), lines * self.line() + 2 * PAD + 4)

    def button(self, section: int) -> QRect:
        """Where 全到 of a period stands."""
        height = self.line() + 4
        left = self.sectionViewportPosition(section)
        if self.compact:
            wide = self.fontMetrics().horizontalAdvance("全到") + 8
            return QRect(left + self.sectionSize(section) - wide - 5, self.height() - height - 3, wide, height)
        return QRect(left + 5, self.height() - height - 4, self.sectionSize(section) - 11, height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, QColor(LIGHT.sunken))
        painter.setPen(QColor(LIGHT.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if section < len(self._grid.periods):
            self._period(painter, rect, section)
        else:
            painter.setPen(QColor(LIGHT.text_soft))
            painter.drawText(
                rect,
                Qt.AlignmentFlag.AlignCenter,
                str(self._grid.headerData(section, Qt.Orientation.Horizontal)),
            )
        painter.restore()

    def _period(self, painter: QPainter, rect: QRect, section: int) -> None:
        period, sums = self._grid.periods[section], self._grid.of_period(section)
        counted = LIGHT.text if sums.unmarked == 0 else LIGHT.warn
        lines: tuple[tuple[str, str, bool], ...] = (
            (f"第{period['number']}节", LIGHT.text, True),
            (f"{short_day(period['day'])}{period_time(period)}", LIGHT.text_soft, False),
            (f"实{sums.present}/应{sums.expected}", counted, False),
        )
        if self.compact:
            beside = rect.adjusted(0, 0, 0 if self.locked else -self.button(section).width() - 4, 0)
            self._write(painter, rect, 0, f"第{period['number']}节 {period_time(period)}", LIGHT.text, strong=True)
            self._write(painter, beside, 1, f"{sums.present}/{sums.expected}", counted, strong=False)
            lines = ()
        for place, (words, colour, strong) in enumerate(lines):
            self._write(painter, rect, place, words, colour, strong=strong)
        if not self.locked:
            self._all_present(painter, section)

    def _write(
        self, painter: QPainter, rect: QRect, place: int, words: str, colour: str, *, strong: bool
    ) -> None:
        font = QFont(self.font())
        font.setBold(strong)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        line = QRect(rect.left() + 2, rect.top() + PAD + place * self.line(), rect.width() - 4, self.line())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)

    def _all_present(self, painter: QPainter, section: int) -> None:
        box = self.button(section)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.accent if section == self._hover else LIGHT.line_strong), 1))
        painter.setBrush(QColor(LIGHT.accent_soft if section == self._hover else LIGHT.surface))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(LIGHT.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "全到")

    def _on_button(self, event: QMouseEvent) -> int:
        at = event.position().toPoint()
        section = self.logicalIndexAt(at)
        inside = 0 <= section < len(self._grid.periods) and self.button(section).contains(at)
        return section if inside and not self.locked else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._on_button(event)
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.viewport().update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (section := self._on_button(event)) >= 0:
            self.all_present.emit(section)
        else:
            super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            section = self.logicalIndexAt(event.pos())
            if 0 <= section < len(self._grid.periods):
                words = self._grid.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
                QToolTip.showText(event.globalPos(), f"{words}\n全到：还没有登记的人都记为出勤", self)
                return True
        return super().viewportEvent(event)


class PersonHead(QHeaderView):
    """Number and name, the number as on the printed sheet."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._grid = model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        names = (e["who"]["name"] for e in self._grid.enrolments)
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        return QSize(min(max(widest + self._digits() + 4 * PAD, 110), 260), super().sizeHint().height())

    def _digits(self) -> int:
        return self.fontMetrics().horizontalAdvance("0000")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self._grid.enrolments):
            return
        enrolment = self._grid.enrolments[section]
        here = self.selectionModel().currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, QColor(LIGHT.accent_soft if here else LIGHT.surface))
        painter.setPen(QColor(LIGHT.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        number = QRect(rect.left(), rect.top(), self._digits(), rect.height())
        painter.setPen(QColor(LIGHT.text_soft))
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(enrolment["number"])
        )
        room = rect.adjusted(self._digits() + 2 * PAD, 0, -PAD, 0)
        name = self.fontMetrics().elidedText(
            str(enrolment["who"]["name"]), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(QColor(LIGHT.accent_strong if here else LIGHT.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
