"""What is written down about a paper once it was really printed or saved, and not before: looking is not printing."""

from collections.abc import Sequence
from dataclasses import dataclass

from laomo_desktop.db import records
from laomo_desktop.domain.field import RowId
from laomo_desktop.services.desk import Desk

PRINTED = "打印"


@dataclass(frozen=True, slots=True)
class Printed:
    """The note of one printing: an operation's kind and sentence, and its rows (certificates are counted)."""

    sentence: str
    register: str
    keys: tuple[RowId, ...]
    kind: str = PRINTED


def note(desk: Desk, what: Printed | None) -> None:
    """Write it down; once a printing. Nothing where the paper leaves no trace."""
    if what is None:
        return
    with desk.store.operation(what.kind, what.sentence, desk.user) as write:
        if what.register == "certificates":
            rows = records.where(write.connection, "certificates", {"id": list(what.keys)})
            write.update_many("certificates", [(row["id"], {"prints": (row["prints"] or 0) + 1}) for row in rows])
        else:
            write.look(what.register, what.keys)


def of_certificates(keys: Sequence[RowId]) -> Printed:
    """Once more each."""
    return Printed(f"打印证书{len(keys)}本", "certificates", tuple(keys))
