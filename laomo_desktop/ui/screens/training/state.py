"""A class as its page shows it: everything read at one moment, and what of it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from laomo_desktop.db.records import Record
from laomo_desktop.domain import class_life
from laomo_desktop.domain.class_life import Facts
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.states import TRAINING
from laomo_desktop.services import attendance, certificates, lists, prints, registers
from laomo_desktop.services.attendance import Grid
from laomo_desktop.services.desk import READER, Desk
from laomo_desktop.services.trainings import Class


@dataclass(frozen=True)
class Loaded:
    """``given`` are the certificates of the class, void ones too, newest last; ``printed`` when the sheet was."""

    grid: Grid
    given: list[Record]
    printed: bool
    may_write: bool

    @property
    def of(self) -> Class:
        return self.grid.of

    @property
    def key(self) -> RowId:
        key: RowId = self.of.training["id"]
        return key

    @property
    def state(self) -> str:
        """As stored, or as the attendance says where nobody let it follow (a class of an older program)."""
        return class_life.standing(str(self.of.training["state"]), Facts(begun=bool(self.grid.marks)))

    @property
    def open(self) -> bool:
        """Whether anything of the class may be changed."""
        return self.may_write and self.state != TRAINING.state("archived").label

    @cached_property
    def missing(self) -> Mapping[RowId, int]:
        """How many people nothing was recorded of, by period; periods that are complete are left out."""
        counted = {p["id"]: self.grid.of_period(p["id"]).unmarked for p in self.of.periods}
        return {period: count for period, count in counted.items() if count}

    @cached_property
    def passed(self) -> list[Record]:
        """The enrolments that passed."""
        return [e for e in self.of.enrolments if certificates.judge(self.grid, e).passed]

    @cached_property
    def holders(self) -> frozenset[RowId]:
        """The people with a valid certificate of this class."""
        return frozenset(c["person"] for c in self.given if c["state"] == certificates.VALID)

    @property
    def waiting(self) -> int:
        """How many passed and have no certificate yet."""
        return sum(e["person"] not in self.holders for e in self.passed)


def load(desk: Desk, training: RowId) -> Loaded:
    """Read all of it (some ten milliseconds for a class of 60). Raises `Refused` for an unknown key."""
    return Loaded(
        attendance.load(desk, training),
        lists.pointing(desk, "certificates", "training", training),
        any(
            line.operation.kind == prints.SHEET_PRINTED
            for line in registers.history(desk, "trainings", training)
        ),
        desk.role != READER,
    )
