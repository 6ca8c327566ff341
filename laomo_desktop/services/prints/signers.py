"""Who fills a paper in, who checks it, their telephone, and when: the same on every paper of the office."""

from dataclasses import dataclass
from datetime import date

from laomo_desktop.domain import dates
from laomo_desktop.domain.text import check_text, clean
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done


@dataclass(frozen=True, slots=True)
class Signed:
    """填报单位, 填表人, 审核人, 联系电话, 填报日期."""

    office: str
    clerk: str
    reviewer: str
    phone: str
    date: str

    @property
    def above(self) -> str:
        """The line over a workbook's table."""
        return f"填报单位（盖章）：{self.office}　　填报日期：{self.date}"

    @property
    def below(self) -> str:
        """The line under a workbook's table."""
        return f"填表人：{self.clerk}　　审核人：{self.reviewer}　　联系电话：{self.phone}"


def signed(desk: Desk) -> Signed:
    """As the office's settings and today have it; what is not set is left for the pen."""
    return Signed(desk.office.full, **named(desk), date=dates.paper_date(date.today()))


def named(desk: Desk) -> dict[str, str]:
    """clerk, reviewer and phone as set; empty where not."""
    found = settings.get(desk, settings.CLERK, {})
    return {name: str(found.get(name, "")) for name in ("clerk", "reviewer", "phone")}


def sign_as(desk: Desk, *, clerk: str, reviewer: str, phone: str) -> Done:
    """Set who fills in and who checks the office's papers, and their telephone."""
    given = {"clerk": clerk, "reviewer": reviewer, "phone": phone}
    wanted = {name: check_text(clean(words)) for name, words in given.items()}
    if wanted == named(desk):
        return Done(0, "填表人没有改动")
    sentence = f"填表人设为“{wanted['clerk']}”" if wanted["clerk"] else "修改填表人"
    return Done(settings.put(desk, settings.CLERK, wanted, sentence), sentence)
