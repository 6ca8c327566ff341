"""Rows of the store made into papers: the forms of `laomo_desktop.printing`, filled in."""

from laomo_desktop.services.prints.apprenticeships import agreement
from laomo_desktop.services.prints.certificates import certificate_pages, certificate_sample, unprintable
from laomo_desktop.services.prints.classes import (
    SHEET_PRINTED,
    attendance,
    award_list,
    roster,
    scores,
    sign_in,
)
from laomo_desktop.services.prints.cover import cover
from laomo_desktop.services.prints.needs import dispatch, need
from laomo_desktop.services.prints.paper import Paper, note, of_certificates
from laomo_desktop.services.prints.visits import visit

__all__ = [
    "SHEET_PRINTED", "Paper", "agreement", "attendance", "award_list", "certificate_pages", "certificate_sample",
    "cover", "dispatch", "need", "note", "of_certificates", "roster", "scores", "sign_in", "unprintable", "visit",
]  # fmt: skip
