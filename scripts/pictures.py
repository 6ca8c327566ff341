"""The handbook's pictures, taken from the real window on sample data.

Needs a screen of 1366 × 768: ``xvfb-run -s "-screen 0 1366x768x24" .venv/bin/python scripts/pictures.py [FOLDER]``.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from laomo_desktop import app as house
from laomo_desktop.db.vault import Cost
from laomo_desktop.services import demo, exchange, lists
from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.shell.window import MainWindow
from laomo_desktop.ui.start.memory import StartMemory
from laomo_desktop.ui.start.window import StartWindow
from laomo_desktop.ui.theme import fonts, sheet

SIZE = (1366, 768)
CHEAP = Cost(1, 8 * 1024 * 1024)


def settle(app: QApplication, runner: Runner, seconds: float = 0.6) -> None:
    """Let everything happen that is under way, and what comes of it be laid out."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)
        if any(not job.over for job in runner.jobs):
            until = max(until, time.monotonic() + seconds / 2)


def keep(widget: QWidget, folder: Path, name: str) -> None:
    """Save a picture of ``widget``."""
    widget.grab().save(str(folder / f"{name}.png"))


def places(desk: Desk) -> dict[str, Place]:
    """What is shown, by the picture's name."""
    training = lists.page(desk, lists.Query("trainings"), 0, 1)[0]["id"]
    person = lists.page(desk, lists.Query("people"), 0, 1)[0]["id"]
    return {
        "today": Place("today"),
        "people": Place("people"),
        "person": Place("people", person),
        "training": Place("training", training),
        "certificates": Place("certificates"),
        "import": Place("import", ask={"register": "people", "file": str(demo.sample(demo.TRAINEES))}),
        "pending": Place("pending"),
        "exchange": Place("exchange"),
        "backups": Place("backups"),
        "journal": Place("journal"),
        "needs": Place("needs"),
        "matching": Place("matching", lists.page(desk, lists.Query("needs"), 0, 1)[0]["id"]),
        "visits": Place("visits"),
        "figures": Place("figures"),
    }


def talk(desk: Desk, home: Path) -> None:
    """Two packages to a city and its receipts back, so that the ledger shows something."""
    city, _ = desks.create(home / "city", "370600", "赵敏", "demo-only", CHEAP)
    answer = exchange.enrol_answer(city, exchange.enrol_request(desk))
    exchange.enrol_accept(desk, answer.data, answer.digits)
    for _ in range(2):
        exchange.take_in(city, exchange.export(desk, home).path)
        exchange.take_in(desk, exchange.export(city, home, desk.office.code).path)
    exchange.export(desk, home)
    city.close()


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    sheet.apply(app)
    fonts.load_rare()
    runner = Runner()
    with tempfile.TemporaryDirectory() as home:
        start = StartWindow(house._doors(), runner, Path(home) / "new", StartMemory(Path(home) / "config"))
        _show(app, runner, start, lambda: keep(start, folder, "start"))
        desk, _ = desks.create(Path(home) / "store", "370602", "王芳", "demo-only", CHEAP)
        demo.fill(desk)
        talk(desk, Path(home))
        window = MainWindow(desk, runner, Path(home))
        window.resize(*SIZE)
        window.show()
        for name, place in places(desk).items():
            window.go(place)
            settle(app, runner)
            keep(window, folder, name)
        window.close()
        desk.close()


def _show(app: QApplication, runner: Runner, window: QWidget, act: Callable[[], None]) -> None:
    window.show()
    settle(app, runner)
    act()
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/handbook/pictures"))
