"""The clerk's main job by commands alone, each in a process of its own; in the order of the work."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import Office
from tests.people import MadeUp, make_people, spoil

pytestmark = pytest.mark.slow
CLASS = "焊接安全班"
PEOPLE = make_people(12)


def workbook(path: Path, people: list[MadeUp], **wrong: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "身份证号", "手机", "工作单位"])
    for person in people:
        sheet.append([person.name, wrong.get(person.name, person.id_number), person.phone, "虚构焊接厂"])
    book.save(path)
    return path


@pytest.fixture(scope="module")
def filled(district: Office) -> Office:
    """Ten people imported, one of them wrong at first; a class of them with its attendance and certificates."""
    bad = PEOPLE[9]
    file = workbook(district.folder / "花名册.xlsx", PEOPLE[:10], **{bad.name: spoil(bad.id_number)})
    tried = district.ok("import", "people", file, "--dry-run", "--report", district.folder / "错误.xlsx")
    assert (tried["counts"]["new"], tried["counts"]["wrong"], tried["operation"]) == (9, 1, 0)
    assert district.ok("list", "people")["count"] == 0
    assert "校验" in str(list(openpyxl.load_workbook(district.folder / "错误.xlsx").worksheets[0].values))
    assert district.ok("import", "people", file)["counts"]["new"] == 9
    workbook(file, PEOPLE[:10])
    again = district.ok("import", "people", file)
    assert (again["counts"]["new"], again["counts"]["same"]) == (1, 9)
    head = ("--title", CLASS, "--kind", "安全生产大课堂", "--date", "2026-03-02", "--periods", 2)
    made = district.ok("training", "new", *head, "--instructor", PEOPLE[0].name)
    assert re.fullmatch("[0-9a-f]{32}", made["id"])
    assert district.ok("training", "enrol", made["id"], file)["enrolled"] == 10
    district.ok("training", "move", CLASS, "开班")
    return district


def test_import_attendance_and_certificates(filled: Office) -> None:
    tally = filled.ok("attend", CLASS, 1, "1-8,9迟,10假")
    assert (tally["expected"], tally["present"], tally["late"], tally["leave"]) == (10, 9, 1, 1)
    assert filled.run("attend", CLASS, 2, "全到,除10").out == "第2节：应到 10，实到 9，缺勤 1。\n"
    filled.ok("training", "move", CLASS, "结业")
    given = filled.ok("issue", CLASS, "--date", "2026-03-06")
    assert [c["number"] for c in given["certificates"]] == [
        f"烟芝工培〔2026〕第{n:04}号" for n in range(1, 10)
    ]
    [kept_out] = given["refused"]
    assert kept_out["reason"] == "出勤 0/2，不足 80%"
    first = given["certificates"][0]
    told = filled.ok("verify", first["qr"])
    assert (told["genuine"], told["name"], told["number"]) == (True, first["name"], first["number"])
    ran = filled.run("verify", first["qr"].replace("2026-03-06", "2026-03-07"), json_=True)
    assert (ran.code, ran.data["verdict"]) == (1, "改动")
    filled.ok("print", "certificates", first["number"], "-o", filled.folder / "证书.pdf")
    assert filled.ok("verify", filled.folder / "证书.pdf")["name"] == first["name"]


@pytest.mark.parametrize("form", ["sign-in", "roster", "attendance", "scores", "award-list"])
def test_papers(filled: Office, form: str) -> None:
    out = filled.folder / f"{form}.pdf"
    assert filled.ok("print", form, CLASS, "-o", out)["file"] == str(out)
    assert out.read_bytes().startswith(b"%PDF")


def test_find_export_and_template(filled: Office) -> None:
    person = PEOPLE[5]
    for words in ("㛃", PEOPLE[0].name):
        assert PEOPLE[0].name in [row["name"] for row in filled.ok("list", "people", "--find", words)["rows"]]
    [row] = filled.ok("list", "people", "--find", person.id_number)["rows"]
    assert row["phone"] == person.phone[:3] + "****" + person.phone[-4:]
    assert person.id_number not in str(row)
    assert len(filled.ok("list", "people", "--limit", 3)["rows"]) == 3
    assert filled.ok("list", "enterprises")["rows"][0]["name"] == "虚构焊接厂"
    filled.ok("export", "people", filled.folder / "人员.xlsx")
    ran = filled.run("import", "people", filled.folder / "人员.xlsx", "--dry-run", json_=True)
    assert ran.data["counts"]["same"] == 10
    assert sum(ran.data["counts"].values()) == 10
    filled.ok("template", "people", filled.folder / "空白.xlsx")
    assert (filled.folder / "空白.xlsx").stat().st_size > 5_000


def test_history_and_undo(filled: Office) -> None:
    file = workbook(filled.folder / "后来.xlsx", PEOPLE[10:])
    done = filled.ok("import", "people", file)
    assert filled.ok("history", "--limit", 1)[0]["number"] == done["operation"]
    assert filled.ok("list", "people")["count"] == 12
    [row] = filled.ok("list", "people", "--find", PEOPLE[10].id_number)["rows"]
    assert len(filled.ok("history", "--of", row["id"])) == 1
    assert filled.ok("undo", done["operation"])["left"] == 0
    assert filled.ok("list", "people")["count"] == 10
    assert filled.refused("undo", done["operation"]) == "这次操作已经撤销过了。"
    assert "第一步" in filled.refused("undo", 1)


def test_backup_check_and_restore(filled: Office) -> None:
    copy = filled.folder / "备份.lmbak"
    filled.ok("backup", copy)
    assert filled.ok("check") == {"ok": True, "problems": [], "index_rebuilt": False}
    before = filled.ok("list", "people")["count"]
    filled.ok("import", "people", workbook(filled.folder / "再来.xlsx", PEOPLE[10:]))
    assert filled.ok("restore", copy)["user"] == "管理员"
    assert filled.ok("list", "people")["count"] == before
    (filled.folder / "坏.lmbak").write_bytes(copy.read_bytes()[:5_000])
    assert "已损坏" in filled.refused("restore", filled.folder / "坏.lmbak")
    assert "另选" in filled.refused("backup", filled.store / "x.lmbak")


def test_figures_and_what_waits(filled: Office) -> None:
    assert filled.ok("figures", "--year", 2026, "--until", "2026-12-31")["figures"]
    assert filled.ok("pending") == filled.ok("pending", "list") == []
    assert filled.run("pending").out == "没有待处理的事项。\n"


def test_a_package_to_the_city_and_its_receipt(filled: Office, city: Office) -> None:
    request, answer = filled.folder / "申请", filled.folder / "答复"
    filled.ok("package", "enrol-request", request)
    digits = city.ok("package", "enrol-answer", request, answer)["digits"]
    assert re.fullmatch(r"\d{6}", digits)
    assert filled.ok("package", "enrol-accept", answer)["digits"] == digits
    stick = filled.folder / "U盘"
    stick.mkdir()
    sent = filled.ok("package", "export", stick)
    assert city.ok("package", "inspect", sent["file"])["number"] == sent["number"]
    tried = city.ok("package", "import", sent["file"], "--dry-run")
    assert city.ok("list", "people")["count"] == 0
    taken = city.ok("package", "import", sent["file"])
    assert taken["total"] == tried["total"]
    assert city.ok("list", "people")["count"] == filled.ok("list", "people")["count"]
    back = city.ok("package", "export", stick, "--to", "370602")
    filled.ok("package", "import", back["file"])
    states = [
        entry["state"] for entry in filled.ok("package", "ledger")["packages"] if entry["direction"] == "发出"
    ]
    assert states == ["已入库"]
    broken = filled.folder / "坏包.lmpkg"
    broken.write_bytes(Path(sent["file"]).read_bytes()[:-100])
    city.refused("package", "import", broken)


def test_the_demo_walks_it_all(tmp_path: Path) -> None:
    ran = Office(tmp_path, {"LAOMO_KEY_FILE": ""}).run("demo", "--out", tmp_path / "out", json_=True)
    assert ran.code == 0
    names = {Path(file).name for file in ran.data["files"]}
    assert {"签到表.pdf", "考勤表.pdf", "结业证书.pdf", "职工花名册_错误说明.xlsx"} <= names
    assert any(name.endswith(".lmpkg") for name in names)
    assert "已入库" in ran.data["steps"][-1]
