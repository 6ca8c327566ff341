"""Rows named on the command line: by their key, or by what they are called."""

from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import keeping
from laomo_desktop.services.desk import Desk


def find_row(desk: Desk, register: str, words: str, by: str = "") -> RowId:
    """A row by its key or its exact title (or field ``by``). Raises `Refused` if none or several are meant."""
    reg = REGISTERS[register]
    with desk.store.reading() as connection:
        named = records.where(connection, register, {by or reg.title: words.strip()})
    if len(named) == 1:
        return bytes(named[0]["id"])
    if named:
        raise Refused(f"有{len(named)}{reg.unit}{reg.label}都叫“{words}”", todo="请改用编号，可用 list --json 查到")
    try:
        of, key = keeping.find_record(desk, words)
    except Refused:
        raise Refused(f"没有叫“{words}”的{reg.label}", todo="请核对，可用 list 查到") from None
    if of != register:
        raise Refused(f"“{words}”不是{reg.label}")
    return key
