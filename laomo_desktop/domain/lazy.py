"""The one helper through which a heavy library is imported late (start-up time is measured in benchmarks/)."""

import importlib
from typing import Any


def lazy(module: str) -> Any:
    """Import ``module`` at first use; later calls cost a dictionary look-up."""
    return importlib.import_module(module)
