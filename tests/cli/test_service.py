"""A visit, a pair from agreement to certificate, and who may be recommended, by command from outside."""

from pathlib import Path

import pytest

from tests.cli.running import Office
from tests.people import RARE_NAME

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staffed(district: Office) -> Office:
    """Two people from a workbook as a clerk has it."""
    (district.folder / "人.csv").write_text(f"姓名,工种\n{RARE_NAME},焊工\n陈㛃,焊工\n", "utf-8")
    district.ok("import", "people", "人.csv")
    return district


def test_a_visit_moves_its_need_and_is_printed(staffed: Office, tmp_path: Path) -> None:
    need = staffed.ok("need", "new", "--title", "焊缝开裂", "--enterprise", "虚构船厂")["id"]
    words = ("--title", "现场服务", "--kind", "技术支持行", "--date", "2026-3-6", "--benefit", "5万")
    done = staffed.ok(
        "visit", "new", *words, "--enterprise", "虚构船厂", "--person", RARE_NAME, "--need", need
    )
    assert done["needs"] == {need: "待确认"}
    out = tmp_path / "记录表.pdf"
    staffed.ok("print", "visit", "现场服务", "-o", out)
    assert out.read_bytes().startswith(b"%PDF")
    other = staffed.ok("need", "new", "--title", "跳闸", "--enterprise", "虚构船厂")["id"]
    later = ("--title", "再去", "--kind", "技术支持行", "--date", "2026-3-7", "--need", f"{other}=有进展")
    assert staffed.ok("visit", "new", *later)["needs"] == {other: "服务中"}


def test_a_pair_from_the_agreement_to_the_certificate(staffed: Office, tmp_path: Path) -> None:
    made = staffed.ok(
        "apprenticeship",
        "new",
        "--master",
        RARE_NAME,
        "--apprentice",
        "陈㛃",
        "--date",
        "2025-1-1",
        "--years",
        "1",
    )
    number = made["number"]
    assert made["reviews"] == ["2025-07-01", "2025-12-31"]
    staffed.ok(
        "apprenticeship", "review", number, "2025-7-1", "优秀", "--date", "2025-7-2", "--comment", "进步快"
    )
    out = tmp_path / "协议书.pdf"
    staffed.ok("print", "agreement", number, "-o", out)
    assert out.read_bytes().startswith(b"%PDF")
    early = staffed.run("apprenticeship", "certify", number)
    assert (early.code, "还没有出师" in early.errors) == (1, True)
    assert staffed.ok("apprenticeship", "move", number, "出师", "--outcome", "高级工")["state"] == "出师"
    assert staffed.ok("apprenticeship", "certify", number)["certificates"][0]["name"] == "陈㛃"


def test_who_may_be_recommended(staffed: Office, tmp_path: Path) -> None:
    assert staffed.ok("nominees") == []
    staffed.ok("nominees", "-o", tmp_path / "推荐.xlsx")
    assert (tmp_path / "推荐.xlsx").stat().st_size > 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            (
                "visit",
                "new",
                "--title",
                "甲",
                "--kind",
                "安全生产行",
                "--date",
                "2026-3-6",
                "--hazards",
                "1",
                "--fixed",
                "2",
            ),
            "多于",
        ),
        (("visit", "new", "--title", "甲", "--kind", "安全生产行", "--date", "哪天"), "日期"),
        (
            (
                "visit",
                "new",
                "--title",
                "甲",
                "--kind",
                "安全生产行",
                "--date",
                "2026-3-6",
                "--person",
                "没有的人",
            ),
            "没有叫“没有的人”的人员",
        ),
        (
            ("apprenticeship", "new", "--master", "陈㛃", "--apprentice", "陈㛃", "--date", "2026-3-6"),
            "同一个人",
        ),
        (
            (
                "apprenticeship",
                "new",
                "--master",
                "陈㛃",
                "--apprentice",
                RARE_NAME,
                "--date",
                "2026-3-6",
                "--years",
                "9",
            ),
            "1至3年",
        ),
        (("apprenticeship", "move", "没有的编号", "出师"), "没有叫“没有的编号”的师徒结对"),
    ],
)
def test_what_cannot_be_is_one_sentence(staffed: Office, words: tuple[str, ...], told: str) -> None:
    ran = staffed.run(*words)
    assert ran.code == 1
    assert told in ran.errors
    assert "Traceback" not in ran.errors


def test_a_visit_to_two_enterprises_tells_each_ones_workers(district: Office) -> None:
    told = ("visit", "new", "--title", "两家的活动", "--kind", "技能提升行", "--date", "2026-03-06",
            "--enterprise", "甲分写厂=25", "--enterprise", "乙分写厂=15")  # fmt: skip
    assert district.run(*told).code == 0
    found = district.ok("list", "visits", "--find", "两家的活动")["rows"]
    assert [row["workers"] for row in found] == ["40"]
    refused = district.run(*told[:3], "另一次", *told[4:], "--workers", "50")
    assert refused.code == 1
    assert "各企业合计40人次，与惠及职工50人次不一致" in refused.errors
