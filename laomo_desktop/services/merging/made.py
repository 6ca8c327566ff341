"""Which operation of this store merged two rows; none where they were merged elsewhere."""

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services.merging.aliases import KIND


def made_by(write: Write, number: int) -> tuple[str, RowId]:
    """The merge of operation ``number``: its register, and who was gone by it. Raises `Refused` if it lives no more."""
    for of, same in SAMENESS.items():
        asked = "SELECT row FROM changes WHERE operation = ? AND register = ?"
        rows = [bytes(row) for (row,) in write.connection.exec_driver_sql(asked, (number, same.aliases.name))]
        for row in write.states(same.aliases.name, rows).values():
            gone = row.values["gone"]
            if row.deleted is None and isinstance(gone, bytes):
                return of, gone
    raise Refused("没有这次合并，或已经拆分过", todo="请刷新后再看")


def alias_key(of: str, gone: RowId) -> RowId:
    """The key of the alias that says where ``gone`` went."""
    return pair_id(SAMENESS[of].aliases.name, gone)


def operation_of(connection: Connection, of: str, gone: RowId) -> int | None:
    """The last operation here that merged ``gone`` and stands; None if another store did."""
    table = SAMENESS[of].aliases.name
    asked = (
        "SELECT max(o.number) FROM changes c JOIN operations o ON o.number = c.operation "
        "WHERE c.row = ? AND c.register = ? AND o.kind = ? AND o.undone_by IS NULL"
    )
    number = connection.exec_driver_sql(asked, (alias_key(of, gone), table, KIND)).scalar()
    return None if number is None else int(number)
