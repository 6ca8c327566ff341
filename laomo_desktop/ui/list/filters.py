"""The chips above a list: add a filter from a menu, tick values with counts, remove it again."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from laomo_desktop.db.query import Query
from laomo_desktop.domain import dates, period
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.period import Period
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import lists
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.lists import Choice
from laomo_desktop.ui.list.days import OWN, DaysDialog, day_fields, spans
from laomo_desktop.ui.list.scope import with_scope
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.widgets.buttons import tool
from laomo_desktop.ui.widgets.chips import Chip
from laomo_desktop.ui.widgets.flow import FlowLayout
from laomo_desktop.ui.widgets.popover import ChoicePopover

MOST_WORDS = 3
"""So many values are named on a chip; of more, only how many."""
Filters = dict[str, tuple[Value, ...]]
Between = dict[str, tuple[str | None, str | None]]
KEYS = "#keys"
"""The chip of a list of given rows."""


class FilterBar(QWidget):
    """``changed`` whenever the filters are others. ``query`` has to be told what else narrows the list (counts)."""

    changed = Signal()

    def __init__(self, desk: Desk, register: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._reg = desk, REGISTERS[register]
        self.filters: Filters = {}
        self.between: Between = {}
        self.keys: tuple[RowId, ...] | None = None
        self._says = ""
        self.searched = ""
        self.runner: Runner | None = None
        """Who counts the values of a large register; a bar without one counts them itself."""
        self._wanted = ""
        self._chips: dict[str, Chip] = {}
        self._limits: list[Chip] = []
        self._flow = FlowLayout(self)
        self.adder = tool("＋ 筛选", tip="按类别、单位等筛选", key="Ctrl+L")
        self.adder.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.adder)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.adder.setMenu(self._menu)
        self._clear = tool("清除条件", self.clear, tip="去掉全部筛选")
        self._clear.hide()
        self._flow.addWidget(self.adder)
        self._flow.addWidget(self._clear)
        self._days = day_fields(self._reg)
        self._day_menus: list[QMenu] = []
        self.setVisible(bool(self._reg.filters or self._days))

    def put(
        self, filters: Mapping[str, object], between: Between | None = None, keys: Sequence[RowId] | None = None,
        says: str = "",
    ) -> None:
        """Set the filters (from a figure's link, say) without a signal; a single value may stand alone.

        ``between`` field -> first and last day, ``keys`` the only rows wanted, ``says`` what they are.
        """
        given = {name: tuple(v) if isinstance(v, list | tuple | set) else (v,) for name, v in filters.items()}
        self.filters = {name: values for name, values in given.items() if name in self._reg.by_name and values}
        self.between = {name: span for name, span in (between or {}).items() if name in self._reg.by_name}
        self.keys, self._says = None if keys is None else tuple(keys), says
        self.setVisible(bool(self._reg.filters or self._days or self.narrows))
        self._show()

    @property
    def narrows(self) -> bool:
        """Whether any condition stands."""
        return bool(self.filters or self.between) or self.keys is not None

    def query(self, find: str, order: tuple[str, ...] = (), leave: str = "") -> Query:
        """What search box and chips ask for; ``leave`` is a filter left out."""
        filters = {name: values for name, values in self.filters.items() if name != leave}
        return Query(self._reg.name, find, filters, order, dict(self.between), self.keys)

    def clear(self) -> None:
        """No filter any more."""
        if self.narrows:
            self.filters, self.between, self.keys = {}, {}, None
            self._show()
            self.changed.emit()

    def open_menu(self) -> None:
        """The menu of fields to filter by (Ctrl+L)."""
        if self.isVisible():
            self.adder.showMenu()

    def ask_for(self, name: str) -> None:
        """As `open`; in a large register the values are counted off the window's thread first."""
        if self.runner is None or lists.is_small(self._desk, self._reg.name):
            self.open(name)
            return
        self._wanted = name
        (self._chips.get(name) or self._add_chip(name)).say(f"{self._reg[name].label}：正在查找…")
        wanted, desk = self.query(self.searched, leave=name), self._desk
        self.runner.aside(
            lambda _progress: (name, lists.choices(desk, wanted, name)), self._counted,
            label=f"查找{self._reg[name].label}", failed=lambda _no: self._show(), quiet=True,
        )  # fmt: skip

    def _counted(self, found: tuple[str, list[Choice]]) -> None:
        name, choices = found
        if name == self._wanted:
            self._wanted = ""
            self._show(keep=name)
            self.open(name, choices)

    def open(self, name: str, counted: Sequence[Choice] | None = None) -> ChoicePopover:
        """The values of one field to tick; an unused chip goes when the popover closes."""
        chip = self._chips.get(name) or self._add_chip(name)
        choices = counted
        if choices is None:
            choices = lists.choices(self._desk, self.query(self.searched, leave=name), name)
        if name not in self.filters:
            chip.say(f"{self._reg[name].label}：")
        popover = ChoicePopover(choices, self.filters.get(name, ()), self)
        popover.setAccessibleName(self._reg[name].label)
        popover.chosen.connect(partial(self._choose, name))
        popover.destroyed.connect(partial(self._drop_unused, name))
        popover.open_under(chip)
        return popover

    def _fill_menu(self) -> None:
        self._menu.clear()
        for old in self._day_menus:
            old.deleteLater()
        self._day_menus = []
        for name in self._reg.filters:
            self._menu.addAction(self._reg[name].label, partial(self.ask_for, name))
        for name in self._days:
            menu = self._menu.addMenu(self._reg[name].label)
            self._day_menus.append(menu)
            for words, span in spans(date.today()).items():
                menu.addAction(words, partial(self.limit_days, name, span))
            menu.addAction(OWN, partial(self.ask_days, name))

    def limit_days(self, name: str, span: Period) -> None:
        """Only rows with this field's day in the span."""
        self.between[name] = (span.first.isoformat(), span.last.isoformat())
        self._show()
        self.changed.emit()

    def ask_days(self, name: str) -> None:
        """Two dates of one's own, beginning with what is chosen."""
        if name not in self._days:
            return
        dialog = DaysDialog(self._reg[name].label, self._span_of(name), self)
        agreed, span = dialog.exec(), dialog.span
        dialog.deleteLater()
        if agreed:
            self.limit_days(name, span)

    def _span_of(self, name: str) -> Period:
        first, last = self.between.get(name, (None, None))
        if first and last:
            return Period(date.fromisoformat(first), date.fromisoformat(last))
        return period.year(date.today().year).until(date.today())

    def _choose(self, name: str, values: list[Value]) -> None:
        if values:
            self.filters[name] = tuple(values)
        else:
            self.filters.pop(name, None)
        self._show(keep=name)
        self.changed.emit()

    def _drop_unused(self, name: str) -> None:
        if name not in self.filters and name in self._chips:
            self._remove_chip(name)

    def _remove(self, name: str) -> None:
        self._remove_chip(name)
        if self.filters.pop(name, None):
            self._show()
            self.changed.emit()
        self.adder.setFocus()

    def _lift(self, name: str) -> None:
        """A limit is removed: the days of a field, or the given rows (KEYS)."""
        if name == KEYS:
            self.keys = None
        self.between.pop(name, None)
        self._show()
        self.changed.emit()
        self.adder.setFocus()

    def _show(self, keep: str = "") -> None:
        for name in [n for n in self._chips if n not in self.filters and n != keep]:
            self._remove_chip(name)
        for name, values in self.filters.items():
            chip = self._chips.get(name) or self._add_chip(name)
            words = lists.words_of(self._desk, self._reg.name, name, values)
            some = "、".join(words) if len(words) <= MOST_WORDS else f"{len(words)}项"
            chip.say(f"{self._reg[name].label}：{some}", with_scope(self._reg[name], "、".join(words)))
        self._show_limits()
        self._clear.setVisible(self.narrows)

    def _show_limits(self) -> None:
        for chip in self._limits:
            self._take(chip)
        self._limits = [self._limit(name, _days(self._reg[name], *span)) for name, span in self.between.items()]
        if self.keys is not None:
            self._limits.append(self._limit(KEYS, self._says or f"指定的 {len(self.keys):,} {self._reg.unit}"))

    def _limit(self, name: str, words: str) -> Chip:
        chip = Chip()
        chip.say(words)
        chip.opened.connect(partial(self.ask_days, name))
        chip.removed.connect(partial(self._lift, name))
        self._put(chip)
        return chip

    def _add_chip(self, name: str) -> Chip:
        chip = Chip()
        chip.say(f"{self._reg[name].label}：")
        chip.opened.connect(partial(self.ask_for, name))
        chip.removed.connect(partial(self._remove, name))
        self._chips[name] = chip
        self._put(chip)
        return chip

    def _put(self, chip: Chip) -> None:
        self._flow.removeWidget(self._clear)
        self._flow.addWidget(chip)
        self._flow.addWidget(self._clear)
        chip.show()
        self._flow.setGeometry(self.rect())  # at once: a popover is placed under it

    def _remove_chip(self, name: str) -> None:
        if chip := self._chips.pop(name, None):
            self._take(chip)

    def _take(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._flow.invalidate()


def _days(of: Field, first: str | None, last: str | None) -> str:
    """开始日期：2026年1月1日至2026年3月31日"""
    begun, ended = (dates.paper_date(date.fromisoformat(day)) if day else "" for day in (first, last))
    return f"{of.label}：{begun}起" if not ended else f"{of.label}：{begun}至{ended}"
