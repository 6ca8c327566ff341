"""Visits and needs known to be one, or to be two; who others were merged into is indexed by their names too."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
