"""密钥登记: a district and the city come to know each other's keys by two files and six digits over the phone.

A command does a step at once, and running it is the confirmation; a window shows the digits first (``later=True``)
and confirms with what was typed.

``keep`` writes a step's file: it is called before anything is noted, and what it raises leaves no note.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from laomo_desktop.db import epochs
from laomo_desktop.db.door import Write
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import Office
from laomo_desktop.services import office_keys, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import books, files
from laomo_desktop.sync import enrol
from laomo_desktop.sync.enrol import Pending
from laomo_desktop.sync.keys import PublicCard

REQUEST = "enrol_request"
ANSWERS = "enrol_answers"
Keep = Callable[[bytes], object]


def nowhere(_data: bytes) -> None:
    """Keep no file: the caller does it."""


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A step of the ceremony: whom it is about, the digits on this screen, the file to hand over (``data``), how many
    other computers of that office are trusted besides."""

    office: Office
    digits: str
    trusted: bool
    data: bytes = b""
    others: int = 0

    @property
    def note(self) -> str:
        """What the city has to think of where an office had keys already; else empty."""
        if not self.others:
            return ""
        return (
            f"{self.office.short}另有{self.others}台电脑登记过，仍然有效；那台电脑要是丢了或不再用了，"
            f"请先停用{self.office.short}的密钥，再重新办理登记。"
        )


def enrol_request(desk: Desk, keep: Keep = nowhere) -> bytes:
    """District: the enrolment file for the city. An earlier one counts until ``keep`` has written this one."""
    desk.must_write()
    if desk.is_city:
        raise Refused("登记申请由区市导出", todo="市总工会请直接答复区市的申请")
    data = enrol.request(office_keys.own(desk))
    keep(data)
    settings.put(desk, REQUEST, _text(data), "导出密钥登记申请")
    return data


def place_of_request(desk: Desk, path: Path) -> Path:
    """``path``, or a free name beside it where another computer's request lies; this one's own earlier is replaced."""
    card = office_keys.own(desk).card

    def own(there: Path) -> bool:
        try:
            return enrol.read_request(there.read_bytes()).card == card
        except (OSError, Refused):
            return True  # no request at all: nobody waits for it

    return files.free(path, own)


def enrol_read(desk: Desk, request: bytes) -> Office:
    """City: whose request it is. Raises `Refused` for what is no sound one of a district."""
    desk.must_write()
    if not desk.is_city:
        raise Refused("只有市总工会可以答复登记申请", todo="请把申请文件交给市总工会")
    return _district(enrol.read_request(request).card)


def enrol_answer(desk: Desk, request: bytes, keep: Keep = nowhere, *, later: bool = False) -> Ceremony:
    """City: the signed answer to a district's request, and the digits; the district is trusted unless ``later``."""
    office = enrol_read(desk, request)
    identity = office_keys.own(desk)
    data = enrol.answer(identity, request)
    pending = enrol.pending_at_city(identity, request, data)
    keep(data)
    with desk.store.operation("密钥", f"答复{office.full}的密钥登记", desk.user) as write:
        if later:
            waiting = dict(settings.read(write.connection, ANSWERS, {}))
            waiting[office.code] = [_text(request), _text(data)]
            settings.write_within(write, ANSWERS, waiting)
        else:
            office_keys.trust(write, pending.other)
        others = _others(write, pending.other)
    return Ceremony(office, pending.digits, not later, data, others)


def enrol_confirm(desk: Desk, office: str, digits: str, spoken: str = "") -> Ceremony:
    """City: trust a district that was answered ``later``, with the digits read over the phone.

    ``spoken``: six digits of the district's clerk's own, said into the phone; both screens then show others.
    """
    desk.must_write()
    waiting = dict(settings.get(desk, ANSWERS, {}))
    if office not in waiting:
        raise Refused("没有等待确认的密钥登记", todo="请先答复对方的申请")
    request, data = (base64.b64decode(part) for part in waiting.pop(office))
    pending = enrol.pending_at_city(office_keys.own(desk), request, data, spoken)
    card = pending.confirm(digits)
    with desk.store.operation("密钥", f"确认{card.name}的密钥", desk.user) as write:
        office_keys.trust(write, card)
        settings.write_within(write, ANSWERS, waiting)
        others = _others(write, card)
    return Ceremony(_district(card), pending.digits, True, others=others)


def _others(write: Write, card: PublicCard) -> int:
    """How many other computers of that office are trusted."""
    return len({each.store for each in office_keys.of_office(write.connection, card.office)} - {card.store})


def enrol_look(desk: Desk, answer: bytes, spoken: str = "") -> Ceremony:
    """District: what the city's answer says; nothing is trusted yet."""
    pending = _answered(desk, answer, spoken)
    return Ceremony(offices.CITY, pending.digits, False)


def enrol_accept(desk: Desk, answer: bytes, digits: str | None = None, spoken: str = "") -> Ceremony:
    """District: trust the city; with ``digits`` only if they are the ones on this screen."""
    desk.must_write()
    pending = _answered(desk, answer, spoken)
    card = pending.other if digits is None else pending.confirm(digits)
    with desk.store.operation("密钥", f"登记{card.name}的密钥", desk.user) as write:
        _new_city(desk, write, card)
        again = bool(books.load(desk, write.connection).by_writer)
        office_keys.trust(write, card)
    if again:
        # The city may have packages nobody here knows of, written with the keys it trusts no more.
        desk.store.start_epoch("重新登记了密钥，之后的改动重新编号", desk.user)
    return Ceremony(offices.CITY, pending.digits, True)


def revoke(desk: Desk, office: str) -> int:
    """Trust an office's keys no more (a lost computer, a revoked office); returns how many stores that concerns.

    Its packages are refused from now on and none is written to it, until it enrols again. What was taken in stays.
    """
    desk.must_admin()
    found = offices.find(office)
    with desk.store.operation("密钥", f"停用{found.full}的密钥", desk.user) as write:
        count = office_keys.distrust(write, found.code)
        waiting = dict(settings.read(write.connection, ANSWERS, {}))
        if waiting.pop(found.code, None) is not None:
            settings.write_within(write, ANSWERS, waiting)
    return count


def _answered(desk: Desk, answer: bytes, spoken: str) -> Pending:
    if desk.is_city:
        raise Refused("登记答复由区市导入")
    known = settings.get(desk, REQUEST)
    if known is None:
        raise Refused("本机还没有导出过登记申请", todo="请先导出登记申请交给市总工会")
    pending = enrol.pending_at_district(office_keys.own(desk), base64.b64decode(known), answer, spoken)
    if pending.other.office != offices.CITY.code:
        raise Refused("这份登记答复不是市总工会签发的", todo="请向市总工会索取答复文件")
    return pending


def _district(card: PublicCard) -> Office:
    office = offices.office(card.office)
    if office.is_city:
        raise Refused("登记申请来自另一个市总工会的资料库", todo="请核对申请文件")
    return office


def _new_city(desk: Desk, write: Write, card: PublicCard) -> None:
    """Another store stands for the city now: it has nothing of ours, and the old one's packages count no more."""
    mine = books.load(desk, write.connection)
    stores = {book.store for book in mine.by_writer.values()}
    if stores and card.store not in stores:
        mine.own.city_went_back(write.number, 0)
        books.save_own(write, mine.own)
        epochs.rebase(write, 0)
        if office_keys.of_office(write.connection, offices.CITY.code):
            office_keys.distrust(write, offices.CITY.code)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
