"""奖励资助 of results, studios and alliances: entered, imported again, exchanged, summed against the standards."""

from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.db import records
from laomo_desktop.db.query import Query
from laomo_desktop.services import exports, funding, imports, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Verdict
from laomo_desktop.services.reports import funds_book, funds_paper
from tests.people import RARE_NAME
from tests.services.making import add

ALLIANCE, BASE = "创新工作室联盟", "创新创效服务基地"


def rule(desk: Desk, subject: str, amount: str, kind: str | None = None, year: str = "2026") -> None:
    add(desk, "funding_rules", year=year, subject=subject, amount=amount, kind=kind, document="烟工〔2026〕1号")


@pytest.fixture
def keys(desk: Desk) -> dict[str, bytes]:
    """The city's 30万/5万 and 5万/3万 of one year, and who got what."""
    rule(desk, "省级创新工作室联盟", "30万", ALLIANCE)
    rule(desk, "市级创新工作室联盟", "5万", ALLIANCE)
    rule(desk, "省级创新工作室", "5万", "创新工作室")
    rule(desk, "市级优秀成果", "3万", "成果")
    rule(desk, "省级创新工作室联盟", "20万", ALLIANCE, year="2025")
    k = {
        "alliance": add(desk, "alliances", name=f"{RARE_NAME}焊接联盟", kind=ALLIANCE, office="370602"),
        "other": add(desk, "alliances", name="海工联盟", kind=ALLIANCE, office="370602"),
        "base": add(desk, "alliances", name="创效基地", kind=BASE, office="370602"),
        "studio": add(desk, "studios", name="焊接工作室", office="370602"),
        "result": add(desk, "achievements", name="快换夹具", kind="新工艺", office="370602"),
    }
    k["first"] = add(desk, "awards", alliance=k["alliance"], name="省级创新工作室联盟", year="2026", amount="30万",
                     paid="2026-5-6")  # fmt: skip
    add(desk, "awards", alliance=k["other"], name="省级创新工作室联盟", year="2026", amount="25万", paid="2026-5-6")
    add(desk, "awards", studio=k["studio"], name="省级创新工作室", year="2026", amount="5万")
    add(desk, "awards", alliance=k["base"], name="市级创新工作室联盟", year="2026", amount="5万", paid="2026-6-1")
    add(desk, "awards", achievement=k["result"], name="省职工创新大赛一等奖", amount="3000", paid="2026-7-1")
    add(desk, "awards", achievement=k["result"], name="市级优秀成果", year="2025", amount="3万")
    return k


def test_sums_of_a_year_stand_beside_its_standards(desk: Desk, keys: dict[str, bytes]) -> None:
    """The year of an award is the one it was paid in where nothing else is told."""
    found = [
        (s.kind, s.name, len(s.awards), s.due, s.granted, s.paid, s.words) for s in funding.sums(desk, 2026)
    ]
    assert found == [
        ("成果", "省职工创新大赛一等奖", 1, None, 300_000, 300_000, "没有同名的资助标准"),
        ("创新工作室", "省级创新工作室", 1, 5_000_000, 5_000_000, 0, "未全部到账"),
        (ALLIANCE, "省级创新工作室联盟", 2, 60_000_000, 55_000_000, 55_000_000, "有1项与标准不一致"),
        (BASE, "市级创新工作室联盟", 1, 5_000_000, 5_000_000, 5_000_000, f"标准是给{ALLIANCE}的"),
    ]
    assert [s.name for s in funding.sums(desk, 2025)] == ["市级优秀成果"]
    assert funding.sums(desk, 2024) == []
    with desk.store.reading() as connection:
        opened = records.where(connection, "awards", {"id": list(funding.sums(desk, 2026)[2].awards)})
    assert sum(row["amount"] for row in opened) == 55_000_000


def test_the_city_sees_each_district(city_desk: Desk) -> None:
    for office in ("370602", "370611"):
        key = add(city_desk, "alliances", name=f"联盟{office}", kind=ALLIANCE, office=office)
        add(city_desk, "awards", alliance=key, name="省级创新工作室联盟", year="2026", amount="30万")
    assert len(funding.sums(city_desk, 2026)[0].awards) == 2
    assert len(funding.sums(city_desk, 2026, "370611")[0].awards) == 1


def test_a_new_award_is_offered_what_fits_its_receiver(desk: Desk, keys: dict[str, bytes]) -> None:
    def offered(**values: bytes) -> list[str]:
        return [r.subject for r in funding.rules_for(desk, values) if r.year == 2026]

    assert offered(alliance=keys["alliance"]) == ["省级创新工作室联盟", "市级创新工作室联盟"]
    assert offered(alliance=keys["base"]) == []
    assert offered(studio=keys["studio"]) == ["省级创新工作室"]
    assert offered(achievement=keys["result"]) == ["市级优秀成果"]
    assert len(offered()) == 4


@pytest.mark.parametrize(
    ("receivers", "wrong"),
    [((), "achievement"), (("alliance", "result"), "alliance"), (("alliance", "studio"), "alliance")],
)
def test_an_award_goes_to_just_one(
    desk: Desk, keys: dict[str, bytes], receivers: tuple[str, ...], wrong: str
) -> None:
    links = {{"result": "achievement"}.get(name, name): keys[name] for name in receivers}
    errors = registers.check(desk, "awards", {"name": "奖", "year": "2026", **links}).errors
    assert list(errors) == [wrong]


def test_export_and_import_of_awards_changes_nothing(desk: Desk, keys: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "奖励资助.xlsx"
    exports.export(desk, Query("awards"), path)
    preview = imports.preview(desk, "awards", path)
    assert {line.verdict for line in preview.lines} == {Verdict.SAME}, preview.lines


def test_a_workbook_brings_an_award_of_an_alliance(desk: Desk, keys: dict[str, bytes], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["奖项", "联盟名称", "年度", "资助金额", "拨付日期"])  # type: ignore[union-attr]
    book.active.append(["市级创新工作室联盟", "海工联盟", 2026, "5万", "2026年6月1日"])  # type: ignore[union-attr]
    book.active.append(["市级创新工作室联盟", "", 2026, "5万", ""])  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    preview = imports.preview(desk, "awards", tmp_path / "a.xlsx")
    imports.apply(desk, preview)
    with desk.store.reading() as connection:
        [row] = records.where(connection, "awards", {"alliance": keys["other"], "name": "市级创新工作室联盟"})
    assert (row["amount"], row["paid"]) == (5_000_000, "2026-06-01")
    assert len(funding.sums(desk, 2026)) == 5  # the row without a receiver was refused


def test_the_sums_on_paper_and_in_excel(desk: Desk, keys: dict[str, bytes], tmp_path: Path) -> None:
    assert funds_paper(desk, 2026).pdf.startswith(b"%PDF")
    assert funds_paper(desk, 2020).pdf.startswith(b"%PDF")
    funds_book(desk, 2026, None, tmp_path / "s.xlsx")
    sheet = list(openpyxl.load_workbook(tmp_path / "s.xlsx").active.iter_rows(values_only=True))  # type: ignore[union-attr]
    total = next(row for row in sheet if row[0] == "合计")
    assert total[3:8] == (5, "—", 700_000, 653_000, 603_000)
