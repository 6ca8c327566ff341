"""Every row of design/4's table "what goes wrong", through the commands: what the clerk reads, and what the store has.

Each command is a process of its own, as on the clerks' PCs; keys are exchanged by the three commands of the ceremony.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import PASSWORD, Office, new_office
from tests.people import RARE_NAME, make_person

CITY, ZHIFU, FUSHAN = "370600", "370602", "370611"
pytestmark = pytest.mark.slow


@dataclass
class Scene:
    """The city, two districts, and the stick between them."""

    folder: Path
    files: int = 0

    def __getitem__(self, name: str) -> Office:
        return Office(self.folder / name)

    def stick(self) -> Path:
        self.files += 1
        return self.folder / f"{self.files}.lmpkg"

    def enter(self, name: str, *numbers: int, **more: str) -> None:
        """People by CSV, as a clerk would."""
        path = self.folder / "people.csv"
        heads = ["姓名", "身份证号", "手机", *more]
        lines = [",".join(heads)]
        for number in numbers:
            person = make_person(number)
            lines.append(",".join([person.name, person.id_number, person.phone, *more.values()]))
        path.write_text("\n".join(lines) + "\n", "utf-8-sig")
        self[name].ok("import", "people", path)

    def report(self, name: str) -> Path:
        path = self.stick()
        self[name].ok("package", "export", path)
        return path

    def answer(self, code: str) -> Path:
        path = self.stick()
        self["city"].ok("package", "export", path, "--to", code)
        return path

    def take(self, name: str, path: Path) -> str:
        """What the clerk reads."""
        ran = self[name].run("package", "import", path)
        assert ran.code == 0, ran.errors
        return ran.out

    def people(self, name: str) -> set[str]:
        return {row["name"] for row in self[name].ok("list", "people", "--limit", "500")["rows"]}

    def ledger(self, name: str) -> str:
        return self[name].run("package", "ledger").out


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offices")
    city = new_office(folder / "city", "city", CITY)
    for name, code in (("zhifu", ZHIFU), ("fushan", FUSHAN)):
        district = new_office(folder / name, "district", code)
        district.ok("package", "enrol-request", folder / "request")
        city.ok("package", "enrol-answer", folder / "request", folder / "answer")
        district.ok("package", "enrol-accept", folder / "answer")
    return folder


@pytest.fixture
def scene(made_once: Path, tmp_path: Path) -> Scene:
    shutil.copytree(made_once, tmp_path / "offices")
    return Scene(tmp_path / "offices")


def content(office: Office) -> Any:
    """All people with all their fields, as the program lists them."""
    rows = office.ok("list", "people", "--limit", "500")["rows"]
    return sorted(rows, key=lambda row: row["id"])


def test_a_lost_package_is_healed_by_the_next(scene: Scene) -> None:
    scene.enter("zhifu", 0)
    scene.report("zhifu").unlink()
    scene.enter("zhifu", 1)
    told = scene.take("city", scene.report("zhifu"))
    assert "芝罘区 缺第1包；不影响使用，后来的包已带上其中的内容" in told
    assert scene.people("city") == {RARE_NAME, make_person(1).name}
    assert "芝罘区 缺第1包" in scene.ledger("city")


def test_the_same_package_twice_and_late_ones_are_visible_no_ops(scene: Scene) -> None:
    scene.enter("zhifu", 0)
    early = scene.report("zhifu")
    scene.enter("zhifu", 1)
    last = scene.report("zhifu")
    scene.take("city", last)
    before = content(scene["city"])
    told = scene.take("city", last)
    assert "第2包已于" in told
    assert "这次没有变化" in told
    assert "内容都已经有了" in scene.take("city", early)
    assert content(scene["city"]) == before


def test_a_restored_store_is_noticed_and_nobody_is_locked_out(scene: Scene) -> None:
    scene.enter("zhifu", 0)
    scene.take("city", scene.report("zhifu"))
    scene.take("zhifu", scene.answer(ZHIFU))
    copy = scene.folder / "copy.lmbak"
    scene["zhifu"].ok("backup", copy)
    scene.enter("zhifu", 1)
    scene.take("city", scene.report("zhifu"))
    scene["zhifu"].ok("restore", copy)
    scene.enter("zhifu", 2)
    scene.take("city", scene.report("zhifu"))
    scene.take("zhifu", scene.answer(ZHIFU))
    everybody = {RARE_NAME, make_person(1).name, make_person(2).name}
    assert scene.people("city") == scene.people("zhifu") == everybody


def test_a_cloned_disk_is_noticed_and_both_pcs_keep_working(scene: Scene) -> None:
    scene.enter("zhifu", 0)
    scene.take("city", scene.report("zhifu"))
    shutil.copytree(scene.folder / "zhifu", scene.folder / "clone")
    scene.enter("zhifu", 1)
    scene.enter("clone", 2)
    scene.take("city", scene.report("zhifu"))
    told = scene.take("city", scene.report("clone"))
    assert "资料库曾被恢复或复制：内容已逐条入库，回执会让对方重新编号" in told
    for name in ("zhifu", "clone", "zhifu", "clone"):
        scene.take(name, scene.answer(ZHIFU))
        scene.take("city", scene.report(name))
    everybody = {RARE_NAME, make_person(1).name, make_person(2).name}
    for name in ("zhifu", "clone", "city"):
        assert scene.people(name) == everybody, name


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "picture", "trailing"])
def test_what_was_harmed_on_the_way_is_refused_with_the_reason(scene: Scene, harm: str) -> None:
    scene.enter("zhifu", 0)
    path = scene.report("zhifu")
    data = path.read_bytes()
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 4
    harmed = {"cut": data[:-200], "flip": bytes(flipped), "empty": b"", "picture": b"\x89PNG" + data, "trailing": data + b"x"}
    path.write_bytes(harmed[harm])
    before = scene["city"].ok("history")
    sentence = scene["city"].refused("package", "import", path)
    words = {"cut": "不完整", "flip": "已损坏或被改动过", "empty": "文件是空的", "picture": "不是", "trailing": "不完整"}
    assert words[harm] in sentence
    assert scene["city"].ok("history") == before


def test_a_package_for_somebody_else_or_of_a_stranger_is_refused(scene: Scene) -> None:
    scene.enter("zhifu", 0)
    path = scene.report("zhifu")
    assert "是给烟台市总工会的，不是给烟台市福山区总工会的" in scene["fushan"].refused("package", "import", path)
    new_office(scene.folder / "stranger", "city", CITY)
    assert "不是" in scene["stranger"].refused("package", "import", path)
    assert scene.people("fushan") == set()


def test_no_stick_no_file_no_room_is_told_and_no_package_is_counted(scene: Scene) -> None:
    scene.enter("zhifu", 0)
    assert "U盘" in scene["zhifu"].refused("package", "export", scene.folder / "gone" / "x.lmpkg")
    (scene.folder / "taken.lmpkg").mkdir()
    assert scene["city"].refused("package", "import", scene.folder / "no.lmpkg")
    assert "发出" not in scene.ledger("zhifu")
    assert scene["zhifu"].ok("package", "export", scene.stick())["number"] == 1


def test_edited_in_two_places_waits_for_a_person_with_both_sides(scene: Scene) -> None:
    scene.enter("zhifu", 1)
    scene.take("city", scene.report("zhifu"))
    scene.take("zhifu", scene.answer(ZHIFU))
    scene.enter("zhifu", 1, 职务="班长")
    scene.enter("city", 1, 职务="组长")
    told = scene.take("city", scene.report("zhifu"))
    assert "1条待处理" in told
    [item] = scene["city"].ok("pending", "list")
    assert (item["kind"], item["origin"], item["title"]) == ("字段冲突", "烟台市芝罘区总工会", make_person(1).name)
    assert "两边都改过职务" in item["evidence"]
    assert "1条待市总处理" in scene.take("zhifu", scene.answer(ZHIFU))
    scene["city"].ok("pending", "decide", item["id"], "keep-right")
    scene.take("zhifu", scene.answer(ZHIFU))
    assert [row["post"] for row in content(scene["city"])] == [row["post"] for row in content(scene["zhifu"])] == ["班长"]


def test_the_same_person_in_two_districts_is_found_and_shown(scene: Scene) -> None:
    for name in ("zhifu", "fushan"):
        scene.enter(name, 0)
    scene.take("city", scene.report("zhifu"))
    scene.take("city", scene.report("fushan"))
    [item] = scene["city"].ok("pending", "list")
    assert item["title"] == RARE_NAME
    assert "身份证" in item["evidence"]
    scene["city"].ok("pending", "decide", item["id"], "not-same")
    assert scene["city"].ok("pending", "list") == []
    assert len(content(scene["city"])) == 2


def test_the_citys_store_is_restored_and_districts_send_again(scene: Scene) -> None:
    scene.enter("zhifu", 0)
    scene.take("city", scene.report("zhifu"))
    scene.take("zhifu", scene.answer(ZHIFU))
    copy = scene.folder / "city.lmbak"
    scene["city"].ok("backup", copy)
    scene.enter("zhifu", 1)
    scene.take("city", scene.report("zhifu"))
    scene.take("zhifu", scene.answer(ZHIFU))
    scene["city"].ok("restore", copy)
    assert scene.people("city") == {RARE_NAME}
    assert "下一个包会把本单位的内容全部重新带上" in scene.take("zhifu", scene.answer(ZHIFU))
    scene.take("city", scene.report("zhifu"))
    assert scene.people("city") == {RARE_NAME, make_person(1).name}


def test_a_dry_run_tells_all_and_changes_nothing(scene: Scene) -> None:
    scene.enter("zhifu", 0, 1)
    path = scene.report("zhifu")
    before = scene["city"].ok("history")
    ran = scene["city"].run("package", "import", path, "--dry-run")
    assert "新增" in ran.out
    assert scene["city"].ok("history") == before
    assert scene.people("city") == set()
    assert PASSWORD not in ran.out
