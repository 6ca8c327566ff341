"""demo: the whole main job on shipped sample data, without a screen."""

import shutil
from argparse import Namespace
from pathlib import Path
from typing import Any

from laomo_desktop.cli.answer import Answer
from laomo_desktop.services import demo


def add(commands: Any) -> None:
    """Declare this module's commands."""
    show = commands.add_parser("demo", help="用示例数据走一遍主要工作，说明每个文件在哪里")
    show.add_argument("--out", type=Path, default=Path("out/demo"))
    show.set_defaults(run=_demo)


def _demo(args: Namespace) -> Answer:
    out = args.out.resolve()
    _empty(out)
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        if not args.json:
            print(sentence, flush=True)

    demo.run(out, tell)
    files = sorted(str(path) for path in out.glob("*") if path.is_file())
    return Answer({"steps": told, "files": files})


def _empty(out: Path) -> None:
    """A fresh folder for the files; only what an earlier demo left is removed."""
    out.mkdir(parents=True, exist_ok=True)
    for name in demo.STORES:
        shutil.rmtree(out / name, ignore_errors=True)
