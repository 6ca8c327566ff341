"""The service side: needs, visits, apprentices, studios, alliances, achievements, targets."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
