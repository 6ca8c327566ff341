"""数据包封面: what is stamped and carried beside the stick."""

from datetime import datetime

from laomo_desktop.domain.field import RowId
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.services import exchange
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import files
from laomo_desktop.services.prints.paper import Paper
from laomo_desktop.services.prints.signers import signed


def cover(desk: Desk, package: RowId) -> Paper:
    """数据包封面: number, counts, short code and frozen totals of a package this office wrote."""
    facts = exchange.cover_facts(desk, package)
    signers = signed(desk)
    data = papers.Cover(
        office=facts.office.full, recipient=facts.recipient.full, number=str(facts.number),
        made=datetime.fromisoformat(facts.made).astimezone(), code=facts.code,
        counts=[papers.Count(label, new, changed, gone) for label, new, changed, gone, _ in facts.counts],
        figures=facts.figures, file_name=facts.file_name, note=facts.supplement,
        prepared_by=signers.clerk, reviewed_by=signers.reviewer, phone=signers.phone,
    )  # fmt: skip
    pdf = FORMS["cover"].draw(data)
    whose = facts.recipient if facts.office.is_city else facts.office
    name = files.file_name(files.COVER, whose, ".pdf", facts.number)
    return Paper(f"数据包封面：第{facts.number}包", pdf, name)
