"""服务档案 of a person or an enterprise, of a year or of all there is: asked for from its list or its record."""

from datetime import date

from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services.prints import Paper
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.widgets.ask import ask


def of_person(context: Context, parent: QWidget, key: RowId) -> None:
    """个人服务档案."""
    _show(context, parent, key, "dossier_person")


def of_enterprise(context: Context, parent: QWidget, key: RowId) -> None:
    """企业服务档案."""
    _show(context, parent, key, "dossier_enterprise")


def _show(context: Context, parent: QWidget, key: RowId, maker: str) -> None:
    now = date.today().year
    years = (now, now - 1, None)
    answer = ask(parent, "要哪一年的服务档案？", (f"{now}年", f"{now - 1}年", "历年全部", "取消"))
    if answer >= len(years):
        return
    desk, year = context.desk, years[answer]

    def make(progress: Progress) -> Paper:
        made: Paper = getattr(lazy("laomo_desktop.services.reports"), maker)(desk, key, year, progress)
        return made

    context.runner.do(
        make, lambda paper: context.frame.preview(paper.title, paper.pdf, paper.suggested),
        label="生成服务档案", failed=context.frame.refuse, quiet=True,
    )  # fmt: skip
