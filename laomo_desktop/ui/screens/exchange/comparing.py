"""与市总核对: whether the city has all as it is here, where not, and what to do then."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from laomo_desktop.services.exchange.agreeing import send_all_again
from laomo_desktop.services.exchange.telling import Comparison, compare
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.exchange.notices import GOOD, PLAIN, WARN, Notice, Notices
from laomo_desktop.ui.widgets.buttons import button


class Comparer(QObject):
    """One notice tells it; ``send`` writes the next package."""

    def __init__(self, context: Context, notices: Notices, send: Callable[[], None], page: QWidget) -> None:
        super().__init__(page)
        self.context = context
        self._notices, self._send = notices, send
        self._told: Notice | None = None

    @guarded
    def compare(self) -> None:
        """Reads every row."""
        self.context.runner.do(
            lambda _progress: compare(self.context.desk), self._compared, label="与市总核对", quiet=True
        )

    @guarded
    def _compared(self, found: Comparison) -> None:
        tone = {True: GOOD, False: WARN, None: PLAIN}[found.same]
        lines = [f"不同的是：{'、'.join(found.where)}。"] if found.where else []
        lines += [found.todo] if found.todo else []
        acts = [button("全部重新上报", self._all_again, tip="下一个数据包带上本单位的全部内容")] if found.again else []
        self._notices.take_away(self._told)
        self._told = self._notices.tell(tone, found.sentence, lines, acts)

    @guarded
    def _all_again(self) -> None:
        self.context.runner.do(
            lambda _progress: send_all_again(self.context.desk), self._will_send, label="准备全部重报", quiet=True
        )

    @guarded
    def _will_send(self, _done: None) -> None:
        out = button("导出给市总", self._send, key="Ctrl+E", role="primary")
        words = "下一个数据包会带上本单位的全部内容，请现在导出给市总。"
        self._notices.take_away(self._told)
        self._told = self._notices.tell(PLAIN, words, ["市总已经有的不会重复。"], [out])
        out.setFocus()
