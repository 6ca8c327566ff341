"""Looking for what was entered twice: through everything, or whether what a package brought was here already.

A package is looked at after it was taken in, by an operation of its own: what waits to be looked at stands in a
setting written with the package itself, so that a program that ends in between loses nothing of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.services import settings, suspicions
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers.done import Done
from laomo_desktop.services.resembling.enterprises import ENTERPRISES
from laomo_desktop.services.resembling.needs import NEEDS
from laomo_desktop.services.resembling.people import PEOPLE
from laomo_desktop.services.resembling.teams import TEAMS
from laomo_desktop.services.resembling.visits import VISITS
from laomo_desktop.services.same.finding import Finder
from laomo_desktop.services.suspicions import Suspicion

FINDERS: Mapping[str, Finder[Any]] = {finder.of: finder for finder in (PEOPLE, ENTERPRISES, TEAMS, VISITS, NEEDS)}
WAITING = "looking"
"""The setting: numbers of operations whose new rows have yet to be looked at."""
KIND = "查重"


def sweep(desk: Desk, progress: Progress = silent) -> Done:
    """Look through everything; new suspicions wait in 待处理. Others may write meanwhile; cancelling leaves nothing."""
    desk.must_write()
    with desk.store.reading() as connection:
        found = [each for of in FINDERS for each in find(connection, of, progress)]
    return _put(desk, found, ())


def find(connection: Connection, of: str, progress: Progress = silent) -> list[Suspicion]:
    """Every suspicion in a register that nobody has decided on, the strongest first."""
    finder = FINDERS[of]
    return suspicions.open_ones(connection, finder.find(finder.faces(connection), progress))


def remember(write: Write) -> None:
    """What this operation adds is to be looked at."""
    if not write.touched.keys().isdisjoint(FINDERS):
        settings.write_within(write, WAITING, [*waiting(write.connection), write.number])


def waiting(connection: Connection) -> list[int]:
    """Operations that brought rows nobody has looked at yet."""
    found: list[int] = settings.read(connection, WAITING, [])
    return found


def is_waiting(desk: Desk) -> bool:
    """Whether there is anything to catch up with."""
    with desk.store.reading() as connection:
        return bool(waiting(connection))


def catch_up(desk: Desk, progress: Progress = silent) -> Done | None:
    """Look at what waits for it; None if nothing does. Stopped in between, it still waits."""
    with desk.store.reading() as connection:
        numbers = waiting(connection)
        if not numbers:
            return None
        found = [each for of in FINDERS for each in _of_new(connection, of, numbers, progress)]
    return _put(desk, found, numbers)


def catch_up_quietly(desk: Desk, progress: Progress = silent) -> Done | None:
    """The same, after work that is done: being stopped is no failure of that, nor is a full disk. It still waits."""
    try:
        return catch_up(desk, progress)
    except (Cancelled, Refused):
        return None


def _of_new(connection: Connection, of: str, numbers: list[int], progress: Progress) -> Iterator[Suspicion]:
    """Suspicions about rows that those operations added."""
    marks = ", ".join("?" * len(numbers))
    asked = f"SELECT row FROM changes WHERE operation IN ({marks}) AND register = ? AND before IS NULL"
    fresh: list[RowId] = [key for (key,) in connection.exec_driver_sql(asked, (*numbers, of))]
    if not fresh:
        return
    own, finder = frozenset(fresh), FINDERS[of]
    everything = connection.exec_driver_sql(f"SELECT count(*) FROM {of}").scalar_one()
    # Where a good part of the store is new, one look at everything is less work than asking for each one's like.
    near = finder.near(connection, fresh) if len(fresh) * 4 < everything else finder.faces(connection)
    yield from suspicions.open_ones(
        connection, (each for each in finder.find(near, progress) if not own.isdisjoint(each.pair))
    )


def _put(desk: Desk, found: list[Suspicion], numbers: list[int] | tuple[()]) -> Done:
    here = [each for each in found if suspicions.is_asked(desk.office.code, each.one.office, each.other.office)]
    with desk.store.operation(KIND, "", desk.user) as write:
        count = suspicions.put(write, here)
        if numbers:
            left = [number for number in waiting(write.connection) if number not in numbers]
            settings.write_within(write, WAITING, left)
        write.sentence = f"查找重复登记：新发现{count}对" if count else "查找重复登记：没有新发现"
    return Done(write.number if count else 0, write.sentence)
