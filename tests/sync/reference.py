"""What the reference package of format 1 says: fixed keys of made-up offices, made-up people. No secrets."""

from laomo_desktop.sync.keys import identity_from
from laomo_desktop.sync.model import (
    DELETED,
    Answer,
    CityMark,
    Counts,
    Dot,
    Dots,
    Draft,
    Header,
    Kind,
    Receipt,
    RowState,
    Status,
    Writer,
)

AGE_OF_DISTRICT = "AGE-SECRET-KEY-1RW54V6WNNVXYHXP8JY35PX0D0ZP66CE0NRC97FRP0UDS9QMGSTUS6XWXSP"
AGE_OF_CITY = "AGE-SECRET-KEY-1JAZM0ALN4U99GD0QJCJVNJ4Z5NF8JZCFTY9UAHMZUXS337P3CXVSTGE3PZ"
DISTRICT = identity_from("990101", "样例区总工会", "d1" * 16, bytes(range(32)), AGE_OF_DISTRICT)
CITY = identity_from("990100", "样例市总工会", "c1" * 16, bytes(range(32, 64)), AGE_OF_CITY)
HERE = Writer("d1" * 16, "0e" * 16)
THERE = Writer("c1" * 16, "0f" * 16)
SCAN = b"a scan, or so"
FIELDS = ("name", "phone", "skills")

HEADER = Header(Kind.REPORT, "990101", "样例区总工会", "990100", "样例市总工会", number=3, writer=HERE)
DRAFT = Draft(
    schema=1,
    lowest_reader=1,
    program="0.1.0",
    seq_from=4,
    seq_to=9,
    ancestors=("aa" * 32, "bb" * 32),
    city=CityMark(THERE, 12, "cc" * 32),
    seen={HERE: 9, THERE: 12},
    heads={THERE: "cc" * 32},
    receipts=(
        Receipt(
            "cc" * 32,
            2,
            Status.TAKEN,
            counts=Counts(new=1, same=2),
            answers=(Answer("people", "01" * 16, "new"),),
            acknowledged=12,
            writer=THERE,
        ),
    ),
    totals={"培训场次": 3},
)
PEOPLE = (
    RowState(
        "01" * 16,
        {"name": "𬍛䶮㛃𡈽", "phone": "19900000001", "skills": "焊接、钳工"},
        Dots(Dot(HERE, 5), {"phone": Dot(THERE, 11)}),
        base=12,
        extra={"later_field": {"深": [1, None]}},
    ),
    RowState(
        "02" * 16,
        {"name": "买买提·吐尔逊", "phone": None, "skills": None},
        Dots(Dot(HERE, 5), {DELETED: Dot(HERE, 9)}),
        base=12,
        deleted="重复录入",
    ),
)
