"""Where commands write: never over a store's own files; what they read: never a pipe; a damaged store, in Chinese."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.running import Office

pytestmark = pytest.mark.slow
WRITING = (
    ("backup",), ("export", "people"), ("template", "people"), ("package", "enrol-request"),
    ("package", "move"), ("print", "figures", "-o"),
)  # fmt: skip


@pytest.mark.parametrize("words", WRITING)
@pytest.mark.parametrize("name", ["laomo.db", "keys.json"])
def test_no_output_takes_the_place_of_a_stores_own_file(district: Office, words: tuple[str, ...], name: str) -> None:
    assert name in district.refused(*words, district.store / name)
    assert district.run("check").code == 0
    assert district.ok("list", "people")["count"] == 0


def test_nor_of_one_of_its_backups_nor_through_a_link(district: Office, tmp_path: Path) -> None:
    kept = district.store / "backups" / "kept.lmbak"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(b"a copy")
    link = tmp_path / "people.xlsx"
    link.symlink_to(district.store / "laomo.db")
    assert "不能覆盖" in district.refused("export", "people", kept)
    assert "不能覆盖" in district.refused("export", "people", link)
    assert kept.read_bytes() == b"a copy"
    assert link.is_symlink()
    kept.unlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("words", [("package", "import"), ("package", "inspect"), ("import", "people")])
def test_a_pipe_is_refused_and_not_waited_on(district: Office, tmp_path: Path, words: tuple[str, ...]) -> None:
    pipe = tmp_path / "pipe.lmpkg"
    os.mkfifo(pipe)
    assert "pipe.lmpkg" in district.refused(*words, pipe)


def test_a_refusal_of_a_package_names_its_file(district: Office, tmp_path: Path) -> None:
    for name, content in (("empty.lmpkg", b""), ("no\npackage.lmpkg", b"text, no package"), ("cut.lmpkg", b"LAOMO")):
        file = tmp_path / name
        file.write_bytes(content)
        assert " ".join(name.split()) in district.refused("package", "import", file)


def test_a_name_too_long_is_refused(district: Office) -> None:
    for words in (("package", "import"), ("package", "inspect"), ("package", "export"), ("import", "people")):
        district.refused(*words, "长" * 300 + ".lmpkg")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("laomo.db", b"no database" * 1000, "资料库打不开"),
        ("laomo.db", b"", "资料库文件是空的或已损坏，请用最近的备份恢复"),
        ("keys.json", b"{", "钥匙文件已损坏"),
        ("keys.json", None, "钥匙文件不见了"),
    ],
)
def test_a_damaged_store_is_told_in_one_sentence(
    district: Office, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    copy = Office(tmp_path / "copy", district.env)
    shutil.copytree(district.folder, copy.folder)
    if content is None:
        (copy.store / name).unlink()
    else:
        (copy.store / name).write_bytes(content)
    assert told in copy.refused("list", "people")


def test_check_of_altered_pages_counts_them_in_chinese(district: Office, tmp_path: Path) -> None:
    copy = Office(tmp_path / "copy", district.env)
    shutil.copytree(district.folder, copy.folder)
    file = copy.store / "laomo.db"
    content = bytearray(file.read_bytes())
    for page in range(len(content) // 4096 - 12, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    file.write_bytes(content)
    ran = copy.run("check")
    assert ran.code == 1
    [sentence] = ran.errors.splitlines()
    assert "请用最近一份完好的备份恢复" in sentence
    assert not re.search("[a-z]{4}", ran.out + ran.errors)
