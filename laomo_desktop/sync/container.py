"""The package file (.lmpkg), as services use it: write, look at the cover, verify, open."""

from laomo_desktop.sync.layout import NeedsUpgrade, Unreadable
from laomo_desktop.sync.reading import Package, Stranger, Verified, inspect, open_package, verify
from laomo_desktop.sync.writing import Blob, Table, WriterBook, Written, write_package

__all__ = [
    "Blob",
    "NeedsUpgrade",
    "Package",
    "Stranger",
    "Table",
    "Unreadable",
    "Verified",
    "WriterBook",
    "Written",
    "inspect",
    "open_package",
    "verify",
    "write_package",
]
