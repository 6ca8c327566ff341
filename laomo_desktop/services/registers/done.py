"""What every verb answers."""

from dataclasses import dataclass

from laomo_desktop.domain.field import RowId


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did: the operation (0 if nothing was different), its sentence, and the rows' keys.

    ``final``: it cannot be taken back (a number given, a paper printed), so that nobody is offered to.
    """

    operation: int
    sentence: str
    keys: tuple[RowId, ...] = ()
    final: bool = False

    @property
    def key(self) -> RowId:
        return self.keys[0]
