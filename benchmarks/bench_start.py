"""Starting the program: from the process's start to the first painted window, and on to the window after login.

Every start is a process of its own, from ``python`` to the end of the first paint of the shown window, on the
offscreen platform. The limit for the login window is a bare PySide6 window with one label; for the window after login
it is the bare window in a process that has also imported SQLAlchemy and opened the same store and read one row. The
peer is what the same program would be if it imported everything first (Excel, PDF and all). One untimed start each,
then medians of seven, the kinds in turn so that a busy machine is unfair to all. The package is compiled first, as the
libraries are by their installation. Run:
``PYTHONPATH=. python benchmarks/bench_start.py``; with ``imports`` it lists the dearest imports of the login window.
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import laomo_desktop
from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk as desks

RUNS = 7
CHEAP = Cost(1, 8192 * 1024)
"""The login's own cost (Argon2id, 64 MB, on purpose dear) is not the start's: both sides open with a cheap one."""
HEAD = """
import os, sys, time
from pathlib import Path
BORN = float(os.environ["BORN"])
def painted(window, then=None):
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, of, event):
            if event.type() == QEvent.Type.Paint and not self.property("seen"):
                self.setProperty("seen", True)
                QTimer.singleShot(0, done)
            return False
    def done():
        print(time.time() - BORN, flush=True)
        os._exit(0)
    window.watch = Watch(window)
    QCoreApplication.instance().installEventFilter(window.watch)
"""
BARE = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
window = QLabel("window")
window.resize(1000, 700)
painted(window)
window.show()
app.exec()
"""
LOGIN = """
from laomo_desktop import app as house
from laomo_desktop.ui import session
begin = session.Session.begin
def watched(self):
    painted(self.start)
    begin(self)
session.Session.begin = watched
house.run_window(Path(sys.argv[1]))
"""
EVERYTHING = (
    """
import openpyxl, reportlab.platypus, python_calamine, pypinyin, pypdfium2, sqlalchemy, alembic.command, PIL.Image
import laomo_desktop.services.demo, laomo_desktop.services.exchange, laomo_desktop.services.imports
import laomo_desktop.ui.shell.window
"""
    + LOGIN
)
STORE = (
    """
import sqlalchemy
from sqlcipher3 import dbapi2
connection = dbapi2.connect(str(Path(sys.argv[1]) / "laomo.db"))
connection.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
connection.execute("SELECT * FROM settings").fetchone()
"""
    + BARE
)
ENTERED = """
from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk as desks
desk = desks.enter(Path(sys.argv[1]), "管理员", "secret1", Cost(1, 8192 * 1024))
from laomo_desktop.ui.theme import sheet
from laomo_desktop.ui.runner import Runner
app = sheet.application("laomo_desktop")
from laomo_desktop.ui.shell.window import MainWindow
window = MainWindow(desk, Runner())
painted(window)
window.show()
window.open_first()
app.exec()
"""
TABLE = (
    ("bare", "bare PySide6 window (limit)", "", ""),
    ("login", "login window painted (ours)", "bare", "1.5"),
    ("everything", "login window, everything imported first (peer)", "bare", ""),
    ("store", "bare + SQLAlchemy + opened store (limit)", "", ""),
    ("entered", "window after login painted (ours)", "store", "1.3"),
)


def start(script: str, *given: str, options: Sequence[str] = ()) -> "subprocess.CompletedProcess[str]":
    """One process; it prints the seconds from its birth to its first paint."""
    born = "import os, time; os.environ['BORN'] = str(time.time());"
    command = "os.execv(sys.executable, [sys.executable, *eval(os.environ['ARGS'])])"
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "ARGS": repr([*options, "-c", HEAD + script, *given]),
    }
    own = [sys.executable, "-S", "-c", f"import sys; {born} {command}"]
    return subprocess.run(own, env=env, capture_output=True, text=True, check=True, timeout=60)


def seconds(script: str, *given: str) -> float:
    return float(start(script, *given).stdout.split()[0])


def medians(kinds: dict[str, tuple[str, ...]]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(RUNS + 1):
        for name, call in kinds.items():
            found = seconds(*call)
            if turn:
                taken[name].append(found)
    return {name: statistics.median(times) for name, times in taken.items()}


def imports(folder: str, most: int = 15) -> None:
    """The dearest modules by their own time, as ``-X importtime`` tells them."""
    told = start(LOGIN, folder, options=("-X", "importtime")).stderr
    lines = [
        line.removeprefix("import time:").split("|") for line in told.splitlines() if line.count("|") == 2
    ]
    rows = sorted(((int(own), name.strip()) for own, _, name in lines if own.strip().isdigit()), reverse=True)
    print(
        f"imports before the login window: {len(rows)} modules, {sum(own for own, _ in rows) / 1000:.0f} ms"
    )
    for own, name in rows[:most]:
        print(f"  {own / 1000:7.1f} ms  {name}")
    heavy = ("sqlalchemy", "openpyxl", "reportlab", "pypinyin", "numpy", "alembic", "PIL", "pyrage")
    print("  of the heavy ones:", ", ".join(h for h in heavy if any(n == h for _, n in rows)) or "none")


def main() -> None:
    compileall.compile_dir(Path(laomo_desktop.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = desks.create(Path(folder), "370602", "管理员", "secret1", CHEAP)
        key = desk.store.key.hex()
        desk.close()
        found = medians({
            "bare": (BARE,), "login": (LOGIN, folder), "everything": (EVERYTHING, folder),
            "store": (STORE, folder, key), "entered": (ENTERED, folder),
        })  # fmt: skip
        print(f"{f'medians of {RUNS} starts':<50}{'ms':>6}{'ratio':>8}{'to reach':>10}")
        for name, words, limit, reach in TABLE:
            ratio = f"{found[name] / found[limit]:8.2f}" if limit else ""
            print(f"{words:<50}{found[name] * 1000:6.0f}{ratio}{reach:>10}")
        if "imports" in sys.argv[1:]:
            imports(folder)


if __name__ == "__main__":
    main()
