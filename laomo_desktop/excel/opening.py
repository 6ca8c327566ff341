"""The one way openpyxl opens a file."""

import warnings
from typing import Any, BinaryIO

from laomo_desktop.domain.lazy import lazy


def load(file: BinaryIO, *, read_only: bool = False, data_only: bool = False) -> Any:
    """An openpyxl workbook. Its warnings tell of looks it does not know, which a clerk can do nothing about."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return lazy("openpyxl").load_workbook(file, read_only=read_only, data_only=data_only)
