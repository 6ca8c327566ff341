"""The programme in small; ``make simulate`` runs fifteen districts for two years."""

from tests.proof.simulation import Programme


def test_some_weeks_of_four_districts() -> None:
    figures = Programme(weeks=8, districts=4, seed=3, merging=False).run()
    assert figures["clone"] == 1
    assert figures["restore"] == 2
    assert figures["lost"] > 0
