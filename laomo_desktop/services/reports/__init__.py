"""What an office reports on paper and in workbooks: 台账, 统计表, 服务档案."""

from laomo_desktop.services.reports.dossier import dossier_enterprise, dossier_person
from laomo_desktop.services.reports.funds import funds_book, funds_name, funds_paper
from laomo_desktop.services.reports.ledger import ledger_book, ledger_name, ledger_paper
from laomo_desktop.services.reports.statistics import statistics_book, statistics_name, statistics_paper

__all__ = [
    "dossier_enterprise", "dossier_person", "funds_book", "funds_name", "funds_paper", "ledger_book", "ledger_name",
    "ledger_paper", "statistics_book", "statistics_name", "statistics_paper",
]  # fmt: skip
