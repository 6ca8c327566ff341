"""Alembic, run in this process on an encrypted store. Imported only when there is a step to take."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from laomo_desktop.db import engine

HERE = Path(__file__).parent


def scripts() -> ScriptDirectory:
    """The steps in versions/."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def known_steps() -> frozenset[str]:
    """Every step this program knows."""
    return frozenset(step.revision for step in scripts().walk_revisions())


def upgrade(path: Path, key: bytes, to: str = "heads") -> None:
    """Take all steps to the newest (or as far as step ``to``) in one transaction."""
    directory = scripts()
    writing = engine.writing_engine(path, key)

    def steps(revision: Any, _context: Any) -> Any:
        return directory._upgrade_revs(to, revision)

    with writing.begin() as connection:
        context = EnvironmentContext(Config(), directory, fn=steps)
        context.configure(connection=connection, transactional_ddl=True)
        with context.begin_transaction():
            context.run_migrations()
    writing.dispose()
