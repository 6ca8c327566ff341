"""Which rows were one with which, in any store, at any time of a history: people, enterprises, and places in classes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.proof.looking import ALIASES, Key, Row


@dataclass
class Kin:
    """Groups of rows (hex) that were ever merged; an enrolment's kin are its class's enrolments of such people,
    and a mark's those of such enrolments."""

    of: dict[str, frozenset[str]] = field(default_factory=dict)

    def learn(self, aliases: Mapping[str, str]) -> None:
        """Those who are merged now, whoever merged them."""
        for gone, kept in aliases.items():
            one, other = self._group(gone), self._group(kept)
            if one != other:
                for person in one | other:
                    self.of[person] = one | other

    def _group(self, person: str) -> frozenset[str]:
        return self.of.get(person, frozenset({person}))

    def all(self, key: Key, rows: Mapping[Key, Row]) -> list[Key]:
        """The row and its kin among ``rows``."""
        return [key, *self.others(key, rows)]

    def others(self, key: Key, rows: Mapping[Key, Row]) -> list[Key]:
        """The kin alone."""
        if not self.of:
            return []
        if key[0] in ALIASES:
            group = [(key[0], other) for other in sorted(self._group(key[1]))]
            return [other for other in group if other != key and other in rows]
        if key[0] == "enrolments" and key in rows:
            return list(self._twins(key, rows))
        if key[0] == "attendance" and key in rows:
            return list(self._marks(key, rows))
        return []

    def _marks(self, key: Key, rows: Mapping[Key, Row]) -> Iterable[Key]:
        mine = rows[key].values
        places = {each[1] for each in self.others(("enrolments", mine["enrolment"]), rows)}
        for other, row in rows.items() if places else ():
            if other[0] == "attendance" and row.values["period"] == mine["period"] and row.values["enrolment"] in places:
                yield other

    def _twins(self, key: Key, rows: Mapping[Key, Row]) -> Iterable[Key]:
        mine = rows[key].values
        people = self._group(mine["person"]) - {mine["person"]}
        for other, row in rows.items():
            if other[0] == "enrolments" and row.values["training"] == mine["training"] and row.values["person"] in people:
                yield other
