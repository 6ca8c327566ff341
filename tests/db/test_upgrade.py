"""Every released schema is opened by today's program, and the schema a store ends in is what the registers declare."""

import json
import os
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from laomo_desktop.db import backup, check, engine, upgrade
from laomo_desktop.db.schema import metadata
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.db.upgrade import run
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from tests.db.conftest import KEY
from tests.db.looking import add, found, rows
from tests.old_stores import make
from tests.people import RARE_NAME

OLD = sorted(make.HERE.glob("*.db"))


def is_part(old: object, now: object) -> bool:
    """Whether everything of the old reading is in the new one; a later step may add columns."""
    if isinstance(old, dict) and isinstance(now, dict):
        return all(name in now and is_part(value, now[name]) for name, value in old.items())
    if isinstance(old, list) and isinstance(now, list):
        return len(old) == len(now) and all(is_part(a, b) for a, b in zip(old, now, strict=True))
    return old == now


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store folder of an earlier program; beside its file in old_stores stands what it must still say."""
    shutil.copyfile(request.param, tmp_path / FILE)
    (tmp_path / "expected").write_text(request.param.with_suffix(".json").read_text("utf-8"), "utf-8")
    return tmp_path


def test_every_old_store_is_of_a_step_this_program_knows() -> None:
    steps = {path.stem for path in OLD}
    assert "0001" in steps
    assert steps <= run.known_steps()


def test_head_is_the_newest_step() -> None:
    assert run.scripts().get_heads() == [upgrade.HEAD]


def test_an_old_store_opens_with_all_it_holds(old: Path) -> None:
    expected = json.loads((old / "expected").read_text("utf-8"))
    store = Store(old, make.KEY)
    try:
        assert is_part(expected, make.told(store))
        with store.reading() as connection:
            assert list(check.problems(connection)) == []
        assert set(found(store, "people", "㛃")) == {
            RARE_NAME,
            "陈㛃",
        }
        assert add(store, "people", name="升级后新建") in rows(store, "people")
    finally:
        store.close()
    assert upgrade.version(old / FILE, make.KEY) == upgrade.HEAD


def test_a_copy_taken_before_the_upgrade_can_be_restored(
    old: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if upgrade.version(old / FILE, make.KEY) == upgrade.HEAD:
        pytest.skip("nothing to upgrade")
    (old / "keys.json").write_text('{"users": {}}', "utf-8")
    before = (old / FILE).read_bytes()
    Store(old, make.KEY).close()
    [copy] = backup.listing(old)
    assert copy.occasion == "升级前"
    target = tmp_path_factory.mktemp("restored")
    backup.restore(copy.path, target)
    assert (target / FILE).read_bytes() == before


def differences(path: Path) -> list[object]:
    writing = engine.writing_engine(path, KEY)
    try:
        with writing.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"include_object": ours, "compare_type": True}
            )
            return compare_metadata(context, metadata())
    finally:
        writing.dispose()


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare: object) -> bool:
    return not (kind == "table" and name is not None and ("_search" in name or name == "alembic_version"))


def test_the_schema_of_the_steps_is_what_the_registers_declare(folder: Path) -> None:
    """A field added without a step fails here."""
    assert differences(folder / FILE) == []


def test_every_searched_register_has_its_index_and_no_other(store: Store) -> None:
    with store.reading() as connection:
        query = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        indexes = {name for (name,) in connection.exec_driver_sql(query)}
    assert indexes == {f"{reg.name}_search" for reg in REGISTERS.values() if reg.searched}


def test_a_column_too_few_is_seen(folder: Path) -> None:
    connection = engine.connect(folder / FILE, KEY)
    connection.execute("ALTER TABLE people DROP COLUMN politics")
    connection.close()
    assert len(differences(folder / FILE)) == 1


def test_a_store_of_a_newer_program_is_refused(folder: Path) -> None:
    connection = engine.connect(folder / FILE, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (folder / FILE).read_bytes()
    with pytest.raises(Refused, match="更新版本的程序建立的，请先升级本程序"):
        Store(folder, KEY)
    assert (folder / FILE).read_bytes() == before
    assert backup.listing(folder) == []


FAILING = '''
"""A step that breaks half way."""
from alembic import op
revision = "9999"
down_revision = {down!r}
def upgrade():
    op.execute("ALTER TABLE people ADD COLUMN blood TEXT")
    op.execute("UPDATE people SET name = 'broken'")
    op.execute("THIS IS NO SQL")
'''


def test_a_failing_step_leaves_the_old_store(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(folder, KEY)
    add(store, "people", name=RARE_NAME)
    store.close()
    step = tmp_path / "versions" / "9999.py"
    step.parent.mkdir()
    step.write_text(FAILING.format(down=upgrade.HEAD), "utf-8")
    before = upgrade.HEAD
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "HEAD", "9999")
        patch.setattr(run, "scripts", lambda: scripts_with(step.parent))
        with pytest.raises(Refused, match="没有保存"):
            Store(folder, KEY)
    assert upgrade.version(folder / FILE, KEY) == before
    assert [copy.occasion for copy in backup.listing(folder)] == ["升级前"]
    store = Store(folder, KEY)
    assert [row["name"] for row in rows(store, "people").values()] == [RARE_NAME]
    assert differences_of_columns(store) == set()
    store.close()


def scripts_with(more: Path) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(run.HERE))
    config.set_main_option("version_locations", os.pathsep.join((str(run.HERE / "versions"), str(more))))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def differences_of_columns(store: Store) -> set[str]:
    with store.reading() as connection:
        kept = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(people)")}
    return kept ^ {column.name for column in metadata().tables["people"].columns}


def test_a_step_that_went_well_keeps_every_row(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(folder, KEY)
    key = add(store, "people", name=RARE_NAME)
    store.close()
    step = tmp_path / "versions" / "9999.py"
    step.parent.mkdir()
    text = FAILING.format(down=upgrade.HEAD)
    step.write_text(
        "\n".join(line for line in text.splitlines() if "broken" not in line and "NO SQL" not in line),
        "utf-8",
    )
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "HEAD", "9999")
        patch.setattr(run, "scripts", lambda: scripts_with(step.parent))
        store = Store(folder, KEY)
        assert rows(store, "people")[key]["blood"] is None
        assert rows(store, "people")[key]["name"] == RARE_NAME
        store.close()
