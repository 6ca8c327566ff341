"""One district for a whole module: processes are dear."""

import pytest

from tests.cli.running import Office, new_office


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_office(tmp_path_factory.mktemp("cli") / "district", "district", "370602")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_office(tmp_path_factory.mktemp("cli") / "city", "city", "370600")
