"""Work off the window's thread: its value, its progress, its stop, its refusal, its unexpected end."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.ui.runner import Job, Runner, State
from tests.log_guard import LogGuard


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_the_value_arrives_in_the_windows_thread(runner: Runner, qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []
    job = runner.do(
        lambda _: threading.current_thread().name,
        lambda name: heard.append((name, threading.current_thread().name)),
        label="数一数",
    )
    qtbot.waitUntil(lambda: job.over)
    assert heard == [(heard[0][0], threading.main_thread().name)]
    assert heard[0][0].startswith("store")
    assert job.state is State.DONE
    assert runner.jobs == ()


def test_store_work_keeps_its_order(runner: Runner, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        runner.do(lambda _, n=number: n, order.append, label="按序", quiet=True)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_progress_is_told_and_its_end_is_never_swallowed(runner: Runner, qtbot: QtBot) -> None:
    steps: list[tuple[int, int, str]] = []
    go = threading.Event()

    def work(progress: Progress) -> None:
        go.wait(10)
        for number in range(1, 1001):
            progress(number, 1000, "行")

    job = runner.do(work, lambda _: None, label="导入")
    job.progressed.connect(lambda *step: steps.append(step))
    go.set()
    qtbot.waitUntil(lambda: job.over)
    assert steps[-1] == (1000, 1000, "行")
    assert len(steps) < 1000


def test_cancel_stops_the_work_and_calls_nobody(runner: Runner, qtbot: QtBot) -> None:
    called: list[object] = []
    running = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            running.set()
            progress(1, 0)

    job = runner.do(work, called.append, label="导入", failed=called.append)
    assert running.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: job.over)
    assert job.state is State.CANCELLED
    assert "没有留下任何改动" in job.sentence
    assert called == []


def test_a_waiting_job_that_is_cancelled_never_begins(runner: Runner, qtbot: QtBot) -> None:
    gate, begun = threading.Event(), threading.Event()
    runner.do(lambda _: gate.wait(10), lambda _: None, label="先")
    second = runner.do(lambda _: begun.set(), lambda _: None, label="后")
    second.cancel()
    gate.set()
    qtbot.waitUntil(lambda: second.over)
    assert second.state is State.CANCELLED
    assert not begun.is_set()


def _refuse(_: Progress) -> None:
    raise Refused("没有“姓名”一列", where="名单.xlsx")


def test_a_refusal_goes_to_who_asked(runner: Runner, qtbot: QtBot) -> None:
    heard: list[str] = []
    job = runner.do(_refuse, lambda _: None, label="导入", failed=lambda no: heard.append(no.sentence))
    qtbot.waitUntil(lambda: job.over)
    assert heard == ["名单.xlsx：没有“姓名”一列。"]
    assert job.state is State.REFUSED


def test_a_refusal_nobody_takes_goes_to_the_window(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.refused) as told:
        runner.aside(_refuse, lambda _: None, label="导入")
    assert told.args is not None
    assert isinstance(told.args[0], Refused)


def test_an_unexpected_error_is_one_sentence_and_no_personal_data(
    runner: Runner, qtbot: QtBot, logs: LogGuard
) -> None:
    logs.expect("ValueError")

    def work(_: Progress) -> None:
        raise ValueError("陈㛃 990101196101010011")

    with qtbot.waitSignal(runner.broke) as told:
        job = runner.do(work, lambda _: None, label="导出")
    qtbot.waitUntil(lambda: job.over)
    assert told.args is not None
    sentence, details = told.args
    assert sentence.startswith("导出没有成功")
    assert "ValueError" in details
    assert "陈㛃" not in details + "".join(record.getMessage() for record in logs.records)
    assert job.state is State.BROKEN


def test_an_error_in_done_does_not_escape(runner: Runner, qtbot: QtBot, logs: LogGuard) -> None:
    logs.expect("ZeroDivisionError")
    with qtbot.waitSignal(runner.broke):
        job = runner.do(lambda _: 0, lambda zero: print(1 / zero), label="显示")
    qtbot.waitUntil(lambda: job.over and runner.jobs == ())


class _Late(QWidget):
    heard: list[int]

    def hear(self, value: int) -> None:
        self.heard.append(value)


def test_a_screen_that_is_gone_hears_nothing(runner: Runner, qtbot: QtBot) -> None:
    late, gate = _Late(), threading.Event()
    heard = late.heard = []
    job = runner.do(lambda _: int(gate.wait(10)), late.hear, label="读取")
    late.deleteLater()
    qtbot.wait(10)
    gate.set()
    qtbot.waitUntil(lambda: job.over)
    assert heard == []


def test_the_window_hears_of_every_job(runner: Runner, qtbot: QtBot) -> None:
    jobs: list[Job] = []
    runner.started.connect(jobs.append)
    job = runner.do(lambda _: None, lambda _: None, label="备份")
    qtbot.waitUntil(lambda: job.over)
    assert jobs == [job]
