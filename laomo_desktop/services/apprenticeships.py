"""师徒结对: agreement, stage reviews with their due dates, 出师 with its certificate, dissolution with a reason."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import derive, kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.months import add_months
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.states import APPRENTICESHIP
from laomo_desktop.services import certificates, registers, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

GRADUATION = "出师证书"
LIMIT = "master_limit"
"""Setting: how many apprentices a master should have at most."""
DEFAULT_LIMIT = 5
RUNNING = APPRENTICESHIP.state("running").label
REVIEW_EVERY = 6
"""Months between stage reviews unless the clerk says otherwise."""


def create(desk: Desk, values: Mapping[str, Value], *, review_every: int = REVIEW_EVERY) -> Done:
    """A new pair with its agreement number and its stage reviews planned."""
    desk.must_write()
    values = registers.read_entries("apprenticeships", values)
    check(values)
    with desk.store.operation("师徒结对", "", desk.user) as write:
        numbered = {**values, "number": values.get("number") or _next_number(desk, str(values["begins"]))}
        key = registers.insert_within(
            write, desk, "apprenticeships", {**numbered, **_known(write.connection, numbered)}
        )
        row = records.get(write.connection, "apprenticeships", key)
        write.insert_many("reviews", planned_reviews(key, row["begins"], row["ends"], review_every))
        write.sentence = f"{row['master.title']}收{row['apprentice.title']}为徒（{row['number']}）"
    return Done(write.number, write.sentence, (key,))


def _known(connection: Connection, values: Mapping[str, Value]) -> Row:
    """What need not be entered again: the apprentice's enterprise, the master's trade."""
    people = {}
    for name in ("master", "apprentice"):
        key = values[name]
        people[name] = records.get(connection, "people", key) if isinstance(key, bytes) else {}
    return {
        "enterprise": values.get("enterprise")
        or people["apprentice"].get("enterprise")
        or people["master"].get("enterprise"),
        "trade": values.get("trade") or people["master"].get("trade"),
    }


def check(values: Mapping[str, Value]) -> None:
    """Refuse what is left out, somebody as her own apprentice, and an end before the beginning."""
    reg = REGISTERS["apprenticeships"]
    for of in reg.fields:
        if of.required and not values.get(of.name):
            raise kinds.unfilled(of)
    for name, sentence in derive.complete(reg.name, values).errors.items():
        raise Refused(sentence.rstrip("。"), where=reg[name].label)


def warning(desk: Desk, master: RowId) -> str:
    """What speaks against one more apprentice for this master; "" if nothing does."""
    count, most = _running(desk, master), limit(desk)
    return f"这位师傅已带{count}名徒弟，一般不超过{most}名。" if count >= most else ""


def warning_of(desk: Desk, master: RowId) -> str:
    """That this master has more apprentices than there should be; "" otherwise."""
    count, most = _running(desk, master), limit(desk)
    return f"这位师傅现带{count}名徒弟，多于一般的上限{most}名。" if count > most else ""


def _running(desk: Desk, master: RowId) -> int:
    with desk.store.reading() as connection:
        return len(records.where(connection, "apprenticeships", {"master": master, "state": RUNNING}))


def limit(desk: Desk) -> int:
    """How many apprentices a master should have at most."""
    return int(settings.get(desk, LIMIT, DEFAULT_LIMIT))


def set_limit(desk: Desk, number: int) -> Done:
    """Change that limit: from 1 to 99."""
    if not 1 <= number <= 99:
        raise Refused("带徒人数上限应在1到99之间", todo="请重新填写")
    sentence = f"师傅带徒上限改为{number}名"
    return Done(settings.put(desk, LIMIT, number, sentence), sentence)


def _next_number(desk: Desk, begins: str) -> str:
    year = begins[:4]
    prefix = f"烟{desk.office.mark}师徒〔{year}〕"
    with desk.store.reading() as connection:
        rows = records.where(connection, "apprenticeships", {}, deleted=True)
    numbers = [str(row["number"]) for row in rows if str(row["number"] or "").startswith(prefix)]
    last = max((int("".join(filter(str.isdecimal, n.removeprefix(prefix))) or 0) for n in numbers), default=0)
    return f"{prefix}第{last + 1:03}号"


def planned_reviews(key: RowId, begins: str, ends: str, every: int) -> list[Row]:
    """A review every so many months after the beginning, and one at the end."""
    first, last = date.fromisoformat(begins), date.fromisoformat(ends)
    days: list[date] = []
    step = 1
    while every > 0 and (day := add_months(first, every * step)) < last:
        days.append(day)
        step += 1
    return [{"apprenticeship": key, "due": day.isoformat()} for day in [*days, last]]


def due(desk: Desk, until: date) -> list[Record]:
    """Reviews of running pairs that are due until a day and not held, earliest first."""
    with desk.store.reading() as connection:
        running = {row["id"]: row for row in records.where(connection, "apprenticeships", {"state": RUNNING})}
        waiting = records.where(connection, "reviews", {"held": None}, order=("due",))
    return [
        {**row, "pair": running[row["apprenticeship"]]} for row in waiting if _is_due(row, running, until)
    ]


def _is_due(review: Record, running: Mapping[RowId, Record], until: date) -> bool:
    return bool(review["apprenticeship"] in running and review["due"] <= until.isoformat())


def reviews(desk: Desk, key: RowId) -> list[Record]:
    """The stage reviews of a pair, by their due dates."""
    return registers.owned(desk, "reviews", key)


def record_review(desk: Desk, review: RowId, entries: Mapping[str, object]) -> Done:
    """Put down what came of a review (held, result, comment); with a result and no day it was held today."""
    checked = registers.check(desk, "reviews", entries, review)
    for name, sentence in checked.errors.items():
        raise Refused(sentence.rstrip("。"), where=REGISTERS["reviews"][name].label)
    return registers.save(desk, "reviews", checked.values, review)


def certificate_of(desk: Desk, key: RowId) -> Record | None:
    """The valid 出师证书 of a pair, if one was given."""
    with desk.store.reading() as connection:
        return _certificate(connection, records.get(connection, "apprenticeships", key))


def _certificate(connection: Connection, row: Record) -> Record | None:
    same: Row = {"person": row["apprentice"], "kind": GRADUATION, "state": certificates.VALID, "body": _body(row)}
    return next(iter(records.where(connection, "certificates", same)), None)


def move(desk: Desk, key: RowId, code: str, reason: str = "", outcome: str | None = None) -> Done:
    """出师, 解除 …, with what came of it."""
    desk.must_write()
    with desk.store.operation("师徒结对", "", desk.user) as write:
        row = records.get(write.connection, "apprenticeships", key)
        after = APPRENTICESHIP.move(row["state"], code, reason)
        given = _certificate(write.connection, row)
        if after.label == RUNNING and given is not None:
            raise Refused(f"已发出师证书{given['number']}，不能{_label(code)}", todo="请先在证书列表中作废")
        said: Row = {"state": after.label, "reason": reason or None}
        write.update("apprenticeships", key, {**said, **({"outcome": outcome} if outcome else {})})
        write.sentence = f"{row['master.title']}与{row['apprentice.title']}：{row['state']}→{after.label}"
    return Done(write.number, write.sentence, (key,))


def _label(code: str) -> str:
    return next(move.label for move in APPRENTICESHIP.moves if move.code == code)


def certify(desk: Desk, keys: Sequence[RowId], issued: date | None = None) -> Done:
    """出师证书 for pairs that have graduated and have none yet."""
    with desk.store.reading() as connection:
        rows = records.where(connection, "apprenticeships", {"id": list(keys)})
    for row in rows:
        if row["state"] != APPRENTICESHIP.state("graduated").label:
            raise Refused(f"{row['apprentice.title']}还没有出师，不能发出师证书")
    wanted = [(row["apprentice"], _body(row)) for row in rows]
    return certificates.issue_to(desk, GRADUATION, wanted, issued=issued)


def _body(row: Record) -> str:
    trade = f"{row['trade']}" if row["trade"] else "本职业"
    return f"师从{row['master.title']}学习{trade}技艺，学徒期满，经考核合格，准予出师。"
