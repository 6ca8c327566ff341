"""What stands on a certificate: its body from a template, and the signed text in its QR.

The QR holds readable lines (so that any phone shows them) and a last line ``LM1.<key>.<signature>``: the Ed25519 key
and its signature over all lines before, base64url without padding.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Value
from laomo_desktop.services import office_keys
from laomo_desktop.services.desk import Desk
from laomo_desktop.sync.keys import Identity, signed_by

PREFIX = "LM1."
PLACES = ("name", "title", "kind", "host", "begins", "ends", "term", "hours", "office")
DEFAULTS: Mapping[str, str] = {
    "结业证书": "于{term}参加{host}举办的“{title}”培训，修完规定课程，考核合格，准予结业。",
    "培训合格证书": "于{term}参加{host}举办的“{title}”培训，考核合格，特发此证。",
    "荣誉证书": "在“{title}”活动中表现突出，特颁此证，以资鼓励。",
    "聘书": "兹聘请您担任“{title}”授课教师，聘期{term}。",
    "出师证书": "参加“{title}”，学徒期满，经考核合格，准予出师。",
}


def check_template(template: str) -> str:
    """The template, if its places are known; the name stands on a line of its own above. Raises `Refused`."""
    try:
        places = [place for _, place, _, _ in Formatter().parse(template) if place is not None]
    except ValueError:
        raise Refused("证书正文的花括号不成对", todo="请检查模板") from None
    for place in places:
        if place not in PLACES:
            raise Refused(
                f"证书正文里的{{{place}}}不认识", todo="可用的有" + "、".join(f"{{{p}}}" for p in PLACES)
            )
    return template


def body(template: str, training: Mapping[str, Any], person: Mapping[str, Any], office: str) -> str:
    """The template filled in for one person."""
    begins, ends = (date.fromisoformat(training[n] or training["begins"]) for n in ("begins", "ends"))
    first, last = dates.paper_date(begins), dates.paper_date(ends)
    return check_template(template).format(
        name=person["name"],
        title=training["title"],
        kind=training["kind"],
        host=training["host"] or office,
        begins=first,
        ends=last,
        term=first if begins == ends else f"{first}至{last}",
        hours=training["hours"] or "",
        office=office,
    )


def sign(own: Identity, row: Mapping[str, Value], title: str, office: str) -> str:
    """The text of the QR, signed with the office's key."""
    lines = (str(row["number"]), str(row["kind"]), str(row["holder"]), title, str(row["issued"]), office)
    text = "\n".join(line.replace("\n", " ") for line in lines)
    signature = own.sign(PREFIX.encode() + text.encode())
    return f"{text}\n{PREFIX}{_b64(bytes.fromhex(own.card.sign))}.{_b64(signature)}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a QR says and whether it may be believed. ``verdict``: 真, 作废, 改动, 不明."""

    verdict: str
    sentence: str
    lines: tuple[str, ...] = ()

    @property
    def genuine(self) -> bool:
        return self.verdict == "真"


def verify(desk: Desk, text: str) -> Verified:
    """Check a QR's text without a network: signature, known signer, and the register of this store."""
    lines, key, signature = _parts(text)
    if not signed_by(key, PREFIX.encode() + "\n".join(lines).encode(), signature):
        return Verified("改动", "签名不符：证书内容被改动过，或不是本程序签发的。", lines)
    with desk.store.reading() as connection:
        signer = _signer(desk, connection, key)
        rows = records.where(connection, "certificates", {"number": lines[0]})
    if signer is None:
        return Verified("不明", "内容未被改动，但本机没有登记过签发单位的密钥，不能确认是谁签发的。", lines)
    if not rows:
        return Verified(
            "真", f"证书为真，由{signer}签发；本机没有这本证书的登记，作废情况请向签发单位核实。", lines
        )
    row = rows[0]
    if row["signed"] != text.strip():
        return Verified("改动", "编号相同，但内容与登记不一致，请以登记为准。", lines)
    if row["state"] != "有效":
        return Verified("作废", f"证书已{row['state'].removeprefix('已')}：{row['reason'] or ''}", lines)
    return Verified("真", f"证书为真、有效，由{signer}签发。", lines)


def _signer(desk: Desk, connection: Connection, key: str) -> str | None:
    if office_keys.own(desk).card.sign == key:
        return desk.office.full
    return next((card.name for card in office_keys.known(connection) if card.sign == key), None)


def _parts(text: str) -> tuple[tuple[str, ...], str, bytes]:
    *lines, last = text.strip().splitlines() or [""]
    pieces = last.removeprefix(PREFIX).split(".")
    try:
        if not last.startswith(PREFIX) or len(lines) != 6 or len(pieces) != 2:
            raise ValueError
        return tuple(lines), _bytes(pieces[0]).hex(), _bytes(pieces[1])
    except ValueError:
        raise Refused("这不是本程序证书上的二维码内容", todo="请重新扫描完整的二维码") from None


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
