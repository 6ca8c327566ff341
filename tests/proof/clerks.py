"""What clerks do in their own store: new rows, edits, deletions, taking back, deciding. ``n`` chooses, any number will do.

Every value carries a mark of its own (w17), so that it can be found again wherever it went.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import pending, registers, same
from tests.people import RARE_NAME, make_person, make_uscc
from tests.proof.looking import ALIASES, Key, View, look
from tests.proof.offices import CITY, Office

EDITED = {
    "people": ("department", "post", "name", "phone", "specialties", "remark"),
    "enterprises": ("name", "address", "union_name", "remark"),
    "trainings": ("title", "place", "host", "remark"),
    "enrolments": ("remark",),
}
FEW = 3
"""Among so many rows of a register clerks choose, so that they meet."""
MARKS = ("到", "迟到", "缺勤", "请假")


class Clerks:
    """All clerks of a history share one counter of marks. ``merging``: whether they make people one; ``sensible``: they
    know that one ID number is one person, as every clerk does; else they throw dice about that too.
    """

    def __init__(self, *, merging: bool = True, sensible: bool = False) -> None:
        self.count = 0
        self.met = 3
        """So many people are met in every district."""
        self.merging = merging
        self.sensible = sensible

    def mark(self) -> str:
        self.count += 1
        return f"w{self.count}"

    def insert(self, office: Office, view: View, n: int) -> None:
        """A person, an enterprise, a class, somebody enrolled, a period attended."""
        kind, n = n % 6, n // 6
        mark = self.mark()
        if kind in (0, 1):
            self._person(office, mark, n)
        elif kind == 2:
            values = {"name": f"虚构企业{mark}", "uscc": make_uscc(self.count), "address": self.mark()}
            registers.save(office.desk, "enterprises", {**values, **self._home(office, n)})
        elif kind == 3:
            values = {"title": f"焊接班{mark}", "kind": "安全生产大课堂", "begins": "2026-03-02"}
            registers.save(office.desk, "trainings", {**values, **self._home(office, n)})
        elif kind == 4:
            self._enrol(office, view, n, mark)
        else:
            self._attend(office, view, n)

    def _home(self, office: Office, n: int) -> dict[str, Any]:
        return {"office": CITY} if office.code == CITY else {}

    def _person(self, office: Office, mark: str, n: int) -> None:
        person = make_person(self.count)
        name = f"{RARE_NAME}{mark}" if n % 3 else f"虚构{mark}"
        values = {"name": name, "id_number": person.id_number, "phone": self.mark(), "post": self.mark()}
        registers.save(office.desk, "people", {**values, "specialties": self.mark(), "remark": self.mark()})

    def _enrol(self, office: Office, view: View, n: int, mark: str) -> None:
        training, person = pick(living(view, "trainings"), n), pick(living(view, "people"), n // 7)
        if training and person:
            row = {"training": _id(training), "person": _id(person), "number": self.count, "remark": mark}
            with office.desk.store.operation("报名", "报名", office.desk.user) as write:
                write.upsert_many("enrolments", [row])

    def _attend(self, office: Office, view: View, n: int) -> None:
        enrolled = pick(living(view, "enrolments"), n)
        if enrolled is None:
            return
        training = bytes.fromhex(view.rows[enrolled].values["training"])
        periods = [key for key in living(view, "periods") if view.rows[key].values["training"] == training.hex()]
        with office.desk.store.operation("考勤", "考勤", office.desk.user) as write:
            found = pick(periods, n // 5)
            if found is None:
                period = write.insert("periods", {"training": training, "number": 1, "day": "2026-03-02"})
            else:
                period = _id(found)
            row = {"enrolment": _id(enrolled), "period": period, "mark": MARKS[n // 3 % 4]}
            write.upsert_many("attendance", [row])

    def edit(self, office: Office, view: View, n: int) -> None:
        """One field of one row."""
        register = tuple(EDITED)[(0, 0, 0, 1, 2, 3)[n % 6]]
        key = pick(sorted(living(view, register))[:FEW], n // 6)
        if key is None:
            self.insert(office, view, n)
            return
        name = EDITED[register][n // 60 % len(EDITED[register])]
        mark = self.mark()
        value = f"{view.rows[key].values[name] or ''}、{mark}".strip("、") if name == "specialties" else mark
        registers.save(office.desk, register, {name: value}, _id(key))

    def edit_more(self, office: Office, view: View, n: int) -> None:
        """What carries no marks: a class goes on, a person moves, a term is written or changed."""
        kind, n = n % 4, n // 4
        training, person = pick(living(view, "trainings"), n), pick(living(view, "people"), n)
        if kind == 0 and training:
            state = ("筹备", "开班", "结业", "归档")[n % 4]
            self._set(office, training, {"state": state})
        elif kind == 1 and person and office.is_city:
            self._set(office, person, {"office": ("370602", "370611")[n % 2]})
        elif kind == 2:
            word = pick(living(look(office, all_=True), "terms"), n)
            if word:
                self._set(office, word, {"synonyms": self.mark(), "state": ("启用", "停用")[n % 2]})
        else:
            self._person_of_another(office, n)

    def _person_of_another(self, office: Office, n: int) -> None:
        """The same few people are met in every district."""
        person = make_person(900_000 + n % self.met)
        registers.save(office.desk, "people", {"name": f"{person.name}{self.mark()}", "id_number": person.id_number})

    def _set(self, office: Office, key: Key, values: dict[str, Any]) -> None:
        with office.desk.store.operation("修改", "修改", office.desk.user) as write:
            write.update(key[0], _id(key), values)

    def delete(self, office: Office, view: View, n: int) -> None:
        """One row, with a reason; what others stand on stays."""
        register = ("people", "enrolments", "people", "trainings", "enterprises")[n % 5]
        key = pick(sorted(living(view, register))[: FEW + 2], n // 5)
        if key is not None:
            allow(registers.delete, office.desk, register, [_id(key)], f"原因{self.mark()}")

    def undo(self, office: Office, view: View, n: int) -> None:
        """One of the last operations, if it can be taken back."""
        done = registers.operations(office.desk, limit=12)
        allow(registers.undo, office.desk, done[n % len(done)].number)

    def decide(self, office: Office, view: View, n: int) -> None:
        """One thing that waits."""
        item = pick(pending.listing(office.desk), n)
        if item is not None:
            self.answer(office, item, n // 11)

    def answer(self, office: Office, item: pending.Item, n: int) -> None:
        """That thing: by dice, but for whether two are one where this history has no merging, or sensible clerks."""
        choices = [each for each in item.choices if each not in self._never(item)]
        pending.decide(office.desk, item.key, choices[n % len(choices)])

    def _never(self, item: pending.Item) -> tuple[str, ...]:
        if not item.of_two:
            return ("later",)
        if not self.merging:
            return ("later", "same", "same_right", "fields")
        return ("later", "not_same") if self.sensible and "身份证号" in item.evidence else ("later",)

    def merge(self, office: Office, view: View, n: int) -> None:
        """Two of the few everybody meets are one, whoever finds it out, in whatever direction."""
        of = "enterprises" if n % 7 == 6 else "people"
        few = sorted(living(view, of))[:FEW]
        if len(few) > 1:
            one, other = pick(few, n), pick(few, n + 1 + n // 3 % (len(few) - 1))
            second = "post" if of == "people" else "address"
            fields = {"name": ("left", "right")[n // 6 % 2], second: ("left", "right")[n // 12 % 2]}
            allow(same.merge, office.desk, _id(one), _id(other), fields if n % 5 else None, of=of)

    def unmerge(self, office: Office, view: View, n: int) -> None:
        """They are two after all."""
        gone = pick(sorted(gone for gone in view.aliases if any((of, gone) in view.rows for of in ALIASES)), n)
        if gone is not None:
            allow(same.unmerge, office.desk, bytes.fromhex(gone), of=of_alias(view, gone))


def of_alias(view: View, gone: str) -> str:
    return next(of for of in ALIASES if (of, gone) in view.rows)


def living(view: View, register: str) -> list[Key]:
    return [key for key, row in view.rows.items() if key[0] == register and row.deleted is None]


def pick(found: Sequence[Any], n: int) -> Any:
    return found[n % len(found)] if found else None


def allow(act: Any, *given: Any, **more: Any) -> None:
    """A refusal in words is an answer too."""
    with suppress(Refused):
        act(*given, **more)


def _id(key: Key) -> bytes:
    return bytes.fromhex(key[1])
