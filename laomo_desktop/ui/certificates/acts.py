"""Preview, print, reprint, void and replace: the verbs of certificates, with their questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import certificates, prints, registers, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.certificates.settings_dialog import SettingsDialog
from laomo_desktop.ui.certificates.verify_dialog import VerifyDialog
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.paper.noting import show_paper
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.why import ask_why

FAULTS = ("信息有误", "打印损坏", "发错人", "不符合发证条件")
LOSSES = ("遗失", "损坏", "姓名更正")
NOTHING = Refused("还没有选中证书", todo="请先在列表中点选，按住 Ctrl 或 Shift 可选多本")


@dataclass(frozen=True, slots=True)
class Overprint:
    """套打 as set for this store: whether the background is printed, and by how many mm all moves."""

    background: bool
    dx: float
    dy: float

    @classmethod
    def of(cls, desk: Desk) -> "Overprint":
        found = settings.get(desk, settings.OVERPRINT, {})
        return cls(bool(found.get("background", True)), float(found.get("dx", 0)), float(found.get("dy", 0)))


class CertificateActs(QObject):
    """``written`` after each change. ``chosen`` gives the keys an act is about."""

    written = Signal(object)

    def __init__(self, context: Context, window: QWidget, chosen: Callable[[], Sequence[RowId]]) -> None:
        super().__init__(window)
        self.context = context
        self._window, self._chosen = window, chosen

    def _keys(self) -> list[RowId]:
        keys = list(self._chosen())
        if not keys:
            raise NOTHING
        return keys

    @guarded
    def preview(self) -> None:
        """The real pages."""
        if keys := self._printable(self._keys()):
            self.draw(keys)

    @guarded
    def print(self) -> None:
        """The pages to be printed. Asks before a reprint; each printing is counted in the certificate's record."""
        keys = self._printable(self._keys())
        again = [row for row in self._rows(keys) if row["prints"]]
        if keys and (not again or self._agreed(again, len(keys))):
            self.draw(keys)

    def _printable(self, keys: list[RowId]) -> list[RowId]:
        """Those that may be printed; who is left out and why is told first, and she may think better of it."""
        rows = self._rows(keys)
        good = [row["id"] for row in rows if row["state"] == certificates.VALID]
        told = prints.unprintable(rows)
        if told and not good:
            raise Refused(f"{told}，不能打印", todo="需要时请补发")
        if told and ask(self._window, f"{told}，不能打印。", (f"只要其余{len(good)}本", "取消")) != 0:
            return []
        return good

    def _agreed(self, again: Sequence[Record], all_: int) -> bool:
        first = f"证书{again[0]['number']}已打印过{again[0]['prints']}次"
        question = first + "。" if len(again) == 1 else f"选中的{all_}本中有{len(again)}本已经打印过。"
        return (
            ask(self._window, question, ("再打印一次", "取消"), more="每次打印都会计数，记在证书的记录里。")
            == 0
        )

    def draw(self, keys: Sequence[RowId]) -> None:
        """One PDF of all of them, shown in the preview; printing or saving it there is counted."""
        desk, over = self.context.desk, Overprint.of(self.context.desk)

        def work(progress: Progress) -> Paper:
            return prints.certificate_pages(
                desk, keys, background=over.background, dx=over.dx, dy=over.dy, progress=progress
            )

        self.context.runner.do(work, self.show, label="生成证书", failed=self.context.frame.refuse)

    def show(self, paper: Paper) -> None:
        """Finished pages in the preview."""
        show_paper(self.context, paper)

    @guarded
    def void(self) -> None:
        """One certificate becomes void, with its reason."""
        row = self._one("作废")
        reason = ask_why(
            self._window,
            "作废证书",
            f"要作废{row['holder']}的证书{row['number']}吗？",
            act="作废",
            reasons=FAULTS,
            more="作废不能撤销；编号留在台账里，不会再给别人。需要时请补发新证。",
        )
        if reason:
            self._write("作废证书", lambda desk: certificates.void(desk, row["id"], reason))

    @guarded
    def replace(self) -> None:
        """A new certificate with a new number in place of a lost or faulty one."""
        row = self._one("补发")
        reason = ask_why(
            self._window,
            "补发证书",
            f"要给{row['holder']}补发证书，代替{row['number']}吗？",
            act="补发",
            reasons=LOSSES,
            more="新证用新的编号和现在的姓名，旧证记为“已补发”，不能撤销。",
        )
        if reason:
            self._write("补发证书", lambda desk: certificates.replace(desk, row["id"], reason))

    @guarded
    def verify(self) -> None:
        """Is this paper genuine?"""
        dialog = VerifyDialog(self.context, self._window.window())
        dialog.exec()
        dialog.deleteLater()

    @guarded
    def set_up(self) -> None:
        """Numbers, texts, 套打."""
        self.context.desk.must_write()
        dialog = SettingsDialog(self.context, self._window.window())
        dialog.saved.connect(self.written)
        dialog.exec()
        dialog.deleteLater()

    def _one(self, act: str) -> Record:
        self.context.desk.must_write()
        keys = self._keys()
        if len(keys) > 1:
            raise Refused(f"一次只能{act}一本", todo="请只选一本证书")
        return self._rows(keys)[0]

    def _rows(self, keys: Sequence[RowId]) -> list[Record]:
        return [registers.get(self.context.desk, "certificates", key) for key in keys]

    def _write(self, label: str, work: Callable[[Desk], Done]) -> None:
        desk = self.context.desk
        self.context.runner.do(
            lambda _progress: work(desk),
            self._written,
            label=label,
            failed=self.context.frame.refuse,
            quiet=True,
        )

    def _written(self, done: Done) -> None:
        self.written.emit(done)
        self.context.frame.said(done)
