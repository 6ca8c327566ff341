"""Questions before something is lost: plain words on the buttons, the safe one first under Enter."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, question: str, answers: Sequence[str], *, more: str = "", grave: bool = False) -> int:
    """Which of ``answers`` was chosen. The first is the default; Esc and closing mean the last. ``grave``: what
    cannot be taken back must not happen by an Enter too many, so the last is the default too."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("请确认")
    box.setText(question)
    box.setInformativeText(more)
    buttons = [box.addButton(words, QMessageBox.ButtonRole.ActionRole) for words in answers]
    box.setDefaultButton(buttons[-1 if grave else 0])
    box.setEscapeButton(buttons[-1])
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return buttons.index(clicked) if clicked in buttons else len(answers) - 1
