"""Steps written as SQL: the file beside the step, statement by statement."""

from pathlib import Path

from alembic import op


def run_beside(step: str) -> None:
    """Run ``<step>.sql``, which lies beside the step's module (``__file__``)."""
    statements = Path(step).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
