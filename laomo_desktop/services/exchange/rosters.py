"""Two computers that enrol in one class give the same number to two people: the city, which sees both, gives the next
free number to the one it heard of later. A number stands on printed sheets, so it never means two people.
"""

from laomo_desktop.db.door import Write
from laomo_desktop.db.query import BATCH
from laomo_desktop.domain.field import RowId

ROSTER, CLASS = "enrolments", "trainings"


def renumber(write: Write) -> list[str]:
    """Put right the rosters that ``write`` touched; returns a sentence for each class in which a number has changed."""
    came = write.touched.get(ROSTER, set())
    told = []
    for training in _classes(write, sorted(came)):
        later = _same_number(write, training, came)
        if later:
            last = _last(write, training)
            write.update_many(ROSTER, [(key, {"number": last + place}) for place, key in enumerate(later, 1)])
            told.append(
                f"“{_title(write, training)}”有{len(later)}名学员与别人同号，已排到名单后面，请改用新的签到表。"
            )
    return told


def changed(write: Write) -> list[str]:
    """A sentence for each class in which somebody known here got another number: her old sheet means somebody else."""
    rows = write.connection.exec_driver_sql(
        f"SELECT e.training, count(*) FROM changes c JOIN {ROSTER} e ON e.id = c.row "
        f"WHERE c.operation = ? AND c.register = '{ROSTER}' AND e.deleted IS NULL "
        "AND json_extract(c.before, '$.number') <> e.number GROUP BY e.training ORDER BY e.training",
        (write.number,),
    ).all()
    return [f"“{_title(write, training)}”有{number}名学员的序号变了，请重印签到表。" for training, number in rows]


def _classes(write: Write, keys: list[RowId]) -> list[RowId]:
    found: set[RowId] = set()
    for start in range(0, len(keys), BATCH):
        rows = write.bare(ROSTER, ("training",), keys[start : start + BATCH])
        found.update(training for (training,) in rows.values())
    return sorted(found)


def _same_number(write: Write, training: RowId, came: set[RowId]) -> list[RowId]:
    """Whose number somebody else has: who was here before keeps it, else whose row stands first."""
    rows = write.connection.exec_driver_sql(
        f"SELECT id, number FROM {ROSTER} WHERE training = ? AND deleted IS NULL ORDER BY n", (training,)
    ).all()
    taken: set[int] = set()
    later: list[RowId] = []
    for key, number in sorted(rows, key=lambda row: row[0] in came):
        later += [key] if number in taken else []
        taken.add(number)
    return later


def _last(write: Write, training: RowId) -> int:
    """The highest number ever given in the class; those of people taken off the roster are not given again."""
    found = write.connection.exec_driver_sql(f"SELECT max(number) FROM {ROSTER} WHERE training = ?", (training,))
    return int(found.scalar_one())


def _title(write: Write, training: RowId) -> str:
    found = write.connection.exec_driver_sql(f"SELECT title FROM {CLASS} WHERE id = ?", (training,))
    return str(found.scalar() or "")
