"""Teams have 合作方式 of their own, as people and studios do."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
