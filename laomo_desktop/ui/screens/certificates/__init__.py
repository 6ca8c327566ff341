"""The certificates register: the one list, and what can be done with certificates."""

from laomo_desktop.ui.screens.certificates.page import CertificatesPage

__all__ = ["CertificatesPage"]
