"""Many packages at once, and those that waited for an upgrade: each whole or not at all, each told in words."""

import shutil

import pytest

from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.services import exchange, keeping, today
from laomo_desktop.services.exchange import kept, outgoing, several
from laomo_desktop.services.exchange.standing import receipts_due
from laomo_desktop.sync import layout
from tests.people import make_people
from tests.services.exchange.test_faults import forged
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add


@pytest.fixture
def stick(world, tmp_path):
    """Two districts' packages, one of them twice, one damaged, one of somebody else, and a letter."""
    folder = tmp_path / "U盘"
    (folder / "福山").mkdir(parents=True)
    people = make_people(6)
    for person in people[:3]:
        add(world[ZHIFU], person)
    exchange.export(world[ZHIFU], folder)
    exchange.export(world[ZHIFU], folder)
    for person in people[3:]:
        add(world[FUSHAN], person)
    exchange.export(world[FUSHAN], folder / "福山")
    exchange.export(world[CITY], folder, to=ZHIFU)
    (folder / "信.docx").write_bytes(b"a letter")
    return folder


def test_all_on_a_stick_are_found_in_order_and_taken_in(world, stick):
    paths = several.files_in(world[CITY], [stick])
    names = [path.name.split("_20")[0] for path in paths]
    assert names == ["数据包_芝罘区_第1包", "数据包_芝罘区_第2包", "数据包_福山区_第1包"]
    damaged = stick / "坏.lmpkg"
    damaged.write_bytes(paths[2].read_bytes()[:-50])
    told: list[several.Taken] = []
    done = several.take_all(world[CITY], [paths[0], damaged, *paths[1:], paths[0]], told=told.append)
    assert told == done
    assert [each.state for each in done] == ["已入库", "没有导入", "已入库", "已入库", "无变化"]
    assert "芝罘区第1包入库" in done[0].sentence
    assert "第1包" in done[4].sentence
    assert done[1].sentence.endswith("。")
    assert done[3].intake is not None
    assert done[3].intake.counts["people"].new == 3


def test_one_copy_serves_all_of_them(world, stick):
    several.take_all(world[CITY], several.files_in(world[CITY], [stick]))
    assert [copy.occasion for copy in keeping.listing(world[CITY])] == ["收包前"]


def test_what_cannot_be_read_is_named_and_not_passed_over(world, stick):
    good = several.files_in(world[CITY], [stick])
    (stick / "空.lmpkg").write_bytes(b"")
    newer = bytearray(good[0].read_bytes())
    newer[9] = 2
    (stick / "新.lmpkg").write_bytes(newer)
    (stick / "目录.lmpkg").mkdir()
    (stick / "断.lmpkg").symlink_to(stick / "没有")
    done = several.take_all(world[CITY], several.files_in(world[CITY], [stick]))
    assert [each.state for each in done] == ["已入库"] * 3 + ["没有导入"] * 4
    assert {each.path.name for each in done[3:]} == {"空.lmpkg", "新.lmpkg", "目录.lmpkg", "断.lmpkg"}
    assert all(each.sentence.endswith("。") for each in done)


def test_a_district_answers_nobody_and_a_missing_folder_is_said_once(world, stick):
    with pytest.raises(Refused, match="只有市总工会"):
        several.export_all(world[ZHIFU], stick, [])
    with pytest.raises(Refused, match="没有这个文件夹"):
        several.export_all(world[CITY], stick / "没有", [])


def test_stopping_keeps_what_is_whole(world, stick):
    paths = several.files_in(world[CITY], [stick])

    def stop(done, total, text=""):
        if text.startswith("第2个") and done:
            raise Cancelled

    done = several.take_all(world[CITY], paths, stop)
    assert [each.state for each in done] == ["已入库", "已取消", "已取消"]
    with world[CITY].store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM packages").scalar() == 1 + 1  # and the one it wrote


def test_every_district_that_waits_gets_its_answer(world, stick, tmp_path):
    several.take_all(world[CITY], several.files_in(world[CITY], [stick]))
    due = several.offices_due(world[CITY])
    assert [office.code for office in due] == [ZHIFU, FUSHAN]
    nobody = offices.office("370681")
    answers = tmp_path / "回执"
    answers.mkdir()
    done = several.export_all(world[CITY], answers, [due[0], nobody, due[1]])
    assert [each.state for each in done] == ["已写出", "没有写出", "已写出"]
    assert "还没有与龙口市总工会办理密钥登记" in done[1].sentence
    assert receipts_due(world[CITY]) == {}
    names = sorted(path.name.split("_20")[0] for path in answers.iterdir())
    assert names == ["回执包_福山区_第1包", "回执包_芝罘区_第2包"]
    exchange.take_in(world[ZHIFU], next(answers.glob("*芝罘*")))
    assert several.offices_due(world[CITY]) == []


def test_stopping_between_two_answers_leaves_the_first(world, stick, tmp_path):
    several.take_all(world[CITY], several.files_in(world[CITY], [stick]))

    def stop(_done, _total, text=""):
        if text.startswith("第2个"):
            raise Cancelled

    done = several.export_all(world[CITY], tmp_path, several.offices_due(world[CITY]), stop)
    assert [each.state for each in done] == ["已写出", "已取消"]
    assert len(list(tmp_path.glob("回执包*"))) == 1
    assert list(receipts_due(world[CITY])) == [FUSHAN]


@pytest.fixture
def upgrade(monkeypatch):
    """This program becomes a newer one, which reads what is to be read at version 99."""

    def do() -> None:
        monkeypatch.setattr(kept, "__version__", "99.0")
        monkeypatch.setattr(layout, "READER", 99)

    return do


def test_what_waited_is_taken_in_after_the_upgrade(world, upgrade, tmp_path, monkeypatch):
    city, district = world[CITY], world[ZHIFU]
    monkeypatch.setattr(outgoing, "LOWEST_READER", 99)
    path = exchange.export(district, tmp_path).path
    monkeypatch.undo()
    with pytest.raises(Refused, match="已替您保存"):
        exchange.take_in(city, path)
    path.unlink()
    (waits,) = kept.listing(city)
    assert (waits.office.code, waits.number, waits.upgraded) == (ZHIFU, 1, False)
    told = world.from_city(ZHIFU).sentences
    assert any("市总程序版本较旧" in words and "请市总升级程序" in words for words in told)
    assert "市总程序版本较旧" in exchange.entries(district)[-1].reason
    assert several.take_kept(city) == []
    assert not any("升级" in todo.sentence for todo in today.load(city).todos)
    upgrade()
    assert "程序升级过了，有1个以前读不了的数据包现在可以导入" in [t.sentence for t in today.load(city).todos]
    (done,) = several.take_kept(city)
    assert done.state == "已入库"
    assert kept.listing(city) == []
    assert not list((city.folder / "packages").iterdir())
    (line,) = [line for line in exchange.ledger(city) if line.received]
    assert [(each.state, each.file, each.by) for each in line.received] == [("已入库", path.name, "测试员")]
    world.from_city(ZHIFU)
    assert exchange.entries(district)[-1].state == "已入库"


def test_an_upgrade_that_is_still_too_old_says_so_and_keeps_the_file(world, monkeypatch):
    with pytest.raises(Refused):
        exchange.take_in(world[CITY], forged(world, lowest_reader=99))
    monkeypatch.setattr(kept, "__version__", "2.0")
    monkeypatch.setattr("laomo_desktop.services.exchange.refusals.__version__", "2.0")
    (done,) = several.take_kept(world[CITY])
    assert done.state == "没有导入"
    assert "升级" in done.sentence
    (waits,) = kept.listing(world[CITY])
    assert waits.path is not None
    assert not waits.upgraded, "it is not offered again before another upgrade"


def test_a_kept_file_that_is_gone_is_told_in_the_ledger(world):
    with pytest.raises(Refused):
        exchange.take_in(world[CITY], forged(world, lowest_reader=99))
    shutil.rmtree(world[CITY].folder / "packages")
    (waits,) = kept.listing(world[CITY])
    assert waits.path is None
    (line,) = [line for line in exchange.ledger(world[CITY]) if line.received]
    assert "请对方再给一次" in line.received[0].reason


def test_what_a_stranger_signed_is_not_kept(world):
    with world[CITY].store.operation("密钥", "注销", "测试员") as write:
        exchange.enrolment.office_keys.distrust(write, ZHIFU)
    with pytest.raises(Refused) as told:
        exchange.take_in(world[CITY], forged(world, lowest_reader=99))
    assert "已替您保存" not in told.value.sentence
    assert not (world[CITY].folder / "packages").exists()

