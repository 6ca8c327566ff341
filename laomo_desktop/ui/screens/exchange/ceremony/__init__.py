"""密钥登记: two files and six digits over the phone, a step at a time."""

from laomo_desktop.ui.screens.exchange.ceremony.city import CityCeremony
from laomo_desktop.ui.screens.exchange.ceremony.district import DistrictCeremony

__all__ = ["CityCeremony", "DistrictCeremony"]
