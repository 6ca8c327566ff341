"""What every register can do: check a form, save, delete, set a field of many, take back, tell its history."""

from laomo_desktop.services.registers.checking import Checked, check
from laomo_desktop.services.registers.deleting import delete, refuse_if_held
from laomo_desktop.services.registers.done import Done
from laomo_desktop.services.registers.history import HistoryLine, history, reveal
from laomo_desktop.services.registers.reading import first, get, in_words, once_called, owned, present
from laomo_desktop.services.registers.saving import (
    ensure,
    insert_within,
    read_entries,
    save,
    set_field,
    update_within,
)
from laomo_desktop.services.registers.undoing import FINAL, obstacles, operations, undo, why_final

__all__ = [
    "FINAL", "Checked", "Done", "HistoryLine", "check", "delete", "ensure", "first", "get", "history", "in_words",
    "insert_within", "obstacles", "once_called", "operations", "owned", "present", "read_entries", "refuse_if_held",
    "reveal", "save", "set_field", "undo", "update_within", "why_final",
]  # fmt: skip
