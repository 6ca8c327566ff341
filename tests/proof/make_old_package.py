"""Writes a package of the present format and schema by the program's own export, under the fixed keys of the reference:

    python -m tests.proof.make_old_package tests/old_packages/schema-N.lmpkg

Once released, such a file is never written anew.
"""

import base64
import sys
import tempfile
from pathlib import Path

from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, office_keys, registers, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.sync.keys import Identity, PublicCard, identity_from
from tests.people import RARE_NAME, make_person, make_uscc
from tests.proof.offices import CHEAP, CITY, PASSWORD, USER, ZHIFU
from tests.sync import reference

REASON = "重复录入"


def fixed(desk: Desk, seed: int, age: str) -> Identity:
    """Give a store the keys of the reference."""
    store = desk.store.store_id.hex()
    identity = identity_from(desk.office.code, desk.office.full, store, bytes(range(seed, seed + 32)), age)
    settings.put(desk, office_keys.OWN, base64.b64encode(identity.to_bytes()).decode(), "固定的密钥")
    return identity


def known(desk: Desk, card: PublicCard) -> None:
    with desk.store.operation("密钥", "测试登记", desk.user) as write:
        office_keys.trust(write, card)


def furnish(desk: Desk) -> None:
    """A little of everything a district writes."""
    firm = registers.save(desk, "enterprises", {"name": "虚构造船有限公司", "uscc": make_uscc(1)}).key
    people = []
    for number in range(3):
        person = make_person(number)
        values = {"name": person.name, "id_number": person.id_number, "phone": person.phone, "enterprise": firm}
        people.append(registers.save(desk, "people", {**values, "specialties": "焊接、钳工", "remark": "样例"}).key)
    values = {"title": "样例焊接班", "kind": "安全生产大课堂", "begins": "2026-03-02"}
    training = registers.save(desk, "trainings", values).key
    with desk.store.operation("测试", "名单与考勤", desk.user) as write:
        period = write.insert("periods", {"training": training, "number": 1, "day": "2026-03-02"})
        rows = [{"training": training, "person": key, "number": n} for n, key in enumerate(people[:2], 1)]
        enrolled = write.insert_many("enrolments", rows)
        write.insert_many("attendance", [{"enrolment": key, "period": period, "mark": "到"} for key in enrolled])
    registers.save(desk, "people", {"phone": "19900009999"}, people[0])
    registers.delete(desk, "people", [people[2]], REASON)


def main(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = desks.create(Path(folder) / "store", ZHIFU, USER, PASSWORD, CHEAP)
        fixed(desk, 0, reference.AGE_OF_DISTRICT)
        city = identity_from(CITY, "烟台市总工会", "c1" * 16, bytes(range(32, 64)), reference.AGE_OF_CITY)
        known(desk, city.card)
        furnish(desk)
        made = exchange.export(desk, path)
        desk.close()
    print(made.code, made.hash, RARE_NAME)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
