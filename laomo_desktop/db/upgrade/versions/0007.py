"""Enterprises and teams known to be one, or to be two; what was known when that was decided."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
