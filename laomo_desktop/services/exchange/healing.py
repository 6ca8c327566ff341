"""A district that was restored or cloned learns it from the return package and goes on under a new name."""

from collections.abc import Mapping, Sequence

from laomo_desktop.db.epochs import Branch
from laomo_desktop.domain import offices
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import books, packages
from laomo_desktop.sync import ledger
from laomo_desktop.sync.container import Package
from laomo_desktop.sync.model import Receipt

RENUMBERED = (
    "市总发现本机的资料库曾被恢复或复制：本机已重新编号，资料没有受影响，照常使用就行。"
    "如果另有一台电脑也在用复制出来的同一份资料，请只留一台。"
)


def heal(desk: Desk, package: Package) -> bool:
    """A district that was restored or cloned learns it from the return package, and begins a new epoch."""
    if desk.is_city:
        return False
    with desk.store.reading() as connection:
        mine = books.load(desk, connection)
        sent = packages.sent(connection, offices.CITY.code)
    current = [row for row in sent if row["epoch"] == mine.writer.epoch]
    until = {row["hash"]: row["until"] for row in current}
    why = "市总发现本机资料库曾被恢复或复制，之后的改动重新编号"
    forked = [each for each in package.manifest.draft.receipts if each.new_epoch and each.package in until]
    if forked:
        desk.store.start_epoch(why, desk.user, _branch(forked, until))
        return True
    if ledger.gone_back(until.keys(), package.manifest.draft.heads.get(mine.writer, "")):
        desk.store.start_epoch(why, desk.user, Branch(mine.own.acknowledged))
        return True
    return False


def _branch(forked: Sequence[Receipt], until: Mapping[str, int]) -> Branch:
    """By which names the city has what our packages brought. What we wrote after them is known to nobody: a clone of
    ours may have gone on under the same name."""
    ends = sorted((until[each.package], bytes.fromhex(each.writer.epoch)) for each in forked if each.writer is not None)
    return Branch(min(each.acknowledged for each in forked), tuple(ends))
