"""Sample data for a first look, and the whole main job in one go on made-up people, with the window's own verbs."""

from pathlib import Path

from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, prints
from laomo_desktop.services.demo.main_job import Show, Tell
from laomo_desktop.services.demo.samples import ENTERPRISES, ROSTER, TRAINEES, fill, sample
from laomo_desktop.services.demo.service_side import serve
from laomo_desktop.services.desk import Desk

__all__ = ["ENTERPRISES", "PASSWORD", "ROSTER", "STORES", "TRAINEES", "fill", "run", "sample"]

STORES = ("区市资料库", "市总资料库")
PASSWORD = "demo-only"


def run(out: Path, tell: Tell) -> None:
    """The whole main job: district and city, from the Excel roster to the city's receipt; files in ``out``."""
    district, _ = desks.create(out / STORES[0], "370602", "演示", PASSWORD)
    city, _ = desks.create(out / STORES[1], "370600", "演示", PASSWORD)
    try:
        tell("已建立两个资料库：芝罘区总工会、烟台市总工会（用户“演示”，只用于演示）。")
        show = Show(district, out, tell)
        show.run()
        serve(show)
        _exchange(district, city, out, tell)
    finally:
        district.close()
        city.close()


def _exchange(district: Desk, city: Desk, out: Path, tell: Tell) -> None:
    """Keys by file and six digits, the package to the city, its receipt back."""
    request = exchange.enrol_request(district)
    answer = exchange.enrol_answer(city, request)
    accepted = exchange.enrol_accept(district, answer.data, answer.digits)
    tell(f"密钥登记：两边屏幕都显示 {accepted.digits}。")
    sent = exchange.export(district, out)
    tell(f"{sent.sentence}：{sent.path}，短码 {sent.code}。")
    Show(district, out, tell).save(prints.cover(district, sent.done.key), "数据包封面.pdf")
    tell(f"市总试导入（没有写入）：{exchange.dry_run(city, sent.path).sentence}")
    tell(f"市总导入：{exchange.take_in(city, sent.path).sentence}")
    back = exchange.export(city, out, district.office.code)
    tell(f"{back.sentence}：{back.path}。")
    exchange.take_in(district, back.path)
    for entry in exchange.entries(district):
        if entry.direction == "发出":
            tell(f"第{entry.number}包：{entry.state}。")
