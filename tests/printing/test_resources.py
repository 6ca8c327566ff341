"""Where resources are looked for, and what printing needs to be there at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.resources import resource

WITHOUT_ACCELERATOR = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "_rl_accel" else found(name, *more)
import laomo_desktop.printing.fonts
"""


def test_a_told_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "tgscc.txt").write_text("一", "utf-8")
    assert resource("tables", "tgscc.txt") != tmp_path / "tables" / "tgscc.txt"
    monkeypatch.setenv("LAOMO_RESOURCES", str(tmp_path))
    assert resource("tables", "tgscc.txt") == tmp_path / "tables" / "tgscc.txt"
    assert resource("fonts", "HanaMinB.ttf").is_file()


def test_a_missing_resource_is_said_in_words() -> None:
    with pytest.raises(Refused, match=r"fonts/nothing\.ttf"):
        resource("fonts", "nothing.ttf")


def test_every_font_lies_beside_its_licence() -> None:
    fonts = sorted(resource("fonts").glob("*.ttf"))
    assert len(fonts) == 5
    for font in fonts:
        licence = font.with_name(f"{font.stem.split('-')[0]}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper()


def test_printing_refuses_to_start_without_its_accelerator() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ACCELERATOR], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode != 0
    assert "rl_accel is not installed" in done.stderr
