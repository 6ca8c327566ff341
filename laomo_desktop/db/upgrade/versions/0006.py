"""Awards go to studios and alliances too, and a funding rule says for whom it is."""

from laomo_desktop.db.upgrade.sql import run_beside

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    run_beside(__file__)
