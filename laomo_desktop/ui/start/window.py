"""The small window before the big one: first start or login. It is painted before anything heavy is imported."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain import own_files
from laomo_desktop.domain.errors import Refused
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.start.doors import Doors
from laomo_desktop.ui.start.first_pages import OfficePage, UserPage
from laomo_desktop.ui.start.login_pages import LoginPage, RecoveryPage
from laomo_desktop.ui.start.memory import StartMemory
from laomo_desktop.ui.start.parts import Page, label
from laomo_desktop.ui.start.restore_page import RestorePage
from laomo_desktop.ui.start.sheet_page import SheetPage
from laomo_desktop.ui.theme.icons import app_icon

if TYPE_CHECKING:
    from laomo_desktop.services.desk import Desk

WIDTH, HEIGHT = 620, 560


class StartWindow(QWidget):
    """Ends with `entered` (desk), or is closed."""

    entered = Signal(object)

    def __init__(self, doors: Doors, runner: Runner, folder: Path, memory: StartMemory) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("劳模工匠助企行")
        self.doors, self.runner, self.folder, self.memory = doors, runner, folder, memory
        self._desk: Desk | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self.runner.refused.connect(self._refused)
        self.runner.broke.connect(self._broke)
        self.begin()
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 60))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(40, 40))
        picture.setFixedSize(40, 40)
        head.addWidget(picture)
        head.addWidget(label("劳模工匠助企行", "heading", wrap=False))
        head.addStretch(1)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(48, 30, 48, 28)
        column.setSpacing(22)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    @property
    def page(self) -> Page:
        """The page now shown."""
        shown = self._pages.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def begin(self) -> None:
        """From the beginning, for the folder as it is; a store whose keys are damaged can only be restored."""
        if not self.doors.exists(self.folder):
            self._first_start()
            return
        try:
            self._login(self.doors.logins(self.folder))
        except Refused as no:
            self._login([])
            self.page.told.say(no.sentence)

    # -- pages -----------------------------------------------------------------------------------------------
    def _first_start(self) -> None:
        self._office, self._user = OfficePage(), UserPage(self.doors, self.runner)
        self._office.chosen.connect(self._office_chosen)
        self._office.elsewhere.connect(self._choose_folder)
        self._office.from_backup.connect(self._choose_backup)
        self._office.from_move.connect(self._choose_move)
        self._user.returned.connect(lambda: self._show(self._office))
        self._user.made.connect(self._made_first)
        self._show(self._office)

    def _office_chosen(self, code: str) -> None:
        self._user.ask(self.folder, code)
        self._show(self._user)

    def _login(self, users: Sequence[str]) -> None:
        login = LoginPage(self.doors, self.runner, self.folder, users, self.memory.user)
        login.entered.connect(self._enter)
        login.forgotten.connect(self._recover)
        login.elsewhere.connect(self._choose_folder)
        login.from_backup.connect(self._choose_backup)
        login.from_move.connect(self._choose_move)
        self._show(login)

    def _recover(self) -> None:
        page = RecoveryPage(self.doors, self.runner, self.folder, self.doors.logins(self.folder))
        page.returned.connect(self.begin)
        page.made.connect(self._made_again)
        self._show(page)

    def _made_first(self, made: "tuple[Desk, str]") -> None:
        self._show_sheet(*made, first=True)

    def _made_again(self, made: "tuple[Desk, str]") -> None:
        self._show_sheet(*made, first=False)

    def _show_sheet(self, desk: "Desk", code: str, *, first: bool) -> None:
        self._desk = desk
        page = SheetPage(self.doors, self.runner, desk, code, first=first)
        page.entered.connect(self._enter)
        self._show(page)

    def _show(self, page: Page) -> None:
        """Show ``page``; the others go, but for the two of the first start that lead back to each other."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
            for part in (*page.findChildren(QLineEdit), *page.findChildren(QPushButton)):
                part.installEventFilter(self)
        self._pages.setCurrentWidget(page)
        for number in reversed(range(self._pages.count())):
            other = self._pages.widget(number)
            if other is not page and other not in (getattr(self, "_office", None), getattr(self, "_user", None)):
                self._pages.removeWidget(other)
                other.deleteLater()
        QTimer.singleShot(0, page, page.begin)

    def _enter(self, desk: "Desk") -> None:
        self.memory.keep(self.folder, desk.user)
        self._desk = None
        self.entered.emit(desk)

    # -- other stores ----------------------------------------------------------------------------------------
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择资料库所在的文件夹", str(self.folder))
        if chosen:
            self.open_folder(Path(chosen))

    def open_folder(self, folder: Path) -> None:
        """Go on with the store of another folder; an empty one begins anew there."""
        self.folder = folder
        self.begin()
        if isinstance(self.page, OfficePage):
            self.page.told.say(f"这个文件夹里还没有资料库，将在这里新建：{folder}", "soft")

    def _choose_backup(self) -> None:
        own = self.folder / own_files.BACKUPS  # the program's own copies; a new PC has none, its backup is on a stick
        start = own if any(own.glob("*.lmbak")) else None
        self._choose("选择备份", "备份 (*.lmbak);;换机包 (*.lmmove)", start)

    def _choose_move(self) -> None:
        self._choose("选择换机包", "换机包 (*.lmmove)")

    def _choose(self, title: str, kinds: str, start: Path | None = None) -> None:
        start = start or next(iter(self.doors.sticks()), self.folder)
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(start), kinds)
        if chosen:
            self.restore_from(Path(chosen))

    def restore_from(self, source: Path) -> None:
        """Ask for the file's own password; a file that is none of ours is refused at once."""
        try:
            copy = self.doors.copy_of(source)
        except Refused as no:
            self._refused(no)
            return
        page = RestorePage(self.doors, self.runner, self.folder, source, copy)
        page.returned.connect(self.begin)
        page.entered.connect(self._enter)
        page.forgotten.connect(partial(self._recover_from, source, copy.logins))
        self._show(page)

    def _recover_from(self, source: Path, users: Sequence[str]) -> None:
        """The same file by the sealed sheet: nobody knows its passwords any more."""
        page = RecoveryPage(self.doors, self.runner, self.folder, users, source)
        page.returned.connect(partial(self.restore_from, source))
        page.made.connect(self._made_again)
        self._show(page)

    # -- what goes wrong -------------------------------------------------------------------------------------
    def _refused(self, no: Refused) -> None:
        self.page.setEnabled(True)
        self.page.told.say(no.sentence)

    def _broke(self, sentence: str, details: str) -> None:
        self.page.setEnabled(True)
        self.page.told.say(sentence)
        self.page.told.setToolTip(details)

    # -- Qt --------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a field goes to the next empty one, from the last goes on; on a button it presses that one."""
        if not (isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress):
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        if isinstance(watched, QLineEdit):
            self._next_or_forward(watched)
            return True
        if isinstance(watched, QPushButton) and not watched.isCheckable():
            watched.click()
            return True
        return super().eventFilter(watched, event)

    def _next_or_forward(self, field: QLineEdit) -> None:
        fields = [f for f in self.page.findChildren(QLineEdit) if f.isVisible() and not f.isReadOnly()]
        following = fields[fields.index(field) + 1 :] if field in fields else []
        empty = next((f for f in following if not f.text()), None)
        if empty is not None and field.text():
            empty.setFocus()
        else:
            self.page.forward()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.page.forward()
        elif event.key() == Qt.Key.Key_Escape:
            self.page.back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if isinstance(self.page, SheetPage) and not self.page.safe and self._desk is not None:
            words = "找回单还没有打印或保存。现在关闭，忘记密码时就打不开资料库了。\n确定关闭吗？"
            if QMessageBox.question(self, "找回单", words) != QMessageBox.StandardButton.Yes:
                event.ignore()
                return
        if self._desk is not None:
            self._desk.close()
        event.accept()
