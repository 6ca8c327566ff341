"""Passwords, the lock after five failures, and the sheet that opens the store when all are lost."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from laomo_desktop.db.key_book import FILE
from laomo_desktop.db.vault import MOST_FAILURES, Vault
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services.desk import Desk
from tests.conftest import CHEAP

KEY = bytes(range(100, 132))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path, CHEAP)
    made.add_user("王𬭎", "secret1", KEY)
    return made


def again(vault: Vault) -> Vault:
    """As a new start of the program reads it."""
    return Vault(vault.path.parent, CHEAP)


def fail(vault: Vault, times: int) -> list[str]:
    sentences = []
    for _ in range(times):
        with pytest.raises(Refused) as told:
            again(vault).open("王𬭎", "wrong-one")
        sentences.append(str(told.value))
    return sentences


def test_the_password_opens_and_another_does_not(vault: Vault) -> None:
    assert again(vault).open("王𬭎", "secret1") == KEY
    with pytest.raises(Refused, match="还可以再试4次"):
        again(vault).open("王𬭎", "secret2")
    with pytest.raises(Refused, match="没有用户“李四”"):
        again(vault).open("李四", "secret1")


def test_a_short_password_is_refused_and_nothing_kept(vault: Vault) -> None:
    before = vault.path.read_bytes()
    with pytest.raises(Refused, match="至少要6位"):
        vault.add_user("李四", "12345", KEY)
    assert vault.path.read_bytes() == before
    assert again(vault).logins() == ["王𬭎"]


def test_five_failures_lock_also_the_right_password_and_across_starts(vault: Vault) -> None:
    sentences = fail(vault, MOST_FAILURES)
    assert [f"还可以再试{left}次" in s for s, left in zip(sentences, (4, 3, 2, 1), strict=False)] == [
        True
    ] * 4
    assert "已暂停登录" in sentences[-1]
    with pytest.raises(Refused, match="10分钟后再试"):
        again(vault).open("王𬭎", "secret1")


def test_a_success_in_between_begins_the_count_anew(vault: Vault) -> None:
    fail(vault, 4)
    assert again(vault).open("王𬭎", "secret1") == KEY
    fail(vault, 4)
    assert again(vault).open("王𬭎", "secret1") == KEY


def locked_until(vault: Vault, left: timedelta) -> None:
    book = json.loads(vault.path.read_bytes())
    book["users"]["王𬭎"]["locked_until"] = (datetime.now(UTC) + left).isoformat()
    vault.path.write_text(json.dumps(book), "utf-8")


def test_the_lock_opens_with_time(vault: Vault) -> None:
    fail(vault, MOST_FAILURES)
    locked_until(vault, timedelta(minutes=3))
    with pytest.raises(Refused, match="请3分钟后再试"):
        again(vault).open("王𬭎", "secret1")
    locked_until(vault, timedelta(seconds=-1))
    assert "还可以再试4次" in fail(vault, 1)[0]
    assert again(vault).open("王𬭎", "secret1") == KEY


def test_a_lock_set_by_a_wrong_clock_does_not_last_for_years(vault: Vault) -> None:
    locked_until(vault, timedelta(days=4_000))
    assert again(vault).open("王𬭎", "secret1") == KEY


def test_a_changed_password_retires_the_old_one_and_the_lock(vault: Vault) -> None:
    fail(vault, MOST_FAILURES)
    again(vault).add_user("王𬭎", "secret2", KEY)
    assert again(vault).open("王𬭎", "secret2") == KEY
    with pytest.raises(Refused, match="密码不对"):
        again(vault).open("王𬭎", "secret1")


def test_each_user_has_her_own_password_and_count(vault: Vault) -> None:
    again(vault).add_user("李四", "secret2", KEY)
    fail(vault, MOST_FAILURES)
    assert again(vault).open("李四", "secret2") == KEY
    again(vault).remove_user("李四")
    assert again(vault).logins() == ["王𬭎"]


def test_the_sheet_opens_however_it_is_typed(vault: Vault) -> None:
    code = vault.new_recovery_code(KEY)
    groups = code.split("-")
    assert [len(group) for group in groups] == [5] * 10
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in code)
    for typed in (code, " ".join(groups), "".join(groups), f"  {code}\n", wide):
        assert again(vault).open_by_recovery(typed) == KEY


@pytest.mark.parametrize("place", range(10))
def test_a_mistyped_group_is_named(vault: Vault, place: int) -> None:
    groups = vault.new_recovery_code(KEY).split("-")
    wrong = groups[place][:2] + str((int(groups[place][2]) + 1) % 10) + groups[place][3:]
    typed = [*groups[:place], wrong, *groups[place + 1 :]]
    with pytest.raises(Refused, match=f"第{place + 1}组“{wrong}”有误"):
        vault.open_by_recovery("-".join(typed))


def test_swapped_groups_are_named(vault: Vault) -> None:
    groups = vault.new_recovery_code(KEY).split("-")
    groups[3], groups[4] = groups[4], groups[3]
    with pytest.raises(Refused, match="第4组"):
        vault.open_by_recovery("-".join(groups))


def test_a_group_too_few_is_counted(vault: Vault) -> None:
    code = vault.new_recovery_code(KEY)
    with pytest.raises(Refused, match="应为50位数字，现在是45位"):
        vault.open_by_recovery(code[6:])


def test_a_new_sheet_retires_the_old_one(vault: Vault) -> None:
    old = vault.new_recovery_code(KEY)
    new = again(vault).new_recovery_code(KEY)
    with pytest.raises(Refused, match="已被新的找回单代替"):
        again(vault).open_by_recovery(old)
    assert again(vault).open_by_recovery(new) == KEY


def test_without_a_sheet_no_code_opens(vault: Vault, tmp_path: Path) -> None:
    code = Vault(tmp_path / "other", CHEAP)
    (tmp_path / "other").mkdir()
    typed = code.new_recovery_code(KEY)
    with pytest.raises(Refused, match="不属于这个资料库"):
        vault.open_by_recovery(typed)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"users": 3}'])
def test_a_damaged_key_file_is_one_sentence(vault: Vault, content: bytes) -> None:
    vault.path.write_bytes(content)
    with pytest.raises(Refused):
        Vault(vault.path.parent).open("王𬭎", "secret1")


def test_no_key_lies_on_the_disk(desk: Desk) -> None:
    key, folder = desk.store.key, desk.folder
    spellings = (key, key.hex().encode(), key.hex().upper().encode(), b"secret1")
    names = set()
    for path in folder.rglob("*"):
        if path.is_file():
            names.add(path.name)
            assert not any(secret in path.read_bytes() for secret in spellings), path
    assert {FILE, "laomo.db"} <= names
