"""今日: each thing that waits is said once, with where it is done."""

from datetime import date, timedelta

from laomo_desktop.db import backup
from laomo_desktop.services import today
from laomo_desktop.services.desk import Desk
from tests.services.figures.world import add, life, put

DAY = date(2026, 11, 20)


def sentences(desk: Desk, day: date = DAY) -> list[str]:
    return [todo.sentence for todo in today.load(desk, day).todos]


def test_an_empty_office_is_told_the_first_steps(desk: Desk) -> None:
    found = today.load(desk, DAY)
    assert [todo.screen for todo in found.todos] == ["exchange", "backups"]
    assert found.progress == ()
    assert found.notes == ("还没有收发过数据包。", "还没有备份过。")


def test_the_service_side_comes_up_by_itself(desk: Desk) -> None:
    firm = add(desk, "enterprises", name="甲厂")
    late = put(desk, "needs", title="焊缝", enterprise=firm, raised="2026-10-01", due="2026-11-19", state="服务中")
    put(desk, "needs", title="今天到期", enterprise=firm, raised="2026-10-01", due="2026-11-20", state="服务中")
    put(desk, "needs", title="办完的", enterprise=firm, raised="2026-10-01", due="2026-10-02", state="销号")
    fresh = [put(desk, "needs", title=f"新{n}", enterprise=firm, raised="2026-11-18") for n in range(2)]
    put(desk, "needs", title="待定", enterprise=firm, raised="2026-11-01", state="待确认")
    put(desk, "assignments", need=late, assigned="2026-11-10", answer="待答复")
    put(desk, "assignments", need=fresh[0], assigned="2026-11-19", answer="待答复")
    person = [put(desk, "people", name=n) for n in ("师傅甲", "徒弟乙")]
    pair = put(desk, "apprenticeships", master=person[0], apprentice=person[1], begins="2025-12-01", ends="2026-12-01")
    put(desk, "reviews", apprenticeship=pair, due="2026-11-25")
    put(desk, "reviews", apprenticeship=pair, due="2026-05-25", held="2026-05-26")
    said = sentences(desk)
    assert said[:6] == [
        "“焊缝”已过期望解决日期",
        "“新0”等2项需求登记后还没有派工",
        "“焊缝”3天以上没有答复",
        "“待定”等企业确认后销号",
        "“徒弟乙”该做阶段考核了",
        "“徒弟乙”的协议30天内到期或已到期",
    ]
    todos = {todo.sentence: todo for todo in today.load(desk, DAY).todos}
    assert (todos["“焊缝”已过期望解决日期"].screen, todos["“焊缝”已过期望解决日期"].key) == ("needs", late)
    assert todos["“新0”等2项需求登记后还没有派工"].ask["between"] == {"raised": (None, "2026-11-19")}


def test_classes_targets_and_months(desk: Desk) -> None:
    life(desk)
    add(desk, "targets", office="370602", year=2026, measure="服务场次", value=200)
    found = today.load(desk, DAY)
    assert "“安全大课堂”第3节（2026年3月11日）还没有登记考勤" in [todo.sentence for todo in found.todos]
    assert found.months[:5] == (0, 0, 4, 1, 0)
    assert [(p.so_far, p.target, p.behind) for p in found.progress] == [(5, 200, True)]
    assert {f.label: f.value for f in found.figures}["本年培训班"] == 1


def test_a_fresh_backup_is_no_work(desk: Desk) -> None:
    backup.make_in_store(desk.store, "手动")
    assert "一周内没有备份" not in sentences(desk, date.today())
    assert "一周内没有备份" in sentences(desk, date.today() + timedelta(days=9))
