"""The city and two districts, keys exchanged; made once, each test gets a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, World


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offices")
    made = World(folder)
    made.open(CITY, ZHIFU, FUSHAN)
    made.close()
    return folder


@pytest.fixture
def world(made_once: Path, tmp_path: Path) -> Iterator[World]:
    copy = World(tmp_path / "offices")
    copy.begin_with(made_once)
    yield copy
    copy.close()
