"""Where the program's resources lie: fonts, tables, templates, icons."""

import os
import sys
from functools import cache
from pathlib import Path

from laomo_desktop.domain.errors import Refused

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of ``resources/<parts…>``. Raises `Refused` when the installation lacks it.

    Looked for at LAOMO_RESOURCES, beside the package (a checkout, or installed in one folder), inside the
    package, and under the interpreter's prefix (a system-wide installation), in this order.
    """
    return _found(os.environ.get("LAOMO_RESOURCES", ""), parts)


@cache
def _found(told: str, parts: tuple[str, ...]) -> Path:
    for root in _roots(told):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise Refused(f"程序缺少文件 resources/{'/'.join(parts)}", todo="请重新安装程序")


def _roots(told: str) -> list[Path]:
    beside = [_PACKAGE.parent / "resources", _PACKAGE / "resources"]
    installed = [Path(sys.prefix, "share", "laomo-desktop"), Path(sys.prefix, "resources")]
    return [*([Path(told)] if told else []), *beside, *installed]
