"""今日: each thing that waits is said once, with where it is done."""

from datetime import date, timedelta

from laomo_desktop.db import backup
from laomo_desktop.db.query import Query
from laomo_desktop.domain import period
from laomo_desktop.services import attendance, certificates, figures, lists, prints, today, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.today.classes import MOST
from tests.people import RARE_NAME
from tests.services.figures.world import add, life, put

DAY = date(2026, 11, 20)
OWN = "370602"


def sentences(desk: Desk, day: date = DAY) -> list[str]:
    return [todo.sentence for todo in today.load(desk, day).todos]


def test_an_empty_office_is_told_the_first_steps(desk: Desk) -> None:
    found = today.load(desk, DAY)
    assert [todo.screen for todo in found.todos] == ["import", "teams", "trainings", "visits", "backups"]
    assert found.todos[0].sentence.startswith("先导入花名册")
    assert found.todos[1].ask == {"new": True}
    assert found.progress == ()
    assert found.notes == ("还没有收发过数据包。", "还没有备份过。")


def test_the_service_side_comes_up_by_itself(desk: Desk) -> None:
    firm = add(desk, "enterprises", name="甲厂")
    late = put(desk, "needs", office=OWN, title="焊缝", enterprise=firm, raised="2026-10-01", due="2026-11-19", state="服务中")
    put(desk, "needs", office=OWN, title="今天到期", enterprise=firm, raised="2026-10-01", due="2026-11-20", state="服务中")
    put(desk, "needs", office=OWN, title="办完的", enterprise=firm, raised="2026-10-01", due="2026-10-02", state="销号")
    fresh = [put(desk, "needs", office=OWN, title=f"新{n}", enterprise=firm, raised="2026-11-18") for n in range(2)]
    put(desk, "needs", office=OWN, title="待定", enterprise=firm, raised="2026-11-01", state="待确认")
    put(desk, "assignments", need=late, assigned="2026-11-10", answer="待答复")
    put(desk, "assignments", need=fresh[0], assigned="2026-11-19", answer="待答复")
    person = [put(desk, "people", name=n) for n in ("师傅甲", "徒弟乙")]
    pair = put(desk, "apprenticeships", office=OWN, master=person[0], apprentice=person[1], begins="2025-12-01", ends="2026-12-01")
    put(desk, "reviews", apprenticeship=pair, due="2026-11-25")
    put(desk, "reviews", apprenticeship=pair, due="2026-05-25", held="2026-05-26")
    said = sentences(desk)
    begun = ("再建服务队，把队员加进来", "然后登记第一个培训班", "或登记第一次服务活动")
    assert [words for words in said if words not in begun][:6] == [
        "“焊缝”已过期望解决日期",
        "“新0”等2项需求还没有人接手",
        "“焊缝”3天以上没有答复",
        "“待定”等企业确认后销号",
        "“徒弟乙”该做阶段考核了",
        "“徒弟乙”的协议30天内到期或已到期",
    ]
    todos = {todo.sentence: todo for todo in today.load(desk, DAY).todos}
    assert (todos["“焊缝”已过期望解决日期"].screen, todos["“焊缝”已过期望解决日期"].key) == ("needs", late)
    assert todos["“新0”等2项需求还没有人接手"].ask["between"] == {"raised": (None, "2026-11-19")}


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
    assert not any("备份" in words for words in sentences(desk, date.today()))
    assert "上一次备份已是9天前" in sentences(desk, date.today() + timedelta(days=9))


def test_once_there_are_people_something_has_to_be_sent(desk: Desk) -> None:
    put(desk, "people", name=RARE_NAME)
    assert "还没有给市总报送过数据包" in sentences(desk)
    assert not any("花名册" in words for words in sentences(desk))


def test_a_period_half_noted_is_told_with_its_number_and_a_late_comer_is_not_missed(desk: Desk) -> None:
    training = life(desk)["training"]
    grid = attendance.load(desk, training)
    attendance.walk_in(desk, training, ["现场人"], grid.of.periods[2]["id"])
    assert "“安全大课堂”第3节（2026年3月11日）还有5人没有登记考勤" in sentences(desk)
    attendance.quick(desk, training, 3, "全到")
    assert "“安全大课堂”的考勤已登完，可以结业发证" in sentences(desk)


def test_certificates_to_print_open_just_those(desk: Desk) -> None:
    training = life(desk)["training"]
    for number in (1, 2, 3):
        attendance.quick(desk, training, number, "全到")
    done = certificates.issue(desk, training)
    prints.note(desk, prints.of_certificates(done.keys[:2]))
    certificates.void(desk, done.keys[2], "信息有误")
    [todo] = [t for t in today.load(desk, DAY).todos if t.screen == "certificates"]
    assert todo.sentence == f"有{len(done.keys) - 3}本证书还没有打印"
    assert lists.count(desk, Query("certificates", filters=todo.ask["filters"])) == len(done.keys) - 3


def test_of_very_many_classes_the_oldest_are_named(desk: Desk) -> None:
    for number in range(MOST + 3):
        values = {"title": f"班{number:02}", "kind": "微课堂", "begins": f"2026-0{1 + number // 9}-1{number % 9}"}
        trainings.create(desk, values)
    told = [t for t in today.load(desk, DAY).todos if t.screen in ("training", "trainings")]
    assert len(told) == MOST + 1
    assert told[0].sentence.startswith("“班00”")
    assert told[-1].sentence == "另有3个培训班还没有结业"
    asked = Query("trainings", filters=told[-1].ask["filters"], between=told[-1].ask["between"])
    assert lists.count(desk, asked) == MOST + 3


def test_one_need_without_a_team_opens_where_people_are_found(desk: Desk) -> None:
    firm = put(desk, "enterprises", name="某厂")
    need = put(desk, "needs", office=OWN, title="焊缝", enterprise=firm, raised="2026-11-18")
    [todo] = [todo for todo in today.load(desk, DAY).todos if todo.act == "去找人"]
    assert (todo.screen, todo.key) == ("matching", need)


def test_the_months_end_with_today_as_the_year_does(desk: Desk) -> None:
    """Half-days still to come are no service yet: the bars add up to the year's figure."""
    training = put(desk, "trainings", title="两天的班", kind="技能培训", begins="2026-11-20", state="开班", office="370602")
    for number, day in enumerate(("2026-11-20", "2026-11-21"), 1):
        put(desk, "periods", training=training, number=number, day=day, half="上午")
    found = today.load(desk, DAY)
    year = figures.figures(desk, period.year(DAY.year).until(DAY))
    assert sum(found.months) == year["events"].now == 1


def test_the_city_is_not_told_to_do_what_its_districts_do(city_desk: Desk) -> None:
    firm = put(city_desk, "enterprises", name="甲厂")
    who = [put(city_desk, "people", name=f"测试{n}") for n in range(2)]
    for office, title in ((OWN, "区里的"), ("370600", "市里的")):
        need = put(city_desk, "needs", office=office, title=title, enterprise=firm, raised="2026-10-01", due="2026-11-01")
        put(city_desk, "assignments", need=need, assigned="2026-11-01", answer="待答复")
        pair = put(city_desk, "apprenticeships", office=office, master=who[0], apprentice=who[1], ends="2026-11-21")
        put(city_desk, "reviews", apprenticeship=pair, due="2026-11-20")
        put(city_desk, "certificates", office=office, number=title, state="有效")
    put(city_desk, "needs", office="370600", title="等确认", enterprise=firm, raised="2026-10-01", state="待确认")
    put(city_desk, "needs", office="370611", title="等确认", enterprise=firm, raised="2026-10-01", state="待确认")
    assert sentences(city_desk)[:8] == [
        "有1本证书还没有打印",
        "“市里的”已过期望解决日期",
        "“市里的”还没有人接手",
        "各区市有1项需求已过期望解决日期",
        "“市里的”3天以上没有答复",
        "“等确认”等企业确认后销号",
        "“测试1”该做阶段考核了",
        "“测试1”的协议30天内到期或已到期",
    ]
    [todo] = [t for t in today.load(city_desk, DAY).todos if t.sentence.startswith("各区市")]
    assert lists.count(city_desk, Query("needs", filters=todo.ask["filters"], between=todo.ask["between"])) == 1
