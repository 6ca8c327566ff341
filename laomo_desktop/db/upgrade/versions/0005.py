"""The search index's arrears of large operations, and rows by the image they show."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
