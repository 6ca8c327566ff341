"""The pool, kept: read whole once, then only what was written since; indexed by what a need may ask for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.services import terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import pool, rules, touched
from laomo_desktop.services.matching.bm25 import Index, Near
from laomo_desktop.services.matching.facts import Profile, Wanted, Who
from laomo_desktop.services.matching.pool import Key, Keys, World
from laomo_desktop.services.matching.reader import Reader
from laomo_desktop.services.matching.reading import Row
from laomo_desktop.services.matching.rules import Evidence
from laomo_desktop.services.matching.touched import Touched
from laomo_desktop.services.terms import Terms

Mark = tuple[str, str]
"""("craft", 焊接), ("trade", 焊工), ("specialty", …), ("family", …)."""
ENOUGH = 100
"""With fewer than these, who is merely hinted at is weighed too."""
DISTANT = 200
"""Of those near by their words alone, so many are weighed."""


class Pool:
    """Everybody and everything that may be proposed, as of the last `refresh`. Not for two threads at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read_at: tuple[int, date] | None = None
        self._terms: Terms | None = None
        self._reader: Reader | None = None
        self._units: dict[RowId, Row] = {}
        self._clear()

    def _clear(self) -> None:
        self.profiles: dict[Key, Profile] = {}
        self.index: Index[Key] = Index()
        self._marked: dict[Mark, set[Key]] = defaultdict(set)
        self.own: dict[Key, Evidence] = {}
        """What speaks for and against each, whatever the need."""

    def refresh(self, connection: Connection, day: date) -> Reader:
        """Bring the pool to what the store has now."""
        last = connection.exec_driver_sql("SELECT max(number) FROM operations").scalar() or 0
        if self._reader is None or self._read_at is None or self._read_at[1] != day or self._read_at[0] > last:
            reader = self._read_all(connection, day)
        elif self._read_at[0] < last:
            what = touched.since(connection, self._read_at[0])
            reader = self._read_all(connection, day) if what.all else self._read_some(connection, day, what)
        else:
            return self._reader
        self._read_at = (last, day)
        return reader

    def _read_all(self, connection: Connection, day: date) -> Reader:
        known = terms.load(connection)
        if self._reader is None or known != self._terms:
            self._terms, self._reader = known, Reader(known)
        self._clear()
        self._units = pool.enterprises(connection, None)
        self._take(connection, self._world(connection, day, pool.ALL), pool.ALL)
        return self._reader

    def _read_some(self, connection: Connection, day: date, what: Touched) -> Reader:
        assert self._reader is not None
        if what:
            self._with_enterprises(connection, what)
            keys = self._with_dependents(connection, what)
            self._take(connection, self._world(connection, day, keys), keys)
        return self._reader

    def _world(self, connection: Connection, day: date, keys: Keys) -> World:
        assert self._reader is not None
        return pool.world(connection, self._desk, self._reader, day, self._units, keys)

    def _with_enterprises(self, connection: Connection, what: Touched) -> None:
        """An enterprise's name and chain stand in the profiles of its people and of those who served it."""
        changed = what.keys.pop("enterprises", set())
        known = changed & self._units.keys()
        for key in changed:
            self._units.pop(key, None)
        self._units |= pool.enterprises(connection, changed)
        kind = {Who.PERSON: "people", Who.TEAM: "teams", Who.STUDIO: "studios", Who.OFFER: "offers"}
        for (who, key), profile in self.profiles.items() if known else ():
            if profile.enterprise in known or not known.isdisjoint(profile.history.concerned):
                what.keys[kind[who]].add(key)

    def _with_dependents(self, connection: Connection, what: Touched) -> Keys:
        """A person's profile is part of those of their teams, studios and offers."""
        people = what.keys["people"]
        found = pool.dependents(connection, people)
        return Keys(people, *(what.keys[name] | found[name] for name in ("teams", "studios", "offers")))

    def _take(self, connection: Connection, world: World, keys: Keys) -> None:
        fresh = list(pool.read(connection, world, keys, self.profiles))
        for who, some in zip(Who, (keys.people, keys.teams, keys.studios, keys.offers), strict=True):
            for key in some or ():
                self._drop((who, key))
        for profile in fresh:
            self._put((profile.who, profile.key), profile, world)

    def _put(self, key: Key, profile: Profile, world: World) -> None:
        self.index.put(key, world.reader.tokens(profile.text))
        self.own[key] = rules.own(profile, world.today)
        self.profiles[key] = profile
        for mark in _marks(profile):
            self._marked[mark].add(key)

    def _drop(self, key: Key) -> None:
        profile = self.profiles.pop(key, None)
        if profile is not None:
            self.index.drop(key)
            for mark in _marks(profile):
                self._marked[mark].discard(key)

    # -- whom to weigh -----------------------------------------------------------------------------------------
    def touching(self, wanted: Wanted, near: Mapping[Key, Near]) -> set[Key]:
        """Whom trade, specialty, craft or words connect with a need; by its mere hints only where that is nobody much.

        Whoever is left out could not be called fitting (`rules.FITS`).
        """
        by_words = sorted(near, key=lambda key: -near[key][0])[:DISTANT]
        found = self._having(_asked(wanted, rules.FITS["craft"])).union(by_words)
        return found if len(found) >= ENOUGH else self._having(_asked(wanted, 0.0)).union(by_words)

    def akin(self, wanted: Wanted) -> set[Key]:
        """Those of the same wider trades."""
        return self._having(("family", family) for family in wanted.families)

    def _having(self, marks: Iterable[Mark]) -> set[Key]:
        return set().union(*(self._marked.get(mark, ()) for mark in marks))


def _asked(wanted: Wanted, least: float) -> list[Mark]:
    """What a need asks for with at least this much of its words."""
    topic = wanted.topic
    marks = [("craft", craft) for craft, (share, _) in topic.crafts.items() if share >= least]
    marks += [("trade", trade) for trade in topic.trades if rules.share_of(wanted, trade) >= least]
    return marks + [("specialty", term) for term in topic.specialties if rules.share_of(wanted, term) >= least]


def _marks(profile: Profile) -> list[Mark]:
    facts = {"craft": profile.crafts, "trade": profile.trades, "specialty": profile.specialties}
    marks = [(kind, word) for kind, words in facts.items() for word in words]
    return marks + [("family", family) for family in profile.families]
