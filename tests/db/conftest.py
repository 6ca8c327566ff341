"""A bare store: schema and identity, no office, no users."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from laomo_desktop.db.store import FILE, Store

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new store, closed; to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    Store(folder, KEY).close()
    return folder


@pytest.fixture
def folder(empty_store: Path, tmp_path: Path) -> Path:
    """A folder with a store of its own, closed."""
    made = tmp_path / "store"
    made.mkdir()
    shutil.copyfile(empty_store / FILE, made / FILE)
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = Store(folder, KEY)
    yield opened
    opened.close()
