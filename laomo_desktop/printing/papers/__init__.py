"""What each form needs to be printed: plain, ready data. Nothing here draws; importing it is cheap."""

from laomo_desktop.printing.papers.certificate import Certificate, Certificates, Overprint
from laomo_desktop.printing.papers.dossier import Chapter, Dossier
from laomo_desktop.printing.papers.drawings import Band, FlowChart, HeatChart, Reach, Shade, Targets
from laomo_desktop.printing.papers.lists import (
    Attendance,
    AwardList,
    Chart,
    Fact,
    Heading,
    Period,
    Person,
    Report,
    ReportColumn,
    Result,
    Roster,
    Scores,
    SignIn,
)
from laomo_desktop.printing.papers.needs import Dispatch, Dispatches, Need, NeedForm, Sending
from laomo_desktop.printing.papers.single import Agreement, Count, Cover, Party, Recovery
from laomo_desktop.printing.papers.visits import Photo, VisitRecord

__all__ = [
    "Agreement", "Attendance", "AwardList", "Band", "Certificate", "Certificates", "Chapter", "Chart", "Count",
    "Cover", "Dispatch", "Dispatches", "Dossier", "Fact", "FlowChart", "Heading", "HeatChart", "Need",
    "NeedForm", "Overprint", "Party", "Period", "Person", "Photo", "Reach", "Recovery", "Report",
    "ReportColumn", "Result", "Roster", "Scores", "Sending", "Shade", "SignIn", "Targets", "VisitRecord",
]  # fmt: skip
