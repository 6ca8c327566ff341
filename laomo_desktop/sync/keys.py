"""Who an office is: an Ed25519 key that signs its packages, an X25519 key (age) that opens those for it.

The secret parts leave this module only through `Identity.to_bytes`, for the encrypted store. A
`PublicCard` is what other offices keep; a card is worth nothing until its six digits were compared (`enrol`).
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from nacl.bindings import crypto_sign, crypto_sign_BYTES, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import CryptoError
from nacl.utils import random as random_bytes
from pyrage import RecipientError, x25519

from laomo_desktop.domain.errors import Refused

SIGNATURE_BYTES = crypto_sign_BYTES
_PARTS = ("office", "name", "store", "sign", "age")


@dataclass(frozen=True, slots=True)
class PublicCard:
    """The public side of one store of an office.

    ``sign`` is the Ed25519 public key (64 hex digits), ``age`` the recipient ("age1…"),
    ``store`` 32 hex digits.
    """

    office: str
    name: str
    store: str
    sign: str
    age: str

    def to_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in _PARTS}

    @staticmethod
    def from_json(data: Any) -> "PublicCard":
        """Check every part; anything odd is refused."""
        if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in _PARTS):
            raise Refused("名片内容不完整")
        card = PublicCard(*(data[name] for name in _PARTS))
        if not (_is_hex(card.sign, 32) and _is_hex(card.store, 16) and _is_recipient(card.age)):
            raise Refused("名片里的密钥不合规格")
        return card

    @property
    def mark(self) -> str:
        """How a package's clear header names this card's age key: 16 hex digits."""
        return mark(self.age)

    @property
    def fingerprint(self) -> str:
        """The whole card in 64 hex digits."""
        return hashlib.sha256(orjson.dumps(self.to_json(), option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """The secret side: 32 bytes of Ed25519 seed, and the age identity ("AGE-SECRET-KEY-1…")."""

    card: PublicCard
    seed: bytes
    age_secret: str

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature."""
        _, secret = crypto_sign_seed_keypair(self.seed)
        return bytes(crypto_sign(message, secret)[:SIGNATURE_BYTES])

    def to_bytes(self) -> bytes:
        """For the encrypted store; never write it anywhere else."""
        return orjson.dumps({"card": self.card.to_json(), "seed": self.seed.hex(), "age": self.age_secret})

    @staticmethod
    def from_bytes(data: bytes) -> "Identity":
        try:
            parts = orjson.loads(data)
            return Identity(PublicCard.from_json(parts["card"]), bytes.fromhex(parts["seed"]), parts["age"])
        except (ValueError, KeyError, TypeError) as error:
            raise Refused("本机的密钥已损坏", todo="请用密封的找回码恢复，或重新办理密钥登记") from error


def new_identity(office: str, name: str, store: str) -> Identity:
    """Fresh keys for a store of an office."""
    return identity_from(office, name, store, random_bytes(32), str(x25519.Identity.generate()))


def identity_from(office: str, name: str, store: str, seed: bytes, age_secret: str) -> Identity:
    """The identity that follows from secrets one already has (recovery sheet, reference packages)."""
    public, _ = crypto_sign_seed_keypair(seed)
    recipient = str(x25519.Identity.from_str(age_secret).to_public())
    return Identity(PublicCard(office, name, store, public.hex(), recipient), seed, age_secret)


def signed_by(sign: str, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 bytes) over ``message`` was made with the key ``sign`` (hex)."""
    try:
        crypto_sign_open(signature + message, bytes.fromhex(sign))
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def mark(recipient: str) -> str:
    """A short name of an age recipient: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:16]


def _is_hex(text: str, size: int) -> bool:
    return len(text) == 2 * size and all(sign in "0123456789abcdef" for sign in text)


def _is_recipient(text: str) -> bool:
    try:
        x25519.Recipient.from_str(text)
    except (RecipientError, ValueError):
        return False
    return True
