"""Who fills a paper in, who checks it, their telephone, and when: the same on every paper of the office."""

from dataclasses import dataclass
from datetime import date

from laomo_desktop.domain import dates
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk


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
    found = settings.get(desk, settings.CLERK, {})
    clerk, reviewer, phone = (str(found.get(name, "")) for name in ("clerk", "reviewer", "phone"))
    return Signed(desk.office.full, clerk, reviewer, phone, dates.paper_date(date.today()))
