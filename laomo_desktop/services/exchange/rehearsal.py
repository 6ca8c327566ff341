"""A dry run as a clerk makes it: what is refused for good is kept in the ledger even though nothing was taken in."""

from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange.incoming import Intake, dry_run
from laomo_desktop.services.exchange.refusals import remembered
from laomo_desktop.sync.container import NeedsUpgrade


def look(desk: Desk, path: Path, progress: Progress = silent) -> Intake:
    """What `take_in` would do. Raises `Refused` as it does: a package of a newer program is stored first, a faulty one
    of a proved sender noted as 退回, so that the sender hears of it."""
    try:
        return dry_run(desk, path, progress)
    except Refused as no:
        cause = no.__cause__ if isinstance(no.__cause__, NeedsUpgrade) else no
        with remembered(desk, path, dry=False):
            raise cause from None
        raise
