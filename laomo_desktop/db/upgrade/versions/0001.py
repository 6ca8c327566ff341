"""The first schema: the main job's registers, the journal, the search indexes."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
