"""By which names a forked timeline goes, and that a chain always ends: whatever ancestors somebody makes up."""

from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.sync.ledger import Entry, Known, Place, branch, forks, judge
from laomo_desktop.sync.model import Writer

WRITER = Writer("ab" * 16, "cd" * 16)
ZERO = "0" * 64
"""XOR with its first half leaves a name as it is: the branch would be called like what it forked from."""


def sha(number: int) -> str:
    return f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128 or 1:032x}" * 2


class City:
    """Takes packages of one store as the exchange does; ``asked`` counts the names a package was tried under."""

    def __init__(self) -> None:
        self.taken: dict[Writer, list[Entry]] = {}
        self.missing: dict[Writer, list[str]] = {}
        self.asked = 0

    def known(self, writer: Writer) -> Known:
        self.asked += 1
        taken, missing = self.taken.get(writer, []), self.missing.get(writer, [])
        with_missing = [*taken[:-1], *(Entry(e.number, e.hash, tuple(missing), e.seq_from, e.seq_to) for e in taken[-1:])]
        return Known(with_missing, missing)

    def take(self, coming: Entry) -> Writer:
        """Under which name it went."""
        judged, name = judge(self.known(WRITER).taken, coming), WRITER
        if judged.place is Place.FORK:
            self.asked = 0
            name = forks(WRITER, coming, judged.common, self.known)[-1].branch
        self.taken.setdefault(name, []).append(coming)
        here = {entry.hash for entries in self.taken.values() for entry in entries}
        self.missing[name] = [each for each in coming.ancestors if each not in here]
        return name


def test_a_branch_that_forks_again_is_a_branch_of_its_own():
    city = City()
    first, ours = Entry(1, sha(1), (), 0, 5), Entry(2, sha(2), (sha(1),), 5, 9)
    clone = Entry(2, sha(3), (sha(1),), 5, 8)
    again = [Entry(3, sha(each), (sha(1), sha(3)), 8, 9 + each) for each in (4, 5)]
    later = Entry(4, sha(6), (sha(1), sha(3), sha(5)), 14, 20)
    names = [city.take(each) for each in (first, ours, clone, *again, later)]
    one = branch(WRITER, sha(3))
    assert names == [WRITER, WRITER, one, one, branch(one, sha(5)), branch(one, sha(5))]


def test_a_branch_whose_first_package_was_lost_forks_behind_it_too():
    city = City()
    for each in (Entry(1, sha(1), (), 0, 5), Entry(2, sha(2), (sha(1),), 5, 9)):
        city.take(each)
    one, other = (Entry(3, sha(each), (sha(1), sha(3)), 8, 9) for each in (4, 5))
    assert city.take(one) == branch(WRITER, sha(3))
    assert city.take(other) == branch(branch(WRITER, sha(3)), sha(5))


def test_ancestors_that_leave_the_name_as_it_is_do_not_hold_the_taking_in():
    """The hash chosen for its first half: the "branch" bears the name of what it forked from, for ever."""
    city = City()
    city.take(Entry(1, sha(1), (), 0, 5))
    made_up = tuple(f"{n:064x}" for n in range(5000))
    name = city.take(Entry(7, sha(2), made_up, 0, 9))
    assert name == branch(WRITER, sha(2)), "the package begins the branch: its own hash cannot be chosen"
    assert city.asked == 2
    assert city.take(Entry(8, sha(3), (*made_up, sha(2)), 9, 12)) == branch(WRITER, sha(3))


def test_two_hashes_of_one_name_do_not_hold_it_either():
    """The made-up one shares but its first half with the hash of a branch: from the branch back to the timeline."""
    city = City()
    for each in (Entry(1, sha(1), (), 0, 5), Entry(2, sha(2), (sha(1),), 5, 9), Entry(2, sha(3), (sha(1),), 5, 8)):
        city.take(each)
    false = sha(3)[:32] + "f" * 32
    city.take(Entry(9, sha(4), (sha(1), *[false] * 3000), 5, 9))
    assert city.asked == 2


def test_what_was_told_of_but_never_came_leads_on_and_never_back():
    city = City()
    for each in (Entry(1, sha(1), (), 0, 5), Entry(2, sha(2), (sha(1),), 5, 9)):
        city.take(each)
    told = tuple(sha(each) for each in range(100, 3100))
    branch_of = city.take(Entry(9, sha(3), (sha(1), *told), 5, 9))
    assert city.take(Entry(9, sha(4), (sha(1), *reversed(told)), 5, 9)) == branch(WRITER, told[-1])
    mixed = (sha(1), told[0], *told[2000:], ZERO, *told[:2000])
    assert city.take(Entry(9, sha(5), mixed, 5, 9)) == branch(branch_of, sha(5))
    assert city.asked == 2


HASHES = st.one_of(
    st.integers(0, 12).map(sha),
    st.just(ZERO),
    st.builds(lambda n, tail: sha(n)[:32] + sha(tail)[:32], st.integers(0, 12), st.integers(0, 12)),
    st.builds(
        lambda one, other: f"{int(sha(one)[:32], 16) ^ int(sha(other)[:32], 16):032x}{'e' * 32}",
        st.integers(0, 12),
        st.integers(0, 12),
    ),
)


@given(st.lists(st.tuples(st.lists(HASHES, max_size=30), st.integers(0, 40)), min_size=1, max_size=12))
def test_every_chain_ends_and_goes_on_at_every_name(told):
    """Hashes chosen so that names meet: no package is tried under more names than its chain is long."""
    city = City()
    for number, (ancestors, seq) in enumerate(told):
        chain = tuple(ancestors)
        city.asked = 0
        city.take(Entry(number, sha(1000 + number), chain, seq, seq + 5))
        assert city.asked <= len(chain) + 1
