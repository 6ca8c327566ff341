"""A need by command from outside: entered, matched with reasons, assigned, printed, answered, closed."""

from pathlib import Path

import pytest

from tests.cli.running import Office
from tests.people import RARE_NAME

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staffed(district: Office) -> Office:
    """Two craftsmen and a team, from a workbook as a clerk has it."""
    people = f"姓名,工种,技能等级,人员类别,专长\n{RARE_NAME},电焊工,高级技师,工匠,焊接\n陈㛃,电工,技师,劳模,电气控制\n"
    teams = f"服务队名称,级别,队长,专长\n虚构焊接服务队,市级,{RARE_NAME},焊接\n"
    (district.folder / "人.csv").write_text(people, "utf-8")
    (district.folder / "队.csv").write_text(teams, "utf-8")
    district.ok("import", "people", "人.csv")
    district.ok("import", "teams", "队.csv")
    return district


def test_from_the_call_to_the_end(staffed: Office, tmp_path: Path) -> None:
    run = staffed.ok
    entries = ("--title", "薄板氩弧焊变形", "--enterprise", "虚构船舶有限公司", "--due", "2999-01-01")
    need = run("need", "new", *entries)["id"]
    found = run("match", need, "--limit", "5")
    assert found[0]["name"] == RARE_NAME
    assert "同工种：焊工（需求提到“氩弧焊”）" in [reason["words"] for reason in found[0]["reasons"]]
    assert found[0]["score"] == pytest.approx(
        sum(r["points"] for r in found[0]["reasons"]) - sum(r["points"] for r in found[0]["against"]), abs=0.1
    )
    assert [m["kind"] for m in run("match", need, "--only", "team")] == ["team"]
    assert [m["id"] for m in run("match", "--team", "虚构焊接服务队")] == [need]
    sent = run("assign", "薄板氩弧焊变形", "--person", RARE_NAME, "--team", "虚构焊接服务队")["assignments"]
    assert [each["name"] for each in sent] == ["虚构焊接服务队", RARE_NAME]
    out = tmp_path / "派工单.pdf"
    run("print", "dispatch", sent[1]["number"], "-o", out)
    assert out.read_bytes().startswith(b"%PDF")
    run("print", "need", need, "-o", out)
    assert run("answer", sent[0]["number"], "谢绝", "--reason", "正在外地")["state"] == "派单"
    assert run("answer", sent[1]["id"], "接受")["state"] == "服务中"
    assert run("answer", sent[1]["id"], "完成", "--rating", "非常满意")["state"] == "待确认"
    run("need", "move", need, "销号", "--result", "改用分段退焊", "--benefit", "5万")
    row = run("list", "needs", "--find", "薄板")["rows"][0]
    assert (row["state"], row["result"], row["benefit"]) == ("销号", "改用分段退焊", "50,000")


def test_what_is_not_done_is_told_in_a_sentence(staffed: Office) -> None:
    staffed.ok("need", "new", "--title", "电缆老化", "--enterprise", "虚构船舶有限公司")
    for words, told in (
        (("need", "new", "--title", " ", "--enterprise", "虚构厂"), "不能为空"),
        (("need", "new", "--title", "甲", "--enterprise", "虚构厂", "--due", "1999-01-01"), "早于提出日期"),
        (("need", "new", "--title", "甲", "--enterprise", "虚构厂", "--due", "下周"), "期望解决日期"),
        (("need", "move", "电缆老化", "销号"), "不能从“登记”变为“销号”"),
        (("need", "move", "电缆老化", "未解决"), "要写明原因"),
        (("need", "move", "没有的", "派单"), "没有叫“没有的”的需求"),
        (("assign", "电缆老化"), "还没有选人"),
        (("assign", "电缆老化", "--person", "查无此"), "没有叫“查无此”的人员"),
        (("answer", "烟芝派工〔1999〕第0001号", "接受"), "没有叫"),
        (("match", "没有的"), "没有叫“没有的”的需求"),
        (("print", "dispatch", "无", "-o", "x.pdf"), "没有叫“无”的派工"),
    ):
        assert told in staffed.refused(*words), words
    assert [row["state"] for row in staffed.ok("list", "needs", "--find", "电缆")["rows"]] == ["登记"]
    assert staffed.run("match").code == 2
    assert staffed.run("match", "电缆老化", "--team", "虚构焊接服务队").code == 2
