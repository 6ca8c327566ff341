"""docs/commands.md against the parser: every command and option is told, and every example can be typed."""

import argparse
import re
import shlex
from collections.abc import Iterator

import pytest

from laomo_desktop.cli.main import parser
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "commands.md").read_text("utf-8")
SECTIONS = {
    part.partition("\n")[0].strip(): part.partition("\n")[2].split("\n## ")[0]
    for part in TEXT.split("\n### ")[1:]
}


def commands(of: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command without further commands, by its full name."""
    groups = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield name.strip(), of
    for group in groups:
        for verb, inner in group.choices.items():
            yield from commands(inner, f"{name} {verb}")


KNOWN = dict(commands(parser()))
EXAMPLES = [line for line in TEXT.splitlines() if line.startswith("laomo-desktop ") and "…" not in line]


def test_every_command_is_documented_and_no_other() -> None:
    assert set(SECTIONS) == set(KNOWN)


@pytest.mark.parametrize("name", KNOWN)
def test_every_option_and_choice_is_told_in_its_section(name: str) -> None:
    told = SECTIONS[name]
    for action in KNOWN[name]._actions:
        for option in action.option_strings:
            if option not in ("-h", "--help"):
                assert re.search(rf"(?<![\w-]){option}(?![\w-])", told), option
        for choice in action.choices or ():
            if str(choice).isascii():
                assert f"`{choice}`" in told, choice


@pytest.mark.parametrize("name", KNOWN)
def test_every_command_has_an_example(name: str) -> None:
    assert re.search(rf"^laomo-desktop .*\b{name}\b", SECTIONS[name], re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_typed(example: str) -> None:
    args = parser().parse_args(shlex.split(example)[1:])
    assert callable(args.run)


def test_the_options_before_the_command_are_told() -> None:
    head = TEXT.split("\n## ", maxsplit=1)[0]
    for action in parser()._actions:
        for option in action.option_strings:
            assert option in ("-h", "--help") or f"`{option}" in head
    for name in ("LAOMO_STORE", "LAOMO_KEY_FILE"):
        assert name in head
