"""Certificates in one PDF: valid ones as given, or a sample of what is about to be."""

from collections.abc import Sequence
from datetime import date

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.services import attachments, certificates
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints.paper import Paper, file_name, of_certificates


def certificate_pages(
    desk: Desk, keys: Sequence[RowId], *, background: bool = True, dx: float = 0, dy: float = 0,
    stub: bool = False, progress: Progress = silent,
) -> Paper:  # fmt: skip
    """Certificates in one PDF, in the order given. ``background`` off is 套打 with offsets in mm.

    Raises `Refused` for a name with a missing glyph and for certificates that are not valid (see `unprintable`).
    """
    with desk.store.reading() as connection:
        found = {row["id"]: row for row in records.where(connection, "certificates", {"id": list(keys)})}
        holders = [row["person"] for row in found.values()]
        people = {p["id"]: p for p in records.where(connection, "people", {"id": holders})}
    rows = [found[key] for key in keys if key in found]
    if not rows:
        raise Refused("没有选中要打印的证书")
    if no := unprintable(rows):
        raise Refused(f"{no}，不能打印", todo="请去掉后再打印" if len(rows) > 1 else "需要时请补发")
    items = [_certificate(desk, row, people.get(row["person"])) for row in rows]
    over = None if background else papers.Overprint(dx, dy)
    pdf = FORMS["certificates"].draw(papers.Certificates(items, stub=stub, overprint=over), progress)
    what = rows[0]["training.title"] if len(rows) > 1 else rows[0]["holder"]
    kind, noted = rows[0]["kind"], of_certificates([row["id"] for row in rows])
    return Paper(f"{kind}（{len(rows)}本）", pdf, file_name(desk.office, f"{kind}_{what}"), noted)


def unprintable(rows: Sequence[Record]) -> str:
    """Which of these certificates are not printed, and why (void, replaced), in one phrase; "" if all may be."""
    told = [
        f"{row['number']}（{row['holder']}）已{row['state'].removeprefix('已')}"
        for row in rows
        if row["state"] != certificates.VALID
    ]
    return "证书" + "、".join(told[:3]) + (f"等{len(told)}本" if len(told) > 3 else "") if told else ""


def certificate_sample(
    desk: Desk, training: RowId, kind: str, enrolments: Sequence[RowId], *, issued: date
) -> Paper:
    """What these people's certificates will look like, each page marked 样张: nothing is given, no number used."""
    rows = certificates.sample(desk, training, kind, enrolments, issued)
    with desk.store.reading() as connection:
        people = {p["id"]: p for p in records.where(connection, "people", {"id": [r["person"] for r in rows]})}
    items = [_certificate(desk, row, people.get(row["person"])) for row in rows]
    pdf = FORMS["certificates"].draw(papers.Certificates(items, sample=True), silent)
    title = f"{kind}样张（{len(rows)}本）"
    return Paper(title, pdf, file_name(desk.office, title))


def _certificate(desk: Desk, row: Record, person: Record | None) -> papers.Certificate:
    photo = attachments.load(desk, person["photo"]) if person and person["photo"] else None
    return papers.Certificate(
        title=row["kind"], number=row["number"], name=row["holder"], body=row["body"],
        issuer=offices.office(row["office"]).full,
        date=date.fromisoformat(row["issued"]), qr=row["signed"] or "", photo=photo or b"",
    )  # fmt: skip
