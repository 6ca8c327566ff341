"""How many rows of each verdict, each a filter over the preview."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from laomo_desktop.services.imports import Counts, Verdict
from laomo_desktop.ui.screens.importing.words import sign


class CountsBar(QWidget):
    """``chosen`` tells the verdict to show, None for all."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.buttons: dict[Verdict | None, QPushButton] = {}
        for at, verdict in enumerate((None, *Verdict)):
            self.buttons[verdict] = self._add(verdict, at)
        self._row.addStretch(1)
        self.buttons[None].setChecked(True)

    @property
    def verdict(self) -> Verdict | None:
        return next((verdict for verdict, made in self.buttons.items() if made.isChecked()), None)

    def _add(self, verdict: Verdict | None, key: int) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setAutoDefault(True)
        made.setToolTip(f"只看{verdict.value}的行（Alt+{key}）" if verdict else f"看全部的行（Alt+{key}）")
        self._group.addButton(made)
        self._row.addWidget(made)
        made.clicked.connect(self._tell)
        return made

    def show_counts(self, counts: Counts) -> None:
        """Verdicts nobody has are greyed; if the shown one ran out, all are shown."""
        for verdict, made in self.buttons.items():
            number = counts[verdict] if verdict else sum(counts.values())
            made.setText(f"{sign(verdict)} {number:,}" if verdict else f"全部 {number:,}")
            made.setEnabled(bool(number) or verdict is None)
        if not self.buttons[self.verdict].isEnabled():
            self.buttons[None].setChecked(True)

    def show_all(self) -> None:
        """As for a new file."""
        self.buttons[None].setChecked(True)

    def _tell(self) -> None:
        self.chosen.emit(self.verdict)
