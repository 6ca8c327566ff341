"""The first schema: all registers, the journal, the search indexes (0001.sql)."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
