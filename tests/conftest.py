"""What every test stands on: no screen, steady random examples, a quiet log, made-up people."""

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # has to stand before the first import of Qt

from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk
from tests.log_guard import LogGuard
from tests.people import MadeUp, make_people

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
CHEAP = Cost(1, 8192 * 1024)
"""Passwords that cost nothing to try."""
PASSWORD = "secret1"

# "ci": the same examples every time, and nothing depends on how busy the machine is.
# "explore" (HYPOTHESIS_PROFILE=explore): fresh and many, for a person who looks for trouble.
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", parent=settings.get_profile("ci"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def logs() -> Iterator[LogGuard]:
    """Fails the test on any log line from WARNING up, unless it said ``logs.expect("part of the line")``."""
    guard = LogGuard()
    root = logging.getLogger()
    root.addHandler(guard)
    yield guard
    root.removeHandler(guard)
    if complaints := guard.complaints():
        pytest.fail("\n".join(complaints))


@pytest.fixture
def people() -> list[MadeUp]:
    """A hundred made-up people; the first twenty have the hard names."""
    return make_people(100)


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def pdf_tools() -> None:
    """For tests that look at a PDF from outside: poppler must be there (scripts/setup.sh brings it)."""
    for tool in ("pdftotext", "pdffonts", "pdftoppm"):
        assert shutil.which(tool), f"{tool} is missing: run make test, which installs it"


@pytest.fixture(scope="session")
def new_stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new store of either role, closed; each test works on its own copy."""
    root = tmp_path_factory.mktemp("stores")
    for name, office in (("district", "370602"), ("city", "370600")):
        made, _ = desks.create(root / name, office, "管理员", PASSWORD, CHEAP)
        made.close()
    return root


def _entered(new_stores: Path, folder: Path) -> Desk:
    shutil.copytree(new_stores / folder.name, folder)
    return desks.enter(folder, "管理员", PASSWORD, CHEAP)


@pytest.fixture
def desk(new_stores: Path, tmp_path: Path) -> Iterator[Desk]:
    """A new store of 芝罘区总工会, its administrator before it."""
    made = _entered(new_stores, tmp_path / "district")
    yield made
    made.close()


@pytest.fixture
def city_desk(new_stores: Path, tmp_path: Path) -> Iterator[Desk]:
    """A new store of 烟台市总工会."""
    made = _entered(new_stores, tmp_path / "city")
    yield made
    made.close()
