"""Packages that were refused: kept in the ledger where their sender is proved, so that it hears of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import office_keys
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import packages
from laomo_desktop.services.exchange.merging import Faulty
from laomo_desktop.sync.container import NeedsUpgrade, Verified, verify
from laomo_desktop.sync.model import Receipt, Status

FOLDER = "packages"


@contextmanager
def remembered(desk: Desk, path: Path, *, dry: bool) -> Iterator[None]:
    """A package that proves faulty inside is noted as 退回; one of a newer program is kept as 待升级."""
    try:
        yield
    except NeedsUpgrade as no:
        if not dry:
            _wait(desk, path)
        raise Refused(no.what, where=no.where, todo="文件已替您保存，请升级本机程序后再导入") from no
    except Faulty as no:
        if not dry:
            _refuse(desk, path, no)
        raise


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


def _wait(desk: Desk, path: Path) -> None:
    verified = _proved(desk, path)
    if verified is None:
        return
    folder = desk.folder / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(path, folder / f"{verified.hash}.lmpkg")
    except OSError as error:
        raise Refused("待升级的数据包存不下", where=str(folder), todo="请检查磁盘空间") from error
    _keep(desk, path, verified, packages.WAITING, Status.DELIVERED, "市总程序升级后再入库")


def _keep(desk: Desk, path: Path, verified: Verified, state: str, status: Status, reason: str) -> None:
    header = verified.header
    with desk.store.operation("退包", f"{header.from_name}第{header.number}包：{state}", desk.user) as write:
        receipt = (
            Receipt(verified.hash, header.number, status, reason, writer=header.writer)
            if desk.is_city
            else None
        )
        noted = packages.Noted(
            verified.hash, state, path.name, reason=reason, details={"op": write.number}, receipt=receipt
        )
        packages.note(write, packages.RECEIVED, header, noted)
