"""Attendance summed up by period and mark, kept by triggers: figures over millions of rows answer at once."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
