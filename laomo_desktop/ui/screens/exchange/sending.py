"""Writing a package: onto the one stick or where the clerk says, then what it says and its cover."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import exchange, prints
from laomo_desktop.services.exchange import Exported
from laomo_desktop.services.prints import Paper
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.screens.exchange.choosing import Around, Folders, ask_folder, look_around, on_stick
from laomo_desktop.ui.screens.exchange.notices import BAD, GOOD, Notice, Notices
from laomo_desktop.ui.widgets.buttons import button


class Sender(QObject):
    """Writes packages, one act at a time."""

    def __init__(self, context: Context, notices: Notices, folders: Folders, page: QWidget) -> None:
        super().__init__(page)
        self.context = context
        self._notices, self._folders, self._page = notices, folders, page
        self._failed: Notice | None = None
        """What went wrong the last time; the next try takes it away."""

    @guarded
    def send(self, to: str | None = None) -> None:
        """Write a package for the city, or for the district of code ``to``."""

        def found(around: Around) -> None:
            self._place(around, to)

        self.context.runner.aside(lambda _progress: look_around(), found, label="查找 U 盘", quiet=True)

    @guarded
    def _place(self, around: Around, to: str | None) -> None:
        start = around.sticks[0] if around.sticks else self._folders.last
        target = around.only or ask_folder(self._page, "数据包写到哪个文件夹", start)
        if target is not None:
            self._write(target, around, to)

    def _write(self, folder: Path, around: Around, to: str | None) -> None:
        def work(progress: Progress) -> Exported:
            if not folder.is_dir():
                raise Refused("没有这个文件夹，U盘可能已经拔出", where=str(folder), todo="请插好U盘，或换一个位置")
            return exchange.export(self.context.desk, folder, to, progress)

        def done(made: Exported) -> None:
            self._written(made, around)

        self._notices.take_away(self._failed)
        what = f"写出给{offices.office(to).short}的回执包" if to else "导出数据包"

        def failed(no: Refused) -> None:
            elsewhere = button("换一个文件夹…", partial(self._elsewhere, around, to))
            acts = [elsewhere] if no.where else []  # another folder helps where this one is at fault
            self._failed = self._notices.tell(BAD, no.sentence, ["没有写出数据包。"], acts)

        self.context.runner.do(work, done, label=what, failed=failed)

    @guarded
    def _elsewhere(self, around: Around, to: str | None) -> None:
        target = ask_folder(self._page, "数据包写到哪个文件夹", self.context.exports)
        if target is not None:
            self._write(target, around, to)

    def _refused(self, no: Refused) -> None:
        self._notices.tell(BAD, no.sentence)

    @guarded
    def _written(self, made: Exported, around: Around) -> None:
        self._folders.note(made.path)
        safe = "已写入并核对，可以拔出 U 盘。" if on_stick(made.path, around) else "已写入并核对。"
        head = f"给{made.to.full}的第{made.number}包，短码 {made.code}。{safe}"
        lines = [words.went_out(made), f"文件：{made.path}"]
        key, path = made.done.key, made.path
        self._notices.tell(GOOD, head, lines, self._acts(key, path))

    def _acts(self, key: RowId, path: Path) -> list[QPushButton]:
        return [
            button(
                "打印封面",
                partial(self.print_cover, key),
                tip="打印后与 U 盘一起交给对方，对方凭短码核对",
                role="primary",
            ),
            button("打开文件夹", partial(self.open_folder, path)),
        ]

    @guarded
    def print_cover(self, key: RowId) -> None:
        """Show the cover of a package this office wrote."""
        self.context.runner.do(
            lambda _progress: prints.cover(self.context.desk, key),
            self._show_cover,
            label="制作封面",
            failed=self._refused,
            quiet=True,
        )

    def _show_cover(self, paper: Paper) -> None:
        self.context.frame.preview(paper.title, paper.pdf, paper.suggested)

    @guarded
    def open_folder(self, path: Path) -> None:
        """Show where a file lies."""
        if not path.parent.is_dir():
            raise Refused("文件夹不见了，U 盘可能已拔出", where=str(path.parent), todo="请重新插好再试")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
