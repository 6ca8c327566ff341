"""The state machine: hypothesis chooses the history, `Life` lives it, `ending` judges it."""

from collections import Counter
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.proof import faults
from tests.proof.ending import end
from tests.proof.life import MOST_STORES, Life
from tests.proof.offices import workplace

numbers = st.integers(0, 9999)
days = st.sampled_from((0, 0, 3650, -3650, 40, -1))
ACTS = ("insert", "edit", "edit", "edit", "edit_more", "delete", "undo", "decide", "decide")


class Exchange(RuleBasedStateMachine):
    """A city, two or three districts, one of them with two stores."""

    figures: ClassVar[Counter[str]] = Counter()
    """What all histories together did."""

    merging: ClassVar[bool] = False
    """Whether clerks also make people one, and part them."""

    def __init__(self) -> None:
        super().__init__()
        self.life: Life = None  # type: ignore[assignment]

    @initialize(third=st.booleans())
    def begin(self, third: bool) -> None:
        names = ("city", "zhifu", "zhifu-2", "fushan", *(["muping"] if third else []))
        self.life = Life.begin(workplace("life"), *names)
        self.life.clerks.merging = self.merging
        self.life.told = self.figures
        self.figures["histories"] += 1

    def _office(self, who: int) -> Any:
        self.figures["steps"] += 1
        return self.life.office(who)

    @rule(who=numbers, what=st.sampled_from(ACTS), n=numbers)
    def write(self, who: int, what: str, n: int) -> None:
        self.life.act(what, self._office(who), n)

    @rule(who=numbers, what=st.sampled_from(ACTS), n=numbers)
    def write_too(self, who: int, what: str, n: int) -> None:
        self.life.act(what, self._office(who), n)

    @rule(who=numbers, n=numbers, after=st.booleans())
    def meet(self, who: int, n: int, after: bool) -> None:
        """Two offices write in the same cell, or one deletes what the other edits; then one of them reports."""
        one, other = self._office(who), self._office(who + 1 + n % 3)
        row = 6 * (n % 3) + 60 * (n // 60 % 6)  # a person, and which field
        self.life.act("edit", one, row)
        self.life.act("delete" if n % 5 == 0 else "edit", other, 5 * (n % 3) if n % 5 == 0 else row)
        for office in (one, other):
            if after and not office.is_city:
                self.life.take(self.life.city, self.life.export(office))

    @rule(who=numbers, n=numbers)
    def export(self, who: int, n: int) -> None:
        self.life.export(self._office(who), n)

    @rule(who=numbers, n=numbers)
    def exchange(self, who: int, n: int) -> None:
        """A package goes straight to the city and an answer comes back."""
        office = self._office(who)
        if office.is_city:
            return
        self.life.take(self.life.city, self.life.export(office))
        if n % 2:
            self._take(self.life.export(self.life.city, n), who)

    def _take(self, package: Any, who: int) -> None:
        able = [office for office in self.life.offices.values() if office.code == package.to]
        self.life.take(able[who % len(able)], package)

    @precondition(lambda self: self.life and self.life.packages)
    @rule(which=numbers, who=numbers)
    def take_in(self, which: int, who: int) -> None:
        """Any package ever written: late, twice, out of order; or never."""
        self._office(who)
        recent = self.life.packages[-8:] if which % 3 else self.life.packages
        self._take(recent[which % len(recent)], who)

    @precondition(lambda self: self.life and self.life.packages)
    @rule(which=numbers, who=numbers)
    def take_in_too(self, which: int, who: int) -> None:
        self.take_in(which, who)

    @precondition(lambda self: self.life and self.life.packages)
    @rule(which=numbers, who=numbers, n=numbers, how=st.sampled_from(("flip", "cut")))
    def damaged(self, which: int, who: int, n: int, how: str) -> None:
        office, package = self._office(who), self.life.packages[which % len(self.life.packages)]
        if office.code == package.to:
            self.life.take_damaged(office, package, n, how)
        else:
            self.life.take_wrong(office, package)

    @rule(who=numbers, by=days)
    def copy_or_clock(self, who: int, by: int) -> None:
        """A copy of the store is kept; or the PC's clock goes wrong."""
        office = self._office(who)
        if by == 0:
            self.life.back_up(office)
        else:
            office.clock = by

    @precondition(lambda self: self.life and any(office.copies for office in self.life.offices.values()))
    @rule(who=numbers, n=numbers)
    def restore(self, who: int, n: int) -> None:
        self._office(who)
        able = [office for office in self.life.offices.values() if office.copies]
        office = able[who % len(able)]
        if n % 3 == 0 and not office.is_city:
            self.life.file_copied_back(office, n // 3)
        else:
            self.life.restore(office, n // 3)

    @precondition(lambda self: self.life and len(self.life.offices) < MOST_STORES)
    @rule(who=numbers)
    def clone(self, who: int) -> None:
        self._office(who)
        self.life.clone(self.life.districts[who % len(self.life.districts)])

    @rule(who=numbers, n=numbers, error=st.sampled_from(faults.ERRORS))
    def stick_fails(self, who: int, n: int, error: int) -> None:
        office = self._office(who)
        fault = faults.held_by_scanner(9) if n % 4 == 0 else faults.stick_fails_writing(n % 3000, error)
        self.life.export_fails(office, n, fault)

    @precondition(lambda self: self.life and self.life.packages)
    @rule(which=numbers, who=numbers, n=numbers, error=st.sampled_from(faults.ERRORS))
    def taking_in_fails(self, which: int, who: int, n: int, error: int) -> None:
        self._office(who)
        package = self.life.packages[which % len(self.life.packages)]
        able = [office for office in self.life.offices.values() if office.code == package.to]
        office = able[who % len(able)]
        fault = (
            faults.full_store(office, n // 4 % 8), faults.no_backup(error), faults.stick_gone_reading(n // 4 % 30)
        )[n % 3]  # fmt: skip
        self.life.take_fails(office, package, fault)

    @precondition(lambda self: self.life and self.life.packages)
    @rule(which=numbers, who=numbers, calls=st.integers(1, 60_000))
    def killed(self, which: int, who: int, calls: int) -> None:
        self._office(who)
        package = self.life.packages[which % len(self.life.packages)]
        able = [office for office in self.life.offices.values() if office.code == package.to]
        self.life.take_killed(able[who % len(able)], package, calls)

    @rule(who=numbers, n=numbers, share=st.integers(0, 10))
    def power_cut(self, who: int, n: int, share: int) -> None:
        """The power goes while a clerk's edit or a package is written to the store."""
        office = self._office(who)
        self.life.torn(office, lambda: self.life.act("insert", office, 6 * (n // 2)), share / 10)

    def teardown(self) -> None:
        """The end of every history: all is exchanged, compared and closed."""
        if self.life is None:
            return
        try:
            end(self.life)
        finally:
            self.life.close()


class Merging(Exchange):
    """The same, and people are found to be one, by several at a time, and parted again."""

    merging = True

    @rule(who=numbers, n=numbers, what=st.sampled_from(("merge", "merge", "unmerge")))
    def one_or_two(self, who: int, n: int, what: str) -> None:
        self.life.act(what, self._office(who), n)

    @rule(who=numbers, n=numbers)
    def both_ways(self, who: int, n: int) -> None:
        """Two offices make the same two people one, the one the other way round."""
        self.life.merge_both_ways(self._office(who), self._office(who + 1 + n % 3), n)

    @rule(who=numbers, n=numbers)
    def parted_at_once(self, who: int, n: int) -> None:
        """Merged and parted: as it was before (8)."""
        self.life.merge_and_part(self._office(who), n)

    @rule(who=numbers, n=numbers)
    def late_edit(self, who: int, n: int) -> None:
        """One office makes two people one, another one writes on the one gone or enrols her, and reports."""
        one, other = self._office(who), self._office(who + 1 + n % 3)
        self.life.act("merge", one, n)
        self.life.act("edit", other, 6 * n)
        self.life.act("insert", other, 6 * n + 4)
        for office in (one, other):
            if n % 2 and not office.is_city:
                self.life.take(self.life.city, self.life.export(office))
