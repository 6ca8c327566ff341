"""Data of certificates: 结业证书, 培训合格证书, 聘书, 荣誉证书, 出师证书."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate. ``body`` is the text after the name, ready (line breaks begin paragraphs).

    ``qr`` is what the code carries, blank for none; ``photo`` a JPEG or PNG file's bytes.
    """

    title: str
    number: str
    name: str
    body: str
    issuer: str
    date: date
    qr: str = ""
    salutation: str = "同志："
    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class Overprint:
    """套打 onto bought paper: border and title stay off, all moves by (``right``, ``down``) mm."""

    right: float = 0.0
    down: float = 0.0
    with_title: bool = False


@dataclass(frozen=True, slots=True)
class Certificates:
    """A batch in one PDF, one page each. ``stub`` adds the 存根 with the 骑缝编号 on the left."""

    items: Sequence[Certificate]
    stub: bool = False
    overprint: Overprint | None = field(default=None)
    sample: bool = False
    """Marked 样张 across the page: what it will look like, before it is given."""
