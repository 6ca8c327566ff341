"""What a command answers where nobody reads to the end."""

import os
import sys

import pytest

from laomo_desktop.cli.answer import Answer, say


@pytest.mark.parametrize("as_json", [False, True])
def test_a_reader_who_has_gone_is_no_fault_of_the_command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], as_json: bool
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert say(Answer(["已导入"], ("已导入：新增1行。",), code=0), as_json=as_json) == 0
        monkeypatch.undo()
    assert capfd.readouterr().err == ""
