"""The left side: screens by the clerk's work, with counts where something waits; narrow with small words."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from laomo_desktop.ui.screens.catalogue import Entry
from laomo_desktop.ui.shell.navigation_painter import COUNT, NAME, SHORT, Foldable, NavigationPainter
from laomo_desktop.ui.theme.icons import icon

WIDE, NARROW = 188, 110


class Navigation(Foldable):
    """Entries under headings; arrows, Enter and a click go there, a click on a heading folds what is below it."""

    chosen = Signal(str)
    sections_folded = Signal(list)
    """The headings that are folded now."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("导航")
        self.setItemDelegate(NavigationPainter(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 8, 0, 8)
        self.narrow = False
        self._items: dict[str, QListWidgetItem] = {}
        self._sections: dict[str, list[QListWidgetItem]] = {}
        self._folded: set[str] = set()
        self._fill(entries)
        self.fold(False)
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def _fill(self, entries: Sequence[Entry]) -> None:
        section = ""
        for number, entry in enumerate(entries, 1):
            if entry.section != section:
                section = entry.section or ""
                heading = QListWidgetItem(section, self)
                heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
                heading.setToolTip(f"折叠或展开“{section}”")
            item = QListWidgetItem(icon(entry.icon), entry.label, self)
            item.setData(NAME, entry.name)
            item.setData(SHORT, entry.short or entry.label)
            item.setToolTip(entry.label + (f"　Ctrl+{number}" if number <= 9 else ""))
            self._items[entry.name] = item
            self._sections.setdefault(section, []).append(item)

    def fold(self, narrow: bool) -> None:
        """Small words close together, or words with headings."""
        self.narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        self.fold_sections(self._folded)
        self.scheduleDelayedItemsLayout()

    def is_folded(self, section: str) -> bool:
        return section in self._folded and not self.narrow

    def fold_sections(self, sections: Collection[str]) -> None:
        """Hide the entries under these headings; in the narrow form all entries stay."""
        self._folded = set(sections) & set(self._sections)
        for section, items in self._sections.items():
            for item in items:
                item.setHidden(self.is_folded(section))
        self.viewport().update()

    def show_place(self, name: str) -> None:
        """Mark where the clerk is, unfolding its section; nowhere for screens that are not listed."""
        item = self._items.get(name)
        if item is None:
            self.clearSelection()
            return
        if item.isHidden():
            self.fold_sections(self._folded - {s for s, items in self._sections.items() if item in items})
        self.setCurrentItem(item)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How much waits, by screen name."""
        for name, item in self._items.items():
            item.setData(COUNT, counts.get(name, 0))

    def _go(self, item: QListWidgetItem) -> None:
        if name := item.data(NAME):
            self.chosen.emit(name)
        elif not self.narrow:
            self.fold_sections(self._folded ^ {item.text()})
            self.sections_folded.emit(sorted(self._folded))
