"""How a district and the city come to know each other's keys: two files and one phone call.

The district's request carries its card and a nonce, signed with the card's own key. The city's answer
carries the city's card, a nonce and the hash of the request, signed likewise. Both screens then show six
digits drawn from the two files, byte for byte; the two clerks read them to each other, and only then is
either card trusted.

Somebody who swaps files on the stick has to find a forged answer whose digits equal those of the city's
screen. Six digits alone could be tried out in a second, so the digits come from Argon2id (128 MiB, four
passes; about half a second a try: a million tries are a week of computing while the stick waits). Who
wants certainty uses the spoken word: after the answer lies on the district's PC, the district's clerk says
any six digits of her own into the phone; both type them in as ``spoken`` and the digits on both screens
change. They were in no file, so nothing could be tried out beforehand and a forgery passes once in a
million, whatever the forger can compute.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from nacl.pwhash import argon2id
from nacl.utils import random as random_bytes

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync.keys import SIGNATURE_BYTES, Identity, PublicCard, signed_by

_REQUEST = b"LMENROL-REQUEST-1\n"
_ANSWER = b"LMENROL-ANSWER-1\n"
_LARGEST = 64 * 1024
_PASSES = 10
_MEMORY = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """A district's request as read; its card is NOT trusted yet."""

    card: PublicCard
    hash: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Both files are there, the digits are on the screen, nothing is trusted: ``confirm`` makes it so."""

    other: PublicCard
    digits: str

    def confirm(self, typed: str) -> PublicCard:
        """The other's card, once the digits read over the phone are the ones on this screen."""
        if "".join(sign for sign in typed if sign.isdigit()) != self.digits:
            raise Refused(
                "填的六位数字与本机显示的不一致，登记没有生效",
                todo="可能听错了，请对方再读一遍；仍不一致，登记文件可能被换过，请从第1步重新办理",
            )
        return self.other


def request(identity: Identity) -> bytes:
    """The district's enrolment file."""
    return _sealed(_REQUEST, {"card": identity.card.to_json(), "nonce": random_bytes(32).hex()}, identity)


def read_request(data: bytes) -> EnrolRequest:
    """What a request file says. Refused if it is none, cut, altered."""
    body, card = _opened(_REQUEST, data, "密钥登记申请")
    _nonce(body)
    return EnrolRequest(card, hashlib.sha256(data).hexdigest())


def is_request(data: bytes) -> bool:
    """Whether a file begins as a request; nothing is checked."""
    return data.startswith(_REQUEST)


def is_answer(data: bytes) -> bool:
    """Whether a file begins as an answer; nothing is checked."""
    return data.startswith(_ANSWER)


def answer(identity: Identity, request_file: bytes) -> bytes:
    """The city's signed answer to a request. Writing it trusts nobody."""
    asked = read_request(request_file)
    body = {"card": identity.card.to_json(), "nonce": random_bytes(32).hex(), "request": asked.hash}
    return _sealed(_ANSWER, body, identity)


def pending_at_city(identity: Identity, request_file: bytes, answer_file: bytes, spoken: str = "") -> Pending:
    """What the city's screen shows after it wrote its answer; ``other`` is the district."""
    _, city = _check_pair(request_file, answer_file)
    if city != identity.card:
        raise Refused("这份登记答复不是本机签发的")
    return Pending(read_request(request_file).card, six_digits(request_file, answer_file, spoken))


def pending_at_district(
    identity: Identity, request_file: bytes, answer_file: bytes, spoken: str = ""
) -> Pending:
    """What the district's screen shows after it read the answer; ``other`` is the city."""
    asked, city = _check_pair(request_file, answer_file)
    if asked.card != identity.card:
        raise Refused("这份登记申请不是本机发出的", todo="请用本机最近一次导出的申请")
    return Pending(city, six_digits(request_file, answer_file, spoken))


def six_digits(request_file: bytes, answer_file: bytes, spoken: str = "") -> str:
    """Six digits from both files and what was said; about half a second of work and 128 MiB, on purpose."""
    said = "".join(sign for sign in spoken if sign.isdigit()).encode()
    parts = [hashlib.sha256(part).digest() for part in (request_file, answer_file, said)]
    secret = argon2id.kdf(16, b"".join(parts), b"laomo enrol six\0", _PASSES, _MEMORY)
    return f"{int.from_bytes(secret, 'big') % 1_000_000:06d}"


def _check_pair(request_file: bytes, answer_file: bytes) -> tuple[EnrolRequest, PublicCard]:
    asked = read_request(request_file)
    body, city = _opened(_ANSWER, answer_file, "密钥登记答复")
    _nonce(body)
    if body.get("request") != asked.hash:
        raise Refused("这份登记答复不是答复本次申请的", todo="请让市总工会按最近一次的申请重新答复")
    return asked, city


def _sealed(magic: bytes, body: dict[str, Any], identity: Identity) -> bytes:
    data = magic + orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    return data + b"\n" + identity.sign(data).hex().encode() + b"\n"


def _opened(magic: bytes, data: bytes, what: str) -> tuple[dict[str, Any], PublicCard]:
    """The body and the card that signed it; the signature is checked before anything else is believed."""
    if not data.startswith(magic) or len(data) > _LARGEST:
        raise Refused(f"这不是{what}文件")
    tail = 2 * SIGNATURE_BYTES + 2
    signed, signature = data[:-tail], data[-tail:]
    try:
        body = orjson.loads(signed[len(magic) :])
        raw = bytes.fromhex(signature.decode("ascii").strip())
        card = PublicCard.from_json(body.get("card"))
    except (ValueError, AttributeError, Refused) as error:
        raise Refused(f"{what}文件不完整或被改动过", todo="请重新导出") from error
    if signature != b"\n" + raw.hex().encode() + b"\n" or not signed_by(card.sign, signed, raw):
        raise Refused(f"{what}文件不完整或被改动过", todo="请重新导出")
    return body, card


def _nonce(body: dict[str, Any]) -> None:
    nonce = body.get("nonce")
    if not isinstance(nonce, str) or len(nonce) != 64:
        raise Refused("登记文件缺少随机数", todo="请重新导出")
