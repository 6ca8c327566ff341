"""The page of a visit, filled as a clerk does."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.visit import VisitScreen
from laomo_desktop.ui.screens.visit.form import VisitForm
from tests.ui.service_world import shown
from tests.ui.world import compose


def open_new(context: Context, qtbot: QtBot, **ask: object) -> VisitScreen:
    return shown(VisitScreen(context), Place("visit", None, ask or {"new": {}}), qtbot)


def form_of(screen: VisitScreen) -> VisitForm:
    assert screen.form is not None
    return screen.form


def type_kind(form: VisitForm, kind: str, qtbot: QtBot) -> None:
    line = form.fields.rows["kind"].editor.line  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    compose(line, kind)
    if line.popup.isVisible():
        qtbot.keyClick(line.popup, Qt.Key.Key_Escape)
    qtbot.keyClick(line, Qt.Key.Key_Tab)


def put(form: VisitForm, name: str, words: str, qtbot: QtBot) -> None:
    form.fields.show_field(name)
    line = form.fields.rows[name].editor.line  # type: ignore[attr-defined]
    line.selectAll()
    compose(line, words)
