"""The parser's refusals in Chinese, exit code 2; argparse has its own words in English only."""

import argparse
import re
import sys
from collections.abc import Mapping
from typing import Any, NoReturn

WORDS: Mapping[str, str] = {
    r"the following arguments are required: (.+)": r"还缺少 \1",
    r"unrecognized arguments: (.+)": r"不认识 \1",
    r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)": r"\1 不能写 \2，可以写 \3",
    r"argument (.+?): invalid \w+ value: (.+)": r"\1 写成了 \2，看不懂",
    r"argument (.+?): expected (?:one|at least one) arguments?": r"\1 后面还要写一项",
    r"argument (.+?): not allowed with argument (.+)": r"\1 与 \2 不能同时写",
    r"argument (.+?): (.+)": r"\1：\2",
}


class Spoken(argparse.ArgumentParser):
    """Options are written out, those of commands too: an abbreviation in a script would break with a new option."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **given})

    def error(self, message: str) -> NoReturn:
        """Usage and one Chinese sentence on standard error; exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"命令写法不对：{_in_chinese(message)}。用 --help 看全部写法。\n")


def _in_chinese(message: str) -> str:
    for english, chinese in WORDS.items():
        if found := re.fullmatch(english, message):
            return found.expand(chinese)
    return message


def whole(words: str) -> int:
    """A whole number from 0 up, as ``type`` of an argument."""
    if not words.isdecimal():
        raise argparse.ArgumentTypeError(f"“{words}”不是从0起的整数")
    return int(words)
