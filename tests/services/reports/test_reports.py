"""台账, 统计表 and 服务档案: what stands on the paper and in the workbook is what was entered."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.period import Period
from laomo_desktop.services import figures, registers, reports, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.reports import ledger
from tests.people import RARE_NAME
from tests.printing.reading import text_of
from tests.services.figures.world import add, life

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def keys(desk: Desk) -> dict[str, bytes]:
    settings.put(
        desk, settings.CLERK, {"clerk": "填表甲", "reviewer": "审核乙", "phone": "0535-0000000"}, "设置"
    )
    return life(desk)


def flat(pdf: bytes) -> str:
    return re.sub(r"\s+", "", text_of(pdf))


def cells(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_statistics_say_whose_when_and_how(desk: Desk, keys: dict[str, bytes]) -> None:
    add(desk, "targets", office="370602", year=2026, measure="服务场次", value=8)
    words = flat(reports.statistics_paper(desk, MARCH).pdf)
    for wanted in (
        "填报单位（盖章）：烟台市芝罘区总工会",
        "2026年3月",
        "截止日期：2026年3月31日",
        "填表人：填表甲",
        "审核人：审核乙",
        "联系电话：0535-0000000",
        "1服务场次场44850.0%1+300.0%",
        "123,456",
        "—",
        "2026年逐月服务场次",
    ):  # fmt: skip
        assert wanted in words, wanted


def test_statistics_in_excel_are_numbers(desk: Desk, keys: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / reports.statistics_name(desk, MARCH)
    done = reports.statistics_book(desk, MARCH, None, None, path)
    assert done.operation
    assert path.name.startswith("烟台市芝罘区总工会_统计表_2026年3月_")
    found = {row[0]: row for row in cells(path)}
    assert found["服务场次"][:4] == ["服务场次", "场", 4, 4]
    assert found["发证本数"][4] == "—"
    path = tmp_path / "team.xlsx"
    reports.statistics_book(desk, MARCH, "team", None, path)
    rows = cells(path)
    assert next(r for r in rows if r[0] == "焊接服务队")[:5] == ["焊接服务队", 1, 2, 2, 40]
    assert next(r for r in rows if r[0] == "合计")[1] == 4


def test_the_ledger_is_the_list_with_its_sums(desk: Desk, keys: dict[str, bytes], tmp_path: Path) -> None:
    shown = Query("visits", between={"day": ("2026-01-01", "2026-12-31")})
    words = flat(reports.ledger_paper(desk, shown).pdf)
    assert "服务活动台账" in words
    assert "日期2026年1月1日至2026年12月31日共2场" in words
    assert "去年的" not in words
    assert "合计2场" in words
    assert "123,456.50" in words
    path = tmp_path / "台账.xlsx"
    reports.ledger_book(desk, shown, path, ("title", "workers", "benefit"))
    rows = cells(path)
    assert [1, "隐患排查", "—", 0.5] in rows
    assert ["合计", "2场", 40, 123456.5] in rows


def test_personal_data_is_masked_on_a_ledger(desk: Desk) -> None:
    add(desk, "people", name="王试", phone="19900001234")
    words = flat(reports.ledger_paper(desk, Query("people"), ("name", "phone")).pdf)
    assert "王试" in words
    assert "19900001234" not in words
    assert "1234" in words


def test_an_endless_ledger_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, keys: dict[str, bytes]
) -> None:
    monkeypatch.setattr(ledger, "MOST", 2)
    with pytest.raises(Refused, match="请先筛选"):
        reports.ledger_paper(desk, Query("visits"))


def test_an_empty_ledger_prints(desk: Desk) -> None:
    assert "共0支" in flat(reports.ledger_paper(desk, Query("teams")).pdf)


def test_the_craftsmans_dossier_has_everything_entered_once(desk: Desk, keys: dict[str, bytes]) -> None:
    words = flat(reports.dossier_person(desk, keys["expert"]).pdf)
    for wanted in (
        RARE_NAME,
        "服务活动共1场",
        "焊接会诊",
        "虚构机械厂、示例食品厂",
        "解决需求共1项",
        "焊缝开裂",
        "授课共1期",
        "安全大课堂",
        "8人次",
        "带徒共1对",
        "徒弟甲",
        "创新成果共1项",
        "快换夹具",
        "服务场次：4场",
        "惠及职工人次：48人次",
    ):  # fmt: skip
        assert wanted in words, wanted
    later = flat(reports.dossier_person(desk, keys["expert"], 2025).pdf)
    assert "焊接会诊" not in later


def test_the_enterprises_dossier_has_everything_entered_once(desk: Desk, keys: dict[str, bytes]) -> None:
    words = flat(reports.dossier_enterprise(desk, keys["firm"], 2026).pdf)
    for wanted in (
        "虚构机械厂",
        "需求共1项",
        "焊缝开裂",
        "销号",
        "服务活动共2场",
        "焊接会诊",
        "隐患排查",
        RARE_NAME,
        "师徒结对共1对",
        "创新成果共1项",
        "服务企业家次：2家次",
    ):  # fmt: skip
        assert wanted in words, wanted


def test_a_visit_entered_once_is_in_need_team_person_enterprise_and_figures(desk: Desk) -> None:
    """One entry, five places; one undo takes it out of all of them."""
    k = life(desk)
    before = both(desk, k)
    with desk.store.operation("服务", "登记服务活动", desk.user) as write:
        values = {
            "title": "尺寸会诊",
            "kind": "技术支持行",
            "day": "2026-06-02",
            "team": k["team"],
            "office": "370602",
        }
        visit = write.insert("visits", values)
        write.insert("visit_enterprises", {"visit": visit, "enterprise": k["firm2"]})
        write.insert("visit_people", {"visit": visit, "person": k["expert"]})
        write.insert("visit_needs", {"visit": visit, "need": k["open"], "outcome": "有进展"})
    person, enterprise = both(desk, k)
    assert "尺寸会诊" in person
    assert "尺寸超差" in person  # the need it worked on
    assert "尺寸会诊" in enterprise
    assert RARE_NAME in enterprise
    june = Period(date(2026, 6, 1), date(2026, 6, 30))
    assert figures.count(desk, june, codes=["events"]) == {"events": 1}
    [team] = figures.grouped(desk, june, "team", codes=["events"]).groups
    assert (team.label, team.numbers["events"]) == ("焊接服务队", 1)
    registers.undo(desk, write.number)
    assert both(desk, k) == before


def both(desk: Desk, keys: dict[str, bytes]) -> tuple[str, str]:
    """The craftsman's and the other enterprise's dossiers."""
    person = reports.dossier_person(desk, keys["expert"]).pdf
    return flat(person), flat(reports.dossier_enterprise(desk, keys["firm2"]).pdf)


def test_a_long_dossier_flows_over_pages(desk: Desk, keys: dict[str, bytes]) -> None:
    with desk.store.operation("测试", "测试", desk.user) as write:
        for n in range(120):
            values = {"title": f"第{n}次会诊", "kind": "技术支持行", "day": "2026-05-01", "office": "370602"}
            visit = write.insert("visits", values)
            write.insert("visit_people", {"visit": visit, "person": keys["expert"]})
    pdf = reports.dossier_person(desk, keys["expert"]).pdf
    words = flat(pdf)
    pages = re.findall(r"第(\d+)页共(\d+)页", words)
    assert len(pages) == int(pages[0][1]) > 2
    assert all(f"第{n}次会诊" in words for n in range(120))


def test_a_ledger_of_a_span_is_cut_by_its_own_date(desk: Desk, keys: dict[str, bytes]) -> None:
    march = flat(reports.ledger_paper(desk, ledger.within(Query("visits"), MARCH)).pdf)
    assert "日期2026年3月1日至2026年3月31日共1场截止日期：2026年3月31日" in march
    assert "焊接会诊" in march
    assert "隐患排查" not in march
    with pytest.raises(Refused, match="没有日期列"):
        ledger.within(Query("people"), MARCH)


def test_a_dossier_says_what_was_for_this_enterprise_alone(desk: Desk, keys: dict[str, bytes]) -> None:
    """Of the forty workers of a visit to two enterprises, fifteen were here; what its studio was awarded is here."""
    studio = add(desk, "studios", name="食品工作室", enterprise=keys["firm2"])
    add(desk, "awards", studio=studio, name="市级工作室资助", year=2026, amount="3万")
    words = flat(reports.dossier_enterprise(desk, keys["firm2"]).pdf)
    assert f"焊接服务队—{RARE_NAME}15" in words
    assert "惠及职工人次：15人次" in words
    assert "市级工作室资助" in words
    assert "服务企业家数" not in words
