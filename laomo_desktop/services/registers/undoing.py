"""Taking operations back, days later too, and saying what stands in the way."""

from collections.abc import Mapping, Sequence

from laomo_desktop.db import journal
from laomo_desktop.db.journal import Obstacle, Operation
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services import suspicions
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.merging import aliases, moving, parting
from laomo_desktop.services.merging.made import made_by
from laomo_desktop.services.registers import standing_in_the_way
from laomo_desktop.services.registers.done import Done

FINAL: Mapping[str, str] = {
    "发证": "编号已经给出，请在证书列表中逐本作废",
    "作废": "作废的编号不能恢复，请补发新证",
    journal.TAKEN_IN: "请在待处理中逐条更正",
    "写包": "已写出的包不能收回，下一个包会带上之后的改动",
    "建库": "这是资料库的第一步",
    "查看": "查看记录会一直保留",
    "打印": "印出的纸收不回来",
    "密钥": "已发出的证书和数据包要靠它核验",
    "纪元": "之后的数据包都已按新的编号",
    "换机": "资料库已经到了新电脑上",
    "用户": "请在用户管理中改回",
}
"""Kinds of operations that cannot be taken back, and what to do instead."""


def operations(desk: Desk, *, find: str = "", limit: int = 500) -> list[Operation]:
    """The newest operations whose sentence, kind or user holds every word of ``find``."""
    with desk.store.reading() as connection:
        return journal.operations(connection, find=find, limit=limit)


def obstacles(desk: Desk, operation: int) -> list[Obstacle]:
    """Later edits that taking ``operation`` back would lose; taking merged people apart loses none."""
    with desk.store.reading() as connection:
        if journal.operation(connection, operation).kind == aliases.KIND:
            return []
        return journal.obstacles(connection, operation)


def why_final(operation: Operation) -> str:
    """Why an operation cannot be taken back; "" if it can (later edits may still stand in the way)."""
    if operation.undone_by is not None:
        return "这次操作已经撤销过了"
    return f"“{operation.kind}”不能撤销，{FINAL[operation.kind]}" if operation.kind in FINAL else ""


def undo(desk: Desk, operation: int, *, leave: Sequence[RowId] = ()) -> Done:
    """Take an operation back. Rows edited since stand in the way unless they are left as they are (``leave``)."""
    desk.must_write()
    with desk.store.reading() as connection:
        wanted = journal.operation(connection, operation)
        standing = {o.row for o in journal.obstacles(connection, operation)} - set(leave)
    if why := why_final(wanted):
        raise Refused(why)
    if wanted.kind == aliases.KIND:
        return _part(desk, wanted)
    if standing:
        raise Refused(
            f"有{len(standing)}条记录后来又改过，撤销会丢掉那些修改", todo="请先看清单，可以只撤销其余的"
        )
    with desk.store.operation("撤销", f"撤销：{wanted.sentence}", desk.user, undoes=operation) as write:
        if not journal.take_back(write, operation, leave=leave):
            raise Refused("这次操作没有留下可以撤销的改动")
        if not SPEAKING.isdisjoint(write.touched):
            moving.settle(write)
            suspicions.close_answered(write, desk.office.code)
        standing_in_the_way.refuse(write)
    return Done(write.number, write.sentence)


def _part(desk: Desk, merged: Operation) -> Done:
    """Of merged rows more goes back than the operation touched, and later edits have their place."""
    with desk.store.operation("撤销", "", desk.user, undoes=merged.number) as write:
        of, gone = made_by(write, merged.number)
        left = parting.part(write, of, gone)
        parting.reopen(write, merged.number)
        suspicions.close_answered(write, desk.office.code)
        write.sentence = parting.sentence(write, of, gone, left)
    return Done(write.number, write.sentence)
