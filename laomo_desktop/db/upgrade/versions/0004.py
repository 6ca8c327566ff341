"""Aliases: two people known to be one."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
