"""The real programme, made up: fifteen districts, two years, a package a week each; sticks get lost, a disk is cloned.

    python -m tests.proof.simulation [--weeks 104] [--districts 15] [--without merging]

District life (who is entered, corrected, taught) is random with a fixed seed; what arrives is checked as in the state
machine: nothing lost by any package, and in the end all stores equal. Prints its figures. Without merging the clerks
answer 不是同一人 whenever they are asked about two people.
"""

import argparse
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from laomo_desktop.domain import offices as unions
from laomo_desktop.services import pending
from tests.proof.clerks import Clerks
from tests.proof.ending import decide, end, rows
from tests.proof.life import Carried, Life
from tests.proof.looking import look
from tests.proof.offices import CITY, Office, opened, workplace

LOST, TWICE = 0.02, 0.01
MET = 40
"""So many people work in several districts."""


@dataclass
class Programme:
    """So many weeks of so many districts. ``life`` does the work, this says when what happens."""

    weeks: int
    districts: int
    seed: int = 1
    figures: Counter[str] = field(default_factory=Counter)
    progress: Callable[[str], object] = str
    merging: bool = True

    def run(self) -> Counter[str]:
        """Live it, end it, and tell the figures. AssertionError if anything was lost or differs."""
        chance = random.Random(self.seed)
        codes = [office.code for office in unions.OFFICES if not office.is_city][: self.districts]
        stores = (("city", CITY), *((f"district {code}", code) for code in codes))
        folder = workplace("simulation")
        life = Life(folder, opened(folder, stores), clerks=Clerks(merging=self.merging, sensible=True))
        life.told = self.figures
        life.clerks.met = MET
        began = time.monotonic()
        try:
            for week in range(self.weeks):
                self._week(life, chance, week)
                self.progress(f"{time.monotonic() - began:.0f} s: week {week + 1}, {self.figures['take']} packages")
            self.figures["rows in the city"] = len(look(life.city, all_=True).rows)
            end(life)
            size = (life.city.folder / "laomo.db").stat().st_size
            self.figures |= Counter({"seconds": int(time.monotonic() - began), "bytes of the city's store": size})
        finally:
            life.close()
        return self.figures

    def _week(self, life: Life, chance: random.Random, week: int) -> None:
        for office in list(life.offices.values()):
            office.clock = 7 * week  # days
            shutil.rmtree(office.folder / "backups", ignore_errors=True)  # a copy before each intake: gigabytes in memory
            self._work(life, chance, office)
        self._mishaps(life, chance, week)
        for office in life.districts:
            self._carry(life, chance, life.export(office), life.city)
        codes = sorted({office.code for office in life.districts})
        for office in life.districts:
            self._carry(life, chance, life.export(life.city, codes.index(office.code)), office)
        self._decide(life, chance, week)
        life.packages.clear()

    def _work(self, life: Life, chance: random.Random, office: Office) -> None:
        acts = ("insert", "insert", "edit", "edit", "edit_more", "delete", "undo")
        for _ in range(chance.randint(1, 3) if office.is_city else chance.randint(2, 6)):
            life.act(chance.choice(acts), office, chance.randrange(10_000))

    def _carry(self, life: Life, chance: random.Random, package: Carried, to: Office) -> None:
        luck = chance.random()
        if luck < LOST:
            self.figures["lost"] += 1
            return
        life.take(to, package)
        if luck > 1 - TWICE:
            self.figures["twice"] += 1
            life.take(to, package)
        package.path.unlink()

    def _mishaps(self, life: Life, chance: random.Random, week: int) -> None:
        """A clone in the first year, two restores of districts from copies some weeks old."""
        if week == self.weeks // 3:
            life.clone(chance.choice(life.districts))
        for name, at in ((0, self.weeks // 2), (1, self.weeks * 3 // 4)):
            office = life.districts[name]
            if week == at - 3:
                life.back_up(office)
            if week == at:
                life.restore(office, 0)

    def _decide(self, life: Life, chance: random.Random, week: int) -> None:
        """Once a month the city works off its 待处理, a fortnight later each district what it is still asked about; what
        the city is asked about too is the city's to decide, and the districts follow.
        """
        if week % 4 == 3:
            decide(life, life.city, chance.randrange(10_000), set())
        elif week % 4 == 1:
            taken = {row for item in pending.listing(life.city.desk) for row in rows(item)}
            for office in life.districts:
                taken |= decide(life, office, chance.randrange(10_000), taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weeks", type=int, default=104)
    parser.add_argument("--districts", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", choices=["merging"], help="people are not made one")
    args = parser.parse_args()
    told = partial(print, flush=True)
    programme = Programme(args.weeks, args.districts, args.seed, progress=told, merging=not args.without)
    for name, number in sorted(programme.run().items()):
        print(f"{number:>10}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
