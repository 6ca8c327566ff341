"""The store's key, wrapped: once for each user's password, once for the printed recovery sheet (找回码).

``keys.json`` beside the store holds only wrapped copies. Passwords go through Argon2id (RFC 9106), wrapping is
XSalsa20-Poly1305, both from libsodium. Five wrong passwords in a row lock the user for ten minutes.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from laomo_desktop.db import key_book
from laomo_desktop.domain.errors import Refused

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=10)
SHORTEST_PASSWORD = 6
GROUPS = 10
"""A recovery code is 10 groups of four random digits and a check digit: 132 bits."""


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one try of a password is (Argon2id passes and memory in bytes)."""

    passes: int = 3
    memory: int = 64 * 1024 * 1024


STANDARD = Cost()


class Vault:
    """The wrapped keys of one store folder."""

    def __init__(self, folder: Path, cost: Cost = STANDARD) -> None:
        self.path = folder / key_book.FILE
        self.cost = cost
        self._book = key_book.read(self.path)

    @staticmethod
    def new_key() -> bytes:
        """A key for a new store: 32 random bytes."""
        return secrets.token_bytes(32)

    def logins(self) -> list[str]:
        """Who can log in, in the order they were added."""
        return list(self._book["users"])

    def add_user(self, login: str, password: str, key: bytes) -> None:
        """Wrap ``key`` for a new user, or anew for a known one (password changed)."""
        if len(password) < SHORTEST_PASSWORD:
            raise Refused(f"密码太短，至少要{SHORTEST_PASSWORD}位")
        self._book["users"][login] = {**self._wrap(password.encode(), key), "failures": 0, "locked_until": ""}
        self._save()

    def remove_user(self, login: str) -> None:
        """Nobody opens the store by this name any more."""
        self._book["users"].pop(login, None)
        self._save()

    def open(self, login: str, password: str) -> bytes:
        """The store's key. Raises `Refused` for a wrong password, an unknown user, or a locked one."""
        entry = self._book["users"].get(login)
        if entry is None:
            raise Refused(f"没有用户“{login}”", todo="请检查用户名")
        self._check_unlocked(entry)
        key = self._unwrap(entry, password.encode())
        if key is None:
            raise self._count_failure(entry)
        if entry["failures"]:
            entry.update(failures=0, locked_until="")
            self._save()
        return key

    def new_recovery_code(self, key: bytes, keep: Callable[[str], object] = str) -> str:
        """A fresh recovery code for the sealed sheet; an earlier one opens the store no more once ``keep`` has drawn
        the sheet with this one."""
        code = "-".join(_with_check(f"{secrets.randbelow(10_000):04}", place) for place in range(GROUPS))
        keep(code)
        self._book["recovery"] = self._wrap(_digits(code), key)
        self._save()
        return code

    def open_by_recovery(self, code: str) -> bytes:
        """The store's key from what stands on the sheet; a mistyped group is named."""
        digits = _digits(code)
        if len(digits) != GROUPS * 5:
            raise Refused(
                f"找回码应为{GROUPS * 5}位数字，现在是{len(digits)}位", todo="请对照封存的找回单重新输入"
            )
        for place in range(GROUPS):
            group = digits[place * 5 : place * 5 + 5].decode()
            if _with_check(group[:4], place) != group:
                raise Refused(f"找回码第{place + 1}组“{group}”有误", todo="请对照找回单检查这一组")
        key = self._unwrap(self._book["recovery"], digits) if "recovery" in self._book else None
        if key is None:
            raise Refused(
                "找回码不属于这个资料库，或已被新的找回单代替", todo="请找最新的找回单；打开旧备份要用备份当时的那一张"
            )
        return key

    def _wrap(self, secret: bytes, key: bytes) -> dict[str, Any]:
        salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
        cost = {"passes": self.cost.passes, "memory": self.cost.memory}
        box = SecretBox(_stretch(secret, salt, cost)).encrypt(key)
        return {"salt": salt.hex(), "box": bytes(box).hex(), **cost}

    @staticmethod
    def _unwrap(entry: Mapping[str, Any], secret: bytes) -> bytes | None:
        stretched = _stretch(secret, bytes.fromhex(entry["salt"]), entry)
        try:
            return SecretBox(stretched).decrypt(bytes.fromhex(entry["box"]))
        except CryptoError:
            return None

    @staticmethod
    def _check_unlocked(entry: Mapping[str, Any]) -> None:
        if entry["locked_until"]:
            left = datetime.fromisoformat(entry["locked_until"]) - datetime.now(UTC)
            if timedelta(0) < left <= LOCKED_FOR:  # longer: the computer's clock was wrong then
                minutes = int(left.total_seconds() // 60) + 1
                raise Refused(
                    f"密码连续输错{MOST_FAILURES}次，已暂停登录",
                    todo=f"请{minutes}分钟后再试，或用找回单登录",
                )

    def _count_failure(self, entry: dict[str, Any]) -> Refused:
        entry["failures"] += 1
        left = MOST_FAILURES - entry["failures"]
        if left <= 0:
            entry.update(failures=0, locked_until=(datetime.now(UTC) + LOCKED_FOR).isoformat())
        self._save()
        if left <= 0:
            minutes = int(LOCKED_FOR.total_seconds() // 60)
            return Refused(
                f"密码连续输错{MOST_FAILURES}次，已暂停登录", todo=f"请{minutes}分钟后再试，或用找回单登录"
            )
        return Refused(f"密码不对，还可以再试{left}次")

    def _save(self) -> None:
        key_book.write(self.path, self._book)


def _stretch(secret: bytes, salt: bytes, cost: Mapping[str, Any]) -> bytes:
    return pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE, secret, salt, opslimit=cost["passes"], memlimit=cost["memory"]
    )


def _digits(code: str) -> bytes:
    return "".join(str(int(c)) for c in code if c.isdecimal()).encode()


def _with_check(group: str, place: int) -> str:
    """A group with its check digit: weights 3 7 9 1, and the group's place so that swapped groups are seen."""
    total = sum(int(digit) * weight for digit, weight in zip(group, (3, 7, 9, 1), strict=True))
    return f"{group}{(total + place) % 10}"
