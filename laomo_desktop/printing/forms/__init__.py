"""Every form there is: its name on the command line, its Chinese label, and the function that draws it.

Each form is one module here with ``draw(data, progress) -> bytes``; its data is a class of `printing.papers`.
A new form is a module, a class there, and a line below. reportlab loads when the first form is drawn.
"""

from dataclasses import dataclass
from typing import Any

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Form:
    """A form; ``data`` names the class in `printing.papers` it is drawn from."""

    name: str
    label: str
    data: str

    def draw(self, data: object, progress: Progress = silent) -> bytes:
        """The PDF. Raises `Refused` naming a character no font has, `Cancelled` when stopped."""
        module: Any = lazy(f"{__name__}.{self.name}")
        pdf: bytes = module.draw(data, progress)
        return pdf


FORMS = {
    form.name: form
    for form in (
        Form("sign_in", "签到表", "SignIn"),
        Form("roster", "花名册", "Roster"),
        Form("attendance", "考勤表", "Attendance"),
        Form("scores", "成绩单", "Scores"),
        Form("award_list", "申报颁证花名册", "AwardList"),
        Form("certificates", "证书", "Certificates"),
        Form("overprint_test", "套打测试页", "Certificates"),
        Form("agreement", "师徒协议书", "Agreement"),
        Form("visit", "服务活动记录表", "VisitRecord"),
        Form("dispatch", "派工单", "Dispatches"),
        Form("need_form", "需求登记表", "NeedForm"),
        Form("cover", "数据包封面", "Cover"),
        Form("recovery", "找回码", "Recovery"),
        Form("dossier", "服务档案", "Dossier"),
        Form("report", "台账报表", "Report"),
    )
}
