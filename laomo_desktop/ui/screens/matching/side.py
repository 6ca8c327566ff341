"""The left side: the need (or the team) in facts, what was read out of it, and who was sent."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates, kinds
from laomo_desktop.domain.dispatching import MAY_FOLLOW
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import needs
from laomo_desktop.services.matching import Wanted, rules
from laomo_desktop.ui.screens.matching.sent import SentCard
from laomo_desktop.ui.screens.matching.state import Loaded
from laomo_desktop.ui.widgets.buttons import label
from laomo_desktop.ui.widgets.day_line import DayLine

HINT = "按这些去找人；不对时请在需求里写明工种、专长。"
TOLD_FROM, MEANT_FROM = 0.25, 0.5
"""How much of a need must speak of a craft, of a trade, for it to be told."""
TOLD = ("category", "urgency", "source", "raised", "trade", "specialties", "detail", "platform", "result", "reason")


class Side(QScrollArea):
    """``answered`` tells (assignment, answer), ``wanted_paper`` an assignment whose 派工单 is wanted again."""

    answered = Signal(object, str)
    wanted_paper = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(250)
        self.setAccessibleName("需求")
        self.answered_on = DayLine(date.today())
        """The day of the answers recorded next: today unless told."""
        self.answered_on.setAccessibleName("答复日期")
        self._answering = _named("答复日期", self.answered_on)

    def show_loaded(self, of: Loaded) -> None:
        """Fill anew; the day of the answers stays as it stands, the cursor in it too."""
        typing = self.answered_on.hasFocus()
        self._answering.hide()
        self._answering.setParent(self)  # not to go with the old cards
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        if of.wanted is not None:
            cards = [_card("需求", _need_facts(of)), _card("程序读出的", _understood(of.wanted), HINT)]
            if of.sent:  # what waits for an answer comes first
                self._add_sent(column, of)
            for card in cards:
                column.addWidget(card)
            if not of.sent:
                self._add_sent(column, of)
        else:
            column.addWidget(_card("服务队", _team_facts(of)))
        column.addStretch(1)
        self.setWidget(inside)
        if typing:
            self.answered_on.setFocus()

    def _add_sent(self, column: QVBoxLayout, of: Loaded) -> None:
        column.addWidget(label(f"派工与答复（{len(of.sent)}）", "heading"))
        if not of.sent:
            column.addWidget(label("还没有派工。在右边勾选人员或服务队，点“派工并打印”。", "soft", wrap=True))
        if of.may_write and any(MAY_FOLLOW[row["answer"]] for row in of.sent):
            column.addWidget(self._answering)
            self._answering.show()
        for row in reversed(of.sent):
            card = SentCard(row, may_write=of.may_write)
            card.answered.connect(self.answered)
            card.wanted_paper.connect(self.wanted_paper)
            column.addWidget(card)


def _named(words: str, line: DayLine) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(words, "soft"))
    row.addWidget(line)
    row.addStretch(1)
    return box


def _card(title: str, facts: Mapping[str, str], hint: str = "") -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 10, 12, 10)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(title, "strong"), 0, 0, 1, 2)
    for row, (name, words) in enumerate(facts.items(), 1):
        name_label = label(name, "soft")
        name_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        value = label(words, "error" if words.startswith("已超期") else "", wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(name_label, row, 0)
        grid.addWidget(value, row, 1)
    if hint:
        grid.addWidget(label(hint, "soft", wrap=True), len(facts) + 1, 0, 1, 2)
    return frame


def _need_facts(of: Loaded) -> dict[str, str]:
    row, enterprise = of.row, of.enterprise or {}
    facts = {"企业": str(row["enterprise.title"]), "地址": enterprise.get("address") or ""}
    facts["产业链"] = row["chain"] or enterprise.get("chain") or ""
    facts["期望解决"] = _due(row)
    facts |= {REGISTERS["needs"][name].label: _words(row, name) for name in TOLD}
    return {name: words for name, words in facts.items() if words}


def _due(row: Record) -> str:
    if not row["due"]:
        return ""
    day = dates.paper_date(date.fromisoformat(row["due"]))
    over = needs.days_over(row)
    return f"已超期{over}天（{day}）" if over else day


def _words(row: Record, name: str) -> str:
    return kinds.masked(REGISTERS["needs"][name], row[name])


def _understood(wanted: Wanted) -> dict[str, str]:
    topic = wanted.topic
    facts = {
        "工种": "、".join(_because(trade, word) for trade, word in topic.trades.items() if _is_meant(wanted, trade)),
        "专长": "、".join(_because(term, word) for term, word in topic.specialties.items() if _is_meant(wanted, term)),
        "专业": "；".join(
            f"{craft}（{rules.written(words[:4])}）"
            for craft, (share, words) in topic.crafts.items() if share >= TOLD_FROM
        ),
    }
    shown = {name: words for name, words in facts.items() if words}
    return shown or {"": "没有读出工种或专长，只能按距离、荣誉等排。"}


def _is_meant(wanted: Wanted, term: str) -> bool:
    """Whether a trade or specialty is more than hinted at (数控 of 数控折弯件)."""
    return rules.share_of(wanted, term) >= MEANT_FROM


def _because(term: str, word: str) -> str:
    return f"{term}（“{word}”）" if word and word != term.casefold() else term


def _team_facts(of: Loaded) -> dict[str, str]:
    reg, row = REGISTERS["teams"], of.row
    told = ("level", "office", "chain", "specialties")
    facts = {reg[name].label: kinds.masked(reg[name], row[name]) for name in told}
    facts["队长"] = str(row["leader.title"] or "")
    facts["队员"] = "、".join(str(member["person.title"]) for member in of.members)
    return {name: words for name, words in facts.items() if words}
