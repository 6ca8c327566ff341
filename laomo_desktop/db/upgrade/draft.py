"""Draft the next step from the difference between the newest store and the registers.

``python -m laomo_desktop.db.upgrade.draft 0002 "people: blood type"`` writes versions/0002.py to be read and mended
by hand, then raise ``HEAD`` in `laomo_desktop.db.upgrade`.
"""

import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from laomo_desktop.db import engine
from laomo_desktop.db.schema import metadata
from laomo_desktop.db.upgrade import run

HEADER = '''"""{message}"""

import sqlalchemy as sa
from alembic import op

revision = "{step}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    {body}
'''


def draft(step: str, message: str) -> str:
    """The text of the step that brings the newest known store to today's registers."""
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "draft.db", bytes(32)
        down = run.scripts().get_current_head()
        if down:
            run.upgrade(path, key)
        writing = engine.writing_engine(path, key)
        with writing.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_object": _ours})
            ops = produce_migrations(context, metadata()).upgrade_ops
            assert ops is not None
            body = render_python_code(ops)
        writing.dispose()
    return HEADER.format(message=message, step=step, down=down, body=body)


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare: object) -> bool:
    return not (kind == "table" and name is not None and "_search" in name)


if __name__ == "__main__":
    number, words = sys.argv[1:3]
    (run.HERE / "versions" / f"{number}.py").write_text(draft(number, words), encoding="utf-8")
