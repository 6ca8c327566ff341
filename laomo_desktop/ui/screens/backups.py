"""备份: copies made by the program, a copy now, a copy to the stick, and how to come back to one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import indexing, keeping
from laomo_desktop.services.desk import ADMIN
from laomo_desktop.services.exchange import files, moving
from laomo_desktop.sync import drives
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView
from laomo_desktop.ui.widgets.where import ask_where

COLUMNS = (
    Column("时间", lambda b: f"{b.at:%Y-%m-%d %H:%M}", 10),
    Column("时机", lambda b: b.occasion, 8),
    Column(
        "大小",
        lambda b: f"{b.path.stat().st_size / 1048576:.1f} MB" if b.path.exists() else "",
        6,
        right=True,
    ),
    Column("文件", lambda b: b.path.name, 24),
)
MOVING = "换电脑：写好换机包以后，本机的资料库就只能查看，之后的工作都在新电脑上做。"
MOVING_HOW = "换机包要是丢了，在这台电脑的登录窗口用“换机前”的备份恢复，还能接着用。"
HOW = (
    "每天第一次登录时、每次导入和升级之前，程序会自动备份，并按天、周、月保留。"
    "要恢复某个备份，请退出后在登录窗口点“从备份恢复”。"
)


class BackupsScreen(Screen):
    """The copies of this store."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = RowsModel(COLUMNS, lambda b: str(b.path).encode(), self)
        self.table = RowsView(self.model, "备份")
        self.result = label(role="soft", wrap=True)
        self._sticks: list[Path] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addWidget(label("备份", "title"))
        column.addWidget(label(HOW, "soft", wrap=True))
        column.addLayout(self._buttons())
        column.addWidget(self.result)
        column.addWidget(self.table, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(button("立即备份", self.make, tip="在资料库文件夹里备份一份", role="primary"))
        row.addWidget(button("备份到…", self.make_elsewhere, tip="备份到 U 盘或其他文件夹"))
        row.addWidget(button("检查资料库", self.check, tip="核对每一页、每个关联；搜索索引有问题就重新建好"))
        row.addStretch(1)
        self.mover = button("换电脑…", self.move_away, tip="把整个资料库写成换机包，拿到新电脑上打开；本机从此只读")
        if self.context.desk.role != ADMIN:
            self.mover.hide()
        row.addWidget(self.mover)
        return row

    def arrive(self, place: Place) -> None:
        self._read()

    def _read(self) -> None:
        self.model.show(keeping.listing(self.context.desk))

    @guarded
    def make(self) -> None:
        """A copy among the store's own."""

        def work(progress: Progress) -> Path:
            return keeping.backup_now(self.context.desk, progress=progress)

        self.context.runner.do(work, self._made, label="备份")

    @guarded
    def make_elsewhere(self) -> None:
        """A copy where the clerk says; a stick is offered first."""
        self._look_for_stick(self._make_elsewhere)

    @guarded
    def _make_elsewhere(self, sticks: list[Path]) -> None:
        name = files.file_name(files.BACKUP, self.context.desk.office, ".lmbak")
        start = self._start(sticks) / name
        chosen = ask_where(self, "备份到", start, "备份 (*.lmbak)", ".lmbak")
        if chosen is not None:
            self._sticks = sticks

            def work(progress: Progress) -> Path:
                return keeping.backup_to(self.context.desk, chosen, progress)

            self.context.runner.do(work, self._made, label="备份")

    def _look_for_stick(self, then: Callable[[list[Path]], None]) -> None:
        self.context.runner.aside(lambda _progress: drives.sticks(), then, label="查找 U 盘", quiet=True)

    def _start(self, sticks: list[Path]) -> Path:
        return sticks[0] if sticks else self.context.exports

    def _pull(self, path: Path) -> str:
        """What is said of a file that was written and read back."""
        told = any(path.is_relative_to(stick) for stick in self._sticks)
        return "已读回核对，可以拔出 U 盘。" if told else ""

    @guarded
    def move_away(self) -> None:
        """The 换机包 for a new PC; this store is read-only afterwards."""
        if ask(self, MOVING, ("写换机包", "取消"), more=MOVING_HOW, grave=True) == 0:
            self._look_for_stick(self._move_away)

    @guarded
    def _move_away(self, sticks: list[Path]) -> None:
        suggested = self._start(sticks) / moving.suggested_name(self.context.desk)
        chosen = ask_where(self, "换机包写到", suggested, f"换机包 (*{moving.SUFFIX})", moving.SUFFIX)
        if chosen is not None:
            self._sticks = sticks
            self.move_to(chosen)

    def move_to(self, target: Path) -> None:
        """As `move_away`, the file being chosen."""
        if not target.suffix:
            target = target.with_name(target.name + moving.SUFFIX)
        self.context.runner.do(
            lambda progress: moving.move(self.context.desk, target, progress), self._moved, label="写换机包"
        )

    def _moved(self, made: moving.Moved) -> None:
        self.mover.setEnabled(False)
        self.result.setText(
            f"换机包已写好并读回核对：{made.path}。{self._pull(made.path).removeprefix('已读回核对，')}"
            "本机从此只读；请到新电脑的开始窗口点“从换机包打开”，用原来的密码。"
        )
        self._read()

    def _made(self, path: Path) -> None:
        self.result.setText(f"已备份：{path}。{self._pull(path)}")
        self._read()

    @guarded
    def check(self) -> None:
        """Read the whole store through."""

        def work(progress: Progress) -> tuple[list[str], str]:
            return indexing.checked(self.context.desk, progress)

        self.context.runner.do(work, self._checked, label="检查资料库")

    def _checked(self, found: tuple[list[str], str]) -> None:
        problems, healed = found
        sound = "资料库完好：每一页、每个关联、每个索引都已核对。"
        wrong = "；".join(problems) + "。请用最近的备份恢复，或联系技术支持。" if problems else sound
        self.result.setText(f"{healed}{wrong}")
