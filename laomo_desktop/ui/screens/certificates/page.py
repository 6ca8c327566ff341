"""The certificates register: found like every register; nothing is typed in here, and nothing deleted."""

from PySide6.QtWidgets import QPushButton, QWidget

from laomo_desktop.services.desk import READER
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.certificates.acts import CertificateActs
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.widgets.buttons import button, shortcut


class CertificatesPage(RegisterPage):
    """Preview, print, reprint, void, replace and verify beside the list's own search, filters and export."""

    verbs: CertificateActs

    def __init__(
        self, context: Context, register: str = "certificates", parent: QWidget | None = None
    ) -> None:
        super().__init__(context, register, parent)
        shortcut("Ctrl+R", self, self.verbs.verify, anywhere=True)
        shortcut("Space", self.view, self.verbs.preview)
        if self._may_change:
            # The list makes and deletes nothing here (every field is frozen): the key voids instead.
            self.view.delete_asked.connect(self.verbs.void)

    @property
    def _may_change(self) -> bool:
        return self.context.desk.role != READER

    def _buttons(self) -> None:
        self.verbs = CertificateActs(self.context, self, self.view.chosen_keys)
        self.verbs.written.connect(self._renew)
        verbs, top = self.verbs, self.top
        top.add(
            button("验证…", verbs.verify, tip="扫码、粘贴或用照片验证一本证书", key="Ctrl+R", role="primary")
        )
        tip = "看选中证书的真实页面；打印或存为 PDF 才计次数"
        self.about_chosen = [top.add(button("预览", verbs.preview, tip=tip, key="空格"))]
        if self._may_change:
            self.about_chosen.append(top.add(button("打印", verbs.print, tip="打印选中的证书", key="Ctrl+P")))
        top.add(button("导出", self.acts.export, tip="把列表中的证书导出到 Excel", key="Ctrl+E"))
        top.add_more()
        if self._may_change:
            top.add_act("补发…", verbs.replace)
            top.add_act("作废…", verbs.void, "Delete")
            top.add_act("证书设置…", verbs.set_up)
        top.add_act("复制", self.view.copy, "Ctrl+C")
        top.add_act("只导出选中的…", self.acts.export_chosen)
        top.add_act("打印台账…", self.acts.ledger)
        top.add_act("台账存为 Excel…", self.acts.ledger_book)
        top.add_act("选择列…", self.choose_columns)

    def _show_count(self) -> None:
        super()._show_count()
        for made in self.about_chosen:
            made.setEnabled(self.view.chosen_count() > 0)

    def print_rows(self) -> None:
        """The chosen certificates; a reader prints the list."""
        if self._may_change:
            self.verbs.print()
        else:
            self.acts.ledger()

    @guarded
    def _renew(self, _done: Done) -> None:
        self.refresh()

    def _first_steps(self) -> list[QPushButton]:
        return [button("去培训班", self._to_trainings, role="primary")] if self._may_change else []

    def _to_trainings(self) -> None:
        self.context.frame.go(Place("trainings"))
