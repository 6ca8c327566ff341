"""Packages from the command line: looked at, many at once, the ledger; and the search index behind the commands."""

import json
from pathlib import Path

import pytest

from laomo_desktop.db import arrears
from laomo_desktop.services import desk as desks
from tests.cli.running import PASSWORD, Office, new_office
from tests.people import RARE_NAME


@pytest.fixture(scope="module")
def met(city: Office, district: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city and a district know each other; the folder is the stick between them."""
    stick = tmp_path_factory.mktemp("stick")
    district.ok("package", "enrol-request", stick / "申请.lmkey")
    city.ok("package", "enrol-answer", stick / "申请.lmkey", stick / "答复.lmkey")
    district.ok("package", "enrol-accept", stick / "答复.lmkey")
    return stick


def test_a_package_is_looked_at_with_its_code_and_a_damaged_one_is_refused(met: Path, district: Office) -> None:
    sent = district.ok("package", "export", met)
    assert Path(sent["file"]).name.startswith("数据包_芝罘区_第")
    seen = district.ok("package", "inspect", sent["file"])
    assert (seen["code"], seen["hash"], seen["size"]) == (sent["code"], sent["hash"], Path(sent["file"]).stat().st_size)
    whole = Path(sent["file"]).read_bytes()
    for name, data in {"cut": whole[:-30], "flipped": whole[:200] + bytes([whole[200] ^ 1]) + whole[201:]}.items():
        worse = met.parent / f"{name}.lmpkg"
        worse.write_bytes(data)
        assert worse.name in district.refused("package", "inspect", worse)


def test_all_in_a_folder_and_an_answer_for_all_who_wait(met: Path, district: Office, city: Office) -> None:
    district.ok("package", "export", met)
    done = city.ok("package", "import-all", met)
    assert {one["state"] for one in done} == {"已入库"}
    assert {one["state"] for one in city.ok("package", "import-all", met)} == {"无变化"}
    bad = met / "坏.lmpkg"
    bad.write_bytes(b"no package")
    ran = city.run("package", "import-all", bad, json_=True)
    assert (ran.code, json.loads(ran.out)[0]["state"]) == (1, "没有导入")
    assert ran.errors.startswith("1个里有1个没有导入：坏.lmpkg")
    assert len(ran.errors.splitlines()) == 1
    bad.unlink()
    assert "只有市总工会" in district.refused("package", "export-all", met)
    assert "没有这个文件夹" in city.refused("package", "export-all", met / "没有")
    (answer,) = city.ok("package", "export-all", met)
    assert (answer["office"], answer["state"]) == ("370602", "已写出")
    assert city.ok("package", "export-all", met) == []
    assert city.ok("package", "import-all", "--waiting") == []
    ledger = city.ok("package", "ledger")
    assert ledger["packages"][0]["by"] == "管理员"


def test_the_index_is_caught_up_before_a_command_ends_and_made_anew_on_demand(
    tmp_path: Path
) -> None:
    made = new_office(tmp_path / "many", "district", "370611")
    table = tmp_path / "名单.csv"
    names = [f"样例{chr(0x4E00 + n // 60)}{chr(0x5000 + n % 60)}" for n in range(4_000)]
    rows = [f"{name},199{i:08d}\n" for i, name in enumerate(names)]
    table.write_text(f"姓名,电话\n{''.join(rows)}{RARE_NAME},\n", "utf-8")
    made.ok("import", "people", table)
    assert not _lags(made)
    looked = made.run("check", "--rebuild-index", json_=True)
    assert looked.data == {"ok": True, "problems": [], "index_rebuilt": True}
    assert made.ok("check") == {"ok": True, "problems": [], "index_rebuilt": False}
    assert not _lags(made)


def _lags(office: Office) -> bool:
    """Whether rows still wait to be indexed, told by a store opened without a command."""
    desk = desks.enter(office.store, "管理员", PASSWORD)
    try:
        with desk.store.reading() as connection:
            return bool(arrears.ranges(connection))
    finally:
        desk.close()
