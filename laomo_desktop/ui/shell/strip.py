"""Long work at the bottom: what, how far, how long still, cancel; its end stays until read."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.ui.runner import Job, Runner, State
from laomo_desktop.ui.theme.icons import icon

SOON = 400
"""Quiet work shows only if it lasts longer than this many milliseconds."""
SHORT = 3.0
"""Seconds: work that was over sooner and ended well leaves no line behind."""
MOST = 4


def remaining(elapsed: float, done: int, total: int) -> str:
    """How long it will still take, in words; "" while nobody can tell. Times in seconds."""
    if total <= 0 or done <= 0 or elapsed < 2 or done >= total:
        return ""
    left = elapsed * (total - done) / done
    if left < 60:
        return f"约剩{max(5, round(left / 5) * 5)}秒"
    return f"约剩{round(left / 60)}分钟" if left < 5400 else f"约剩{round(left / 3600)}小时"


class Line(QFrame):
    """One job."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.words = QLabel(job.label)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(220)
        self.far = QLabel()
        self.far.setProperty("role", "soft")
        self.cancel = QPushButton("取消")
        self.cancel.setToolTip(f"停止{job.label}，不留下任何改动")
        self.cancel.clicked.connect(self._cancel)
        self.cross = QToolButton()
        self.cross.setIcon(icon("close"))
        self.cross.setToolTip("知道了")
        self.cross.hide()
        for act in (self.cancel, self.cross):  # a click leaves the focus on the page: its keys go on working
            act.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(12)
        for widget in (self.words, self.bar, self.far):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.cross)

    def _progress(self, done: int, total: int, text: str) -> None:
        if self.job.over or self.job.stopping:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        counted = f"{done:,} / {total:,}" if total else (f"{done:,}" if done else "")
        rest = remaining(time.monotonic() - self.job.begun, done, total)
        self.far.setText("　".join(part for part in (text, counted, rest) if part))

    def _cancel(self) -> None:
        self.job.cancel()
        self.cancel.setEnabled(False)
        self.far.setText("正在停止…")

    def _end(self) -> None:
        """What came of it; `Strip` takes the line away where it tells nothing."""
        self.bar.hide()
        self.cancel.hide()
        self.cross.show()
        well = self.job.state is State.DONE
        self.words.setText(f"{self.job.label}：已完成" if well else self.job.sentence)
        self.far.setText("")

    @property
    def tells_nothing(self) -> bool:
        """Whether its end needs no reading: short or quiet work that ended well, or what another bar tells."""
        if self.job.state is State.DONE:
            return self.job.quiet or time.monotonic() - self.job.begun < SHORT
        return self.job.state is not State.CANCELLED


class Strip(QFrame):
    """All jobs that last, the newest below."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(0)
        self.lines: list[Line] = []
        self.hide()
        runner.started.connect(self._started, Qt.ConnectionType.DirectConnection)

    def _started(self, job: Job) -> None:
        line = Line(job, self)
        line.hide()
        self.lines.append(line)
        self._column.addWidget(line)
        line.cross.clicked.connect(lambda: self._drop(line))
        job.ended.connect(lambda: self._ended(line))
        QTimer.singleShot(SOON, line, lambda: self._show(line))

    def _show(self, line: Line) -> None:
        if line in self.lines and not line.job.over:
            line.show()
            self.show()

    def _ended(self, line: Line) -> None:
        if line.isHidden() or line.tells_nothing:
            self._drop(line)
            return
        finished = [other for other in self.lines if other.job.over]
        for old in finished[:-MOST]:
            self._drop(old)

    def _drop(self, line: Line) -> None:
        if line in self.lines:
            self.lines.remove(line)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(any(not other.isHidden() for other in self.lines))
