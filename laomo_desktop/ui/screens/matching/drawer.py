"""权重: what each reason counts for, a slider each; the order changes while one pulls."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.services.matching import DEFAULTS, MOST, WEIGHTS
from laomo_desktop.ui.widgets.buttons import button, label

SOON = 120
"""Milliseconds a slider must rest before the order is asked for anew."""


class WeightsDrawer(QFrame):
    """``changed`` tells the weights as pulled, ``kept`` that they are to be the office's."""

    changed = Signal(object)
    kept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(290)
        self.sliders: dict[str, QSlider] = {}
        self._numbers: dict[str, QLabel] = {}
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.addWidget(label("权重", "heading"))
        column.addWidget(label("每条理由最多值几分；拉动后排名立即变化。", "soft", wrap=True))
        column.addWidget(self._make_sliders(), 1)
        column.addLayout(self._make_foot())

    def _make_sliders(self) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(3)
        row = 0
        for against, title in ((False, "加分"), (True, "减分")):
            grid.addWidget(label(title, "strong"), row, 0, 1, 3)
            for weight in WEIGHTS:
                if weight.against == against:
                    row += 1
                    self._add(grid, row, weight.code, weight.label, weight.tip)
            row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _add(self, grid: QGridLayout, row: int, code: str, words: str, tip: str) -> None:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, MOST)
        slider.setPageStep(5)
        slider.setToolTip(tip)
        slider.setAccessibleName(f"{words}的权重")
        slider.valueChanged.connect(self._pulled)
        number = label(role="soft")
        number.setMinimumWidth(22)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        name = label(words)
        name.setToolTip(tip)
        self.sliders[code], self._numbers[code] = slider, number
        for column, widget in enumerate((name, slider, number)):
            grid.addWidget(widget, row, column)

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.reset = button("恢复默认", self._reset, tip="程序原来的权重")
        self.keep = button("设为本单位权重", self._keep, tip="以后都按这些权重排名", role="primary")
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        return foot

    @property
    def weights(self) -> dict[str, int]:
        return {code: slider.value() for code, slider in self.sliders.items()}

    def put(self, weights: Mapping[str, int], *, may_write: bool) -> None:
        """Show weights without telling anybody."""
        for code, slider in self.sliders.items():
            slider.blockSignals(True)
            slider.setValue(weights[code])
            slider.blockSignals(False)
            self._numbers[code].setText(str(weights[code]))
        self.keep.setVisible(may_write)

    def _pulled(self) -> None:
        for code, slider in self.sliders.items():
            self._numbers[code].setText(str(slider.value()))
        self._soon.start()

    def _tell(self) -> None:
        self.changed.emit(self.weights)

    def _reset(self) -> None:
        for code, slider in self.sliders.items():
            slider.setValue(DEFAULTS[code])

    def _keep(self) -> None:
        self._soon.stop()
        self.kept.emit(self.weights)
