"""What a list asks of the store: answered at once where that is quick, else off the window's thread."""

from array import array

from PySide6.QtCore import QObject, Signal

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import lists
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.list.model import RegisterModel
from laomo_desktop.ui.runner import Job

Answer = tuple[Query, "array[int]", int]


class Finder(QObject):
    """Only the last question counts: an answer that comes after another question is dropped.

    ``answered`` once the model shows what was asked for; ``waiting`` while a long answer is looked for. The rows
    shown before stay meanwhile, and the acts are about them.
    """

    answered = Signal()
    waiting = Signal(bool)

    def __init__(self, context: Context, model: RegisterModel) -> None:
        super().__init__(model)
        self._context, self._model = context, model
        self._job: Job | None = None
        self.total = 0
        """How many rows the whole register has."""

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._job is not None

    def ask(self, query: Query) -> None:
        """Show these rows, now or soon."""
        self._give_up()
        self._model.asked = query
        desk = self._context.desk
        if lists.is_quick(desk, query):
            self._model.show(query)
            self._count_whole(query)
            self._end()
            return
        self._job = self._context.runner.aside(
            lambda _progress: (query, *lists.whole(desk, query)), self._found,
            label=f"查找{self._model.reg.label}", failed=self._not_found, quiet=True,
        )  # fmt: skip
        self.waiting.emit(True)

    def ask_again(self) -> None:
        """Something was written: the same question; rows that did not come or go stay selected."""
        query, desk = self._model.asked, self._context.desk
        if self.busy or not lists.is_quick(desk, query):
            self.ask(query)
            return
        self._model.refresh()
        self._count_whole(query)
        self._end()

    def _count_whole(self, query: Query) -> None:
        whole = Query(query.register)
        plain = not (query.find or query.filters or query.between) and query.keys is None
        self.total = self._model.rowCount() if plain else lists.count(self._context.desk, whole)

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()  # if it did not begin yet; else its answer is dropped
            self._job = None

    def _found(self, answer: Answer) -> None:
        query, order, total = answer
        if query is not self._model.asked or self._job is None:
            return
        self._job, self.total = None, total
        self._model.take(query, len(order), order)
        self._end()

    def _end(self) -> None:
        self.waiting.emit(False)
        self.answered.emit()

    def _not_found(self, no: Refused) -> None:
        self._job = None
        self.waiting.emit(False)
        self._context.frame.refuse(no)
