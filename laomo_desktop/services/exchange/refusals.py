"""Packages that were refused: kept in the ledger where their sender is proved, so that it hears of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from laomo_desktop import __version__
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import office_keys
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import kept, packages
from laomo_desktop.services.exchange.merging import Faulty
from laomo_desktop.sync.container import NeedsUpgrade, Stranger, Verified, verify
from laomo_desktop.sync.model import Receipt, Status

KEPT = "文件已替您保存，升级本机程序后，在“数据包”里一次导入"
NOT_KEPT = "请留好文件，升级本机程序后再导入"
OLDER_HERE = "本机程序版本较旧，升级后再导入"
OLDER_THERE = "市总程序版本较旧，读不了这个包，已经保存；请市总升级程序后入库，不用重报"


@contextmanager
def remembered(desk: Desk, path: Path, *, dry: bool) -> Iterator[None]:
    """A package that proves faulty inside is noted as 退回; one of a newer program is kept as 待升级."""
    try:
        yield
    except NeedsUpgrade as no:
        stored = not dry and _wait(desk, path)
        raise Refused(no.what, where=no.where, todo=KEPT if stored else NOT_KEPT) from no
    except Stranger as no:
        raise _revoked(desk, no) or no from None
    except Faulty as no:
        if not dry:
            _refuse(desk, path, no)
        raise


def _revoked(desk: Desk, no: Stranger) -> Refused | None:
    """Whose keys we took back was no stranger."""
    with desk.store.reading() as connection:
        if no.header.from_office not in office_keys.revoked(connection):
            return None
    words = f"{no.header.from_name}的密钥已经停用（电脑丢了，或不再参加），它的包不再收"
    return Refused(words, where=no.where, todo="请与该单位电话核实；要恢复往来，请重新办理密钥登记")


def _proved(desk: Desk, path: Path) -> Verified | None:
    """The package, if its signature is that of a known store of the office it names and it is for us."""
    try:
        verified = verify(path)
    except Refused:
        return None
    header = verified.header
    with desk.store.reading() as connection:
        cards = office_keys.of_office(connection, header.from_office)
    known = any((card.sign, card.store) == (verified.sender, header.writer.store) for card in cards)
    return verified if known and header.to_office == desk.office.code else None


def _refuse(desk: Desk, path: Path, no: Refused) -> None:
    verified = _proved(desk, path)
    if verified is not None:
        _keep(desk, path, verified, packages.REJECTED, Status.REJECTED, no.sentence)


def _wait(desk: Desk, path: Path) -> bool:
    """Lay the file aside and note it; returns whether that was done: only what a known store signed is kept."""
    verified = _proved(desk, path)
    if verified is None:
        return False
    kept.keep(desk, path, verified.hash)
    if not kept.is_noted(desk, verified.hash):
        _keep(desk, path, verified, packages.WAITING, Status.DELIVERED, OLDER_THERE, OLDER_HERE)
    return True


def _keep(
    desk: Desk, path: Path, verified: Verified, state: str, status: Status, told: str, reason: str = ""
) -> None:
    """``told`` goes to the sender with the receipt, ``reason`` into our ledger."""
    header = verified.header
    with desk.store.operation("退包", f"{header.from_name}第{header.number}包：{state}", desk.user) as write:
        receipt = (
            Receipt(verified.hash, header.number, status, told, writer=header.writer)
            if desk.is_city
            else None
        )
        noted = packages.Noted(
            verified.hash, state, path.name, reason=reason or told, receipt=receipt,
            details={"op": write.number, kept.PROGRAM: __version__},
        )  # fmt: skip
        packages.note(write, packages.RECEIVED, header, noted)
