"""What a command says when it does not do it: one sentence, exit 1; wrong usage, exit 2; never a traceback."""

import re
from pathlib import Path

import pytest
from filelock import FileLock

from tests.cli.running import PASSWORD, Office, new_office
from tests.people import RARE_NAME

pytestmark = pytest.mark.slow
NEW = ("training", "new", "--title", "班", "--kind", "技能培训", "--date", "2026-03-02")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "animals"), "没有叫“animals”的台账"),
        (("import", "certificates", "x.xlsx"), "不能用表格导入"),
        (("import", "people", "none.xlsx"), "none.xlsx"),
        (("package", "move", "长" * 300), "没有这个文件夹"),
        (("demo", "--out", "长" * 300), "文件名太长"),
        (("export", "people", "/proc/none/x.xlsx"), "没有这个文件夹"),
        (("template", "people", "none/x.xlsx"), "没有这个文件夹"),
        (("training", "new", "--title", "班", "--kind", "技能培训", "--date", "下周"), "开始日期"),
        (("training", "new", "--title", "", "--kind", "技能培训", "--date", "2026-03-02"), "班名"),
        (
            (
                "training",
                "new",
                "--title",
                "班",
                "--kind",
                "技能培训",
                "--date",
                "2026-03-02",
                "--until",
                "2026-03-01",
            ),
            "早于",
        ),
        (
            (
                "training",
                "new",
                "--title",
                "班",
                "--kind",
                "技能培训",
                "--date",
                "2026-03-02",
                "--pass-share",
                "180",
            ),
            "出勤率",
        ),
        (
            (
                "training",
                "new",
                "--title",
                "班",
                "--kind",
                "技能培训",
                "--date",
                "2026-03-02",
                "--periods",
                "0",
            ),
            "节次",
        ),
        (("training", "enrol", "没有的班", "x.xlsx"), "没有的班"),
        (("training", "move", "没有的班", "开班"), "没有的班"),
        (("attend", "00" * 16, "1", "1-3"), "没有编号"),
        (("issue", "没有的班"), "没有的班"),
        (("issue", "没有的班", "--date", "昨天前"), "昨天前"),
        (("print", "sign-in", "没有的班", "-o", "x.pdf"), "没有的班"),
        (("verify", "不是二维码"), "不是本程序证书"),
        (("verify", "很" * 400), "不是本程序证书"),
        (("undo", "999"), "没有第999号操作"),
        (("history", "--of", "xyz"), "不是记录编号"),
        (("restore", "none.lmbak"), "没有这个文件"),
        (("package", "import", "none.lmpkg"), "none.lmpkg"),
        (("package", "enrol-accept", "none"), "none"),
        (("pending", "decide", "zzz", "same"), "zzz"),
        (("figures", "--until", "哪天"), "哪天"),
    ],
)
def test_one_sentence(district: Office, words: tuple[str, ...], told: str) -> None:
    assert told in district.refused(*words)


def test_after_all_that_nothing_has_changed(district: Office) -> None:
    """Only the office's own key may have been made, when it was first needed."""
    assert [entry["kind"] for entry in district.ok("history") if entry["kind"] != "密钥"] == ["建库"]
    assert district.ok("check")["ok"]


@pytest.mark.parametrize(
    "words",
    [
        ("--user", "管理员"),
        ("--json",),
        ("fly",),
        ("list",),
        ("attend", "班", "一", "1"),
        ("print", "poem", "x", "-o", "y"),
        ("training",),
        ("init", "--role", "king", "--office", "1"),
        ("list", "people", "--fin", "x"),
        ("list", "people", "--limit", "-5"),
        ("training", "new", "--title"),
    ],
)
def test_wrong_usage_is_2(district: Office, words: tuple[str, ...]) -> None:
    ran = district.run(*words)
    assert ran.code == 2
    [*_usage, told] = ran.errors.splitlines()
    assert re.fullmatch("命令写法不对：.*[\u4e00-\u9fff].*。用 --help 看全部写法。", told)


def test_a_wrong_password_and_a_missing_one(district: Office, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("wrong-one", "utf-8")
    assert "密码不对" in district.refused("check", LAOMO_KEY_FILE=str(tmp_path / "key"))
    assert "没有给出密码" in district.refused("check", LAOMO_KEY_FILE="")
    assert "读不出密码" in district.refused("check", LAOMO_KEY_FILE=str(tmp_path / "none"))
    ran = district.run("check", stdin=PASSWORD + "\n", LAOMO_KEY_FILE="")
    assert (ran.code, ran.errors) == (0, "")


def test_no_store_and_one_too_many(district: Office, tmp_path: Path) -> None:
    nowhere = Office(tmp_path, {"LAOMO_KEY_FILE": str(district.folder / "key")})
    assert "请先用 init 新建" in nowhere.refused("list", "people")
    assert "已经有一个资料库" in district.refused("init", "--role", "district", "--office", "370602")
    assert "不是市级工会" in nowhere.refused("init", "--role", "city", "--office", "370602")
    assert "没有代码" in nowhere.refused("init", "--role", "city", "--office", "1")
    assert not nowhere.store.exists()


def test_a_store_in_use_is_refused(district: Office) -> None:
    with FileLock(district.store / "laomo.lock"):
        assert "程序已经打开了这个资料库" in district.refused("list", "people")


def test_an_old_code_page_does_not_choke(tmp_path: Path) -> None:
    office = new_office(tmp_path / "gbk", "district", "370602")
    office.ok("training", "new", "--title", RARE_NAME, "--kind", "技能培训", "--date", "2026-03-02")
    ran = office.run("list", "trainings", PYTHONIOENCODING="gbk", PYTHONUTF8="")
    assert (ran.code, ran.errors) == (0, "")
    ran = office.run(
        "print", "sign-in", RARE_NAME + "班", "-o", "x.pdf", PYTHONIOENCODING="gbk", PYTHONUTF8=""
    )
    assert ran.code == 1
    assert "Traceback" not in ran.errors


def test_a_set_up_that_is_refused_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("12\n", "utf-8")
    office = Office(tmp_path / "new" / "deep")
    (tmp_path / "new").mkdir()
    told = Office(tmp_path).refused("--store", office.store, "init", "--role", "district", "--office", "370602")
    assert "密码太短" in told
    assert [path.name for path in (tmp_path / "new").iterdir()] == []


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("12\n", "utf-8")
    office = Office(tmp_path)
    office.store.mkdir()
    office.refused("init", "--role", "district", "--office", "370602")
    assert office.store.is_dir()


def test_an_option_of_few_words_names_them(tmp_path: Path) -> None:
    office = new_office(tmp_path / "words", "district", "370602")

    def kind(words: str) -> tuple[str, ...]:
        return ("training", "new", "--title", "班", "--kind", words, "--date", "2026-03-02")

    assert "可以写：安全生产大课堂、安全生产微课堂、技能培训" in office.refused(*kind(" "))
    (note,) = office.ok(*kind("虚构类别"))["notes"]
    assert "“虚构类别”，已作为建议词条加入；字典里有：安全生产大课堂" in note
    assert office.ok(*kind("微课堂"))["notes"] == []
    told = office.refused("need", "new", "--title", "难", "--enterprise", "甲", "--urgency", "火")
    assert "请从“一般、较急、紧急”中选一项" in told
