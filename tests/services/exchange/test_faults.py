"""Bad files, wrong hands, a stop in the middle: one sentence, and the store as it was."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.services import exchange, office_keys, settings
from laomo_desktop.services.exchange import outgoing, packages
from laomo_desktop.services.resembling import looking
from laomo_desktop.sync.container import write_package
from laomo_desktop.sync.keys import new_identity
from laomo_desktop.sync.model import Draft, Header, Kind, Writer
from tests.people import make_people, make_person
from tests.services.exchange.world import CITY, FUSHAN, PASSWORD, ZHIFU, add, dump


@pytest.fixture
def sent(world):
    for person in make_people(30):
        add(world[ZHIFU], person)
    return world.report(ZHIFU)


def refused(desk, path):
    before = dump(desk)
    with pytest.raises(Refused) as told:
        exchange.take_in(desk, path)
    assert dump(desk) == before
    return str(told.value)


@pytest.mark.parametrize("keep", [0, 5, 500, -1, -130])
def test_a_package_cut_short_is_refused(world, sent, keep):
    sent.path.write_bytes(sent.path.read_bytes()[:keep])
    assert refused(world[CITY], sent.path)


@pytest.mark.parametrize("place", [0.0, 0.05, 0.3, 0.6, 0.95, 0.999])
def test_a_flipped_byte_is_refused(world, sent, place):
    data = bytearray(sent.path.read_bytes())
    data[int(place * len(data))] ^= 1
    sent.path.write_bytes(data)
    assert refused(world[CITY], sent.path)


def test_a_package_for_another_office_is_refused(world, sent):
    assert "烟台市总工会" in refused(world[FUSHAN], sent.path)
    answer = world.answer(FUSHAN)
    assert "福山区" in refused(world[ZHIFU], answer.path)


def test_an_unknown_office_is_refused(world, sent):
    with world[CITY].store.operation("密钥", "注销", "测试员") as write:
        settings.write_within(write, office_keys.KNOWN, {})
    assert "未登记" in refused(world[CITY], sent.path)


def test_no_keys_no_package(world):
    with pytest.raises(Refused, match="牟平区总工会办理密钥登记"):
        exchange.export(world[CITY], world.path(), to="牟平")


def forged(world, tables=(), **changes):
    """A package signed by 芝罘's true keys, but not written by this program."""
    desk = world[ZHIFU]
    own = office_keys.own(desk)
    writer = Writer(own.card.store, desk.store.epoch.hex())
    head = Header(Kind.REPORT, ZHIFU, "烟台市芝罘区总工会", CITY, "烟台市总工会", 1, writer)
    draft = replace(Draft(schema=1, lowest_reader=1, program="9", seq_from=0, seq_to=9), **changes)
    path = world.path()
    write_package(path, head, draft, tables, sender=own, recipients=[office_keys.own(world[CITY]).card])
    return path


FRAME = (":id", ":base", ":deleted", ":writer", ":seq", ":dots", ":extra")


@pytest.mark.parametrize(
    "table",
    [
        ("people", (*FRAME, "name"), [["01" * 16, 0, None, 0, 1, None, None, 5]]),
        ("people", (*FRAME, "enterprise"), [["01" * 16, 0, None, 0, 1, None, None, "x"]]),
        ("people", (*FRAME, "name"), [["01" * 16, 2**63, None, 0, 1, None, None, "某"]]),
        ("people", (*FRAME, "name"), [["01" * 16, 0, None, 0, 2**64 - 1, None, None, "某"]]),
        ("people", (*FRAME, "name"), [["01" * 16, 0, None, 0, 1, None, None, "某"]] * 2),
        ("people", (*FRAME, "consent"), [["01" * 16, 0, None, 0, 1, None, None, 2**64 - 1]]),
        ("people", ("name",), [["某"]]),
    ],
)
def test_what_does_not_fit_is_refused_and_the_sender_hears_of_it(world, table):
    with world[CITY].store.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM people").scalar()
    with pytest.raises(Refused):
        exchange.take_in(world[CITY], forged(world, [table]))
    with world[CITY].store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM people").scalar() == before
        (row,) = packages.received(connection)
    assert (row["state"], row["office"]) == ("退回", ZHIFU)
    assert any("第1包退回" in line.sentence for line in exchange.ledger(world[CITY]))


def test_a_refusal_reaches_the_sender(world, sent):
    """The same bytes that were refused once are in 芝罘's ledger: it reads 退回 and why."""
    with world[CITY].store.operation("测试", "退回", "测试员") as write:
        row = {"direction": "收到", "office": ZHIFU, "number": 1, "hash": sent.hash, "state": "退回"}
        key = write.insert("packages", {**row, "store": "", "epoch": ""})
        receipt = packages.receipt_text(
            packages.Receipt(sent.hash, 1, packages.Status.REJECTED, "内容不合规格。")
        )
        write.update("packages", key, {"receipt": receipt, "counts": f'{{"op": {write.number}}}'})
    back = world.from_city(ZHIFU)
    assert "第1包退回：内容不合规格。" in back.sentences
    with world[ZHIFU].store.reading() as connection:
        assert [(r["state"], r["reason"]) for r in packages.sent(connection, CITY)] == [
            ("退回", "内容不合规格。")
        ]
    assert world.to_city(ZHIFU).counts["people"].new == 30, "the next package brings it all the same"


@pytest.mark.parametrize("register", ["users", "settings", "packages"])
def test_the_programs_own_books_cannot_be_written_from_outside(world, register):
    table = (register, (*FRAME, "role"), [["01" * 16, 0, None, 0, 1, None, None, "管理员"]])
    with pytest.raises(Refused):
        exchange.take_in(world[CITY], forged(world, [table]))
    with world[CITY].store.reading() as connection:
        assert (
            connection.exec_driver_sql(
                f"SELECT count(*) FROM {register} WHERE id = ?", (b"\1" * 16,)
            ).scalar()
            == 0
        )


def test_a_newer_package_is_kept_and_waits_for_the_upgrade(world):
    path = forged(world, lowest_reader=99)
    with pytest.raises(Refused, match="升级"):
        exchange.take_in(world[CITY], path)
    kept = list((world[CITY].folder / "packages").rglob("*.lmpkg"))
    assert [each.read_bytes() for each in kept] == [path.read_bytes()]
    (line,) = [line for line in exchange.ledger(world[CITY]) if line.received]
    assert line.received[0].state == "待升级"
    assert line.taken == ()


def test_tables_of_a_newer_program_wait_too(world):
    with pytest.raises(Refused, match="升级"):
        exchange.take_in(
            world[CITY], forged(world, [("robots", (*FRAME,), [["01" * 16, 0, None, 0, 1, None, None]])])
        )
    (line,) = [line for line in exchange.ledger(world[CITY]) if line.received]
    assert line.received[0].state == "待升级"


def test_cancelling_leaves_no_trace(world, sent):
    def stop(done, total, text=""):
        if done:
            raise Cancelled

    before = dump(world[CITY])
    with pytest.raises(Cancelled):
        exchange.take_in(world[CITY], sent.path, stop)
    assert dump(world[CITY]) == before
    before = dump(world[ZHIFU])
    target = world.path()
    with pytest.raises(Cancelled):
        exchange.export(world[ZHIFU], target, None, stop)
    assert dump(world[ZHIFU]) == before
    assert not target.exists()
    assert exchange.take_in(world[CITY], sent.path).counts["people"].new == 30


def test_a_read_only_folder_is_told_and_no_package_is_counted(world, monkeypatch):
    before = dump(world[ZHIFU])

    def denied(*_args, **_more):
        raise Refused("没有写入权限")

    monkeypatch.setattr(outgoing, "write_package", denied)
    with pytest.raises(Refused, match="没有写入权限"):
        world.report(ZHIFU)
    assert dump(world[ZHIFU]) == before


KILL = """
import os, signal, sys
from pathlib import Path
from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk, exchange
city = desk.enter(Path(sys.argv[1]), "测试员", sys.argv[3], Cost(passes=1, memory=8192))
def die(done, total, text=""):
    if text.startswith(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
exchange.take_in(city, Path(sys.argv[2]), die)
"""


def test_a_killed_process_leaves_no_trace(world, sent):
    before = dump(world[CITY])
    world[CITY].close()
    folder = world.folder / CITY
    done = subprocess.run(
        [sys.executable, "-c", KILL, str(folder), str(sent.path), PASSWORD, "入库人员"],
        check=False, capture_output=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    world.reopen(CITY)
    assert dump(world[CITY]) == before
    assert exchange.take_in(world[CITY], sent.path).counts["people"].new == 30


def test_a_stranger_with_a_forged_card_is_refused(world):
    stranger = new_identity(ZHIFU, "烟台市芝罘区总工会", office_keys.own(world[ZHIFU]).card.store)
    writer = Writer(stranger.card.store, "0e" * 16)
    head = Header(Kind.REPORT, ZHIFU, "烟台市芝罘区总工会", CITY, "烟台市总工会", 1, writer)
    path = world.path()
    draft = Draft(schema=1, lowest_reader=1, program="1", seq_from=0, seq_to=1)
    write_package(path, head, draft, [], sender=stranger, recipients=[office_keys.own(world[CITY]).card])
    assert "没有登记" in refused(world[CITY], path)


def test_a_disk_that_is_full_once_the_package_is_in_refuses_nothing(world, monkeypatch):
    """Looking whether its rows were here already comes after it, and waits for the next time."""
    add(world[ZHIFU], make_person(1))
    path = world.report(ZHIFU).path

    def full(*_):
        raise Refused("磁盘已满")

    with monkeypatch.context() as patch:
        patch.setattr(looking, "_put", full)
        assert exchange.take_in(world[CITY], path).state == "已入库"
    assert looking.is_waiting(world[CITY])
    looking.catch_up(world[CITY])
    assert not looking.is_waiting(world[CITY])
