"""A need, its match, the visit, 销号, and the figures it feeds."""

from datetime import date

from laomo_desktop.domain import period
from laomo_desktop.services import assignments, matching, needs, prints, registers, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.demo.main_job import Show
from laomo_desktop.services.matching import Who
from laomo_desktop.services.needs import Closing
from laomo_desktop.services.reports import statistics_paper

PROBLEM, TRADE = "氩弧焊焊缝气孔多，返修率高", "焊工"


def serve(show: Show) -> None:
    """Everything entered once: need, assignment, visit; the year's figures follow."""
    desk = show.desk
    enterprise = registers.first(desk, "enterprises", 1)[0]
    need = needs.quick(desk, PROBLEM, enterprise["id"], trade=TRADE)
    show.tell(f"登记需求：{enterprise['name']}“{PROBLEM}”。")
    best = matching.rank(desk, need.key, limit=1, kinds=[Who.PERSON])[0]
    show.tell(f"推荐{best.profile.name}：{best.why}。")
    sent = assignments.assign(
        desk, need.key, Sent(people=[best.profile.key], why={best.profile.key: best.why})
    )
    show.save(prints.dispatch(desk, *sent.keys), "派工单.pdf")
    assignments.accept(desk, sent.key)
    values, parts = visits.from_need(desk, need.key)
    visit = visits.create(
        desk, {**values, "workers": 15, "solved": 1, "done": "调整保护气流量和坡口清理方法。"}, parts
    )
    show.save(prints.visit(desk, visit.key), "服务活动记录表.pdf")
    assignments.complete(desk, sent.key, "非常满意")
    closing = Closing("焊缝气孔消除，返修率降到1%以下", 5_000_000, "非常满意")
    show.tell(f"{needs.move(desk, need.key, 'close', closing=closing).sentence}。")
    show.save(statistics_paper(desk, period.year(date.today().year)), "年度统计表.pdf")
