"""What each form needs to be printed: plain, ready data. Nothing here draws; importing it is cheap."""

from laomo_desktop.printing.papers.certificate import Certificate, Certificates, Overprint
from laomo_desktop.printing.papers.lists import (
    Attendance,
    AwardList,
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
from laomo_desktop.printing.papers.single import Agreement, Count, Cover, Party, Recovery

__all__ = [
    "Agreement", "Attendance", "AwardList", "Certificate", "Certificates", "Count", "Cover", "Fact",
    "Heading", "Overprint", "Party", "Period", "Person", "Recovery", "Report", "ReportColumn",
    "Result", "Roster", "Scores", "SignIn",
]  # fmt: skip
