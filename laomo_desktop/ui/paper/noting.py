"""A paper shown; once it was really printed or saved, that is written down."""

from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import prints
from laomo_desktop.services.prints import Paper
from laomo_desktop.ui.context import Context


def show_paper(context: Context, paper: Paper) -> None:
    """The preview of ``paper``; its note goes into the store at each printing."""
    if paper.printed is None:
        context.frame.preview(paper.title, paper.pdf, paper.suggested)
        return

    def work(_progress: Progress) -> None:
        prints.note(context.desk, paper.printed)

    def noted() -> None:
        context.runner.do(work, _nothing, label="记下打印次数", failed=context.frame.refuse, quiet=True)

    context.frame.preview(paper.title, paper.pdf, paper.suggested, noted)


def _nothing(_done: object) -> None:
    """The screens hear of the write by themselves."""
