"""Flows let through what the table holds, ask for reasons, and merge to one answer."""

from itertools import product

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.states import CERTIFICATE, NEED, TRAINING, Flow

FLOWS = pytest.mark.parametrize("flow", [TRAINING, CERTIFICATE, NEED], ids=lambda flow: flow.name)


@FLOWS
def test_the_tables_hold_together(flow: Flow) -> None:
    codes = [state.code for state in flow.states]
    assert len(set(codes)) == len(set(flow.labels)) == len({s.rank for s in flow.states}) == len(codes)
    assert {move.source for move in flow.moves} | {move.target for move in flow.moves} == set(codes)
    assert len({(move.source, move.target) for move in flow.moves}) == len(flow.moves)
    assert len({move.code for move in flow.moves}) == len(flow.moves)


@FLOWS
def test_merging_is_the_same_from_both_sides(flow: Flow) -> None:
    for one, other in product(flow.labels, repeat=2):
        winner = flow.merged(one, other)
        assert winner == flow.merged(other, one)
        assert winner.label in {one, other}
        for third in flow.labels:
            assert flow.merged(winner.label, third) == flow.merged(one, flow.merged(other, third).label)


def test_a_training_from_end_to_end() -> None:
    assert TRAINING.initial.label == "筹备"
    state = TRAINING.initial.label
    for code in ("start", "finish", "archive"):
        state = TRAINING.move(state, code).label
    assert state == "归档"
    assert TRAINING.move_to("开班", "筹备", "改期").code == "preparing"


def test_a_need_is_closed_or_left_unsolved() -> None:
    state = NEED.initial.label
    for target in ("派单", "服务中", "待确认", "销号"):
        state = NEED.move_to(state, target).label
    assert state == "销号"
    assert NEED.move_to("待确认", "未解决", "设备停产").code == "unsolved"


def test_moves_not_in_the_table_are_refused() -> None:
    with pytest.raises(Refused, match="培训班不能从“筹备”变为“归档”，现在可以：开班"):
        TRAINING.move_to("筹备", "归档")
    with pytest.raises(Refused, match="证书现在是“作废”，不能“补发”，这已是最后的状态"):
        CERTIFICATE.move("作废", "replace", "遗失")
    with pytest.raises(Refused, match="没有“丢失”这个状态"):
        CERTIFICATE.state("丢失")


def test_reasons_are_asked_for() -> None:
    with pytest.raises(Refused, match="“作废”要写明原因"):
        CERTIFICATE.move("有效", "void", " ")
    assert CERTIFICATE.move("valid", "void", "打错姓名").label == "作废"


def test_revoked_beats_valid() -> None:
    assert CERTIFICATE.merged("有效", "作废").label == "作废"
    assert CERTIFICATE.merged("作废", "已补发").label == "作废"
