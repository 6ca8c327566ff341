"""Figures as the cells of tables."""

from collections.abc import Sequence

from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.services import figures
from laomo_desktop.services.figures import Figures, Groups, Number, number_words, share_words
from laomo_desktop.ui.screens.figures.table import Cell, Link

Heads = Sequence[tuple[str, str]]


def standing(found: Figures) -> tuple[Heads, list[list[Cell]]]:
    """A line a measure: 本期, 累计, target, 完成率, 同期, 同比, and the 口径 as small text."""
    heads = (
        ("指标", ""), ("本期", found.period.words), ("累计", found.period.so_far.words), ("年度目标", ""),
        ("完成率", "累计 ÷ 年度目标"), ("上年同期", found.period.year_ago.words), ("同比", "本期比上年同期"),
        ("口径", ""),
    )  # fmt: skip
    return heads, [_line(found, n) for n in range(len(found.lines))]


def _line(found: Figures, number: int) -> list[Cell]:
    line = found.lines[number]
    measure, rule = line.measure, f"{line.measure.rule}。点击看明细"
    return [
        Cell(f"{measure.label}（{measure.unit}）", tip=measure.rule),
        _figure(line.now, Link(measure.code, found.period), rule),
        _figure(line.so_far, Link(measure.code, found.period.so_far), rule),
        Cell(number_words(line.target), number=True),
        Cell(share_words(line.share), number=True),
        _figure(line.before, Link(measure.code, found.period.year_ago), rule),
        Cell(share_words(line.change, signed=True), number=True),
        Cell(measure.rule),
    ]


def _figure(number: Number, link: Link, tip: str) -> Cell:
    """Nothing has no rows behind it."""
    return Cell(number_words(number), link if number else None, tip, number=True)


def breakdown(found: Groups) -> tuple[Heads, list[list[Cell]]]:
    """A line a value of the dimension, a column a measure, the total last."""
    measures = [BY_CODE[code] for code in found.total]
    heads = [(figures.DIMENSIONS[found.by], ""), *((f"{m.label}", f"{m.rule}（{m.unit}）") for m in measures)]
    rows = [
        [
            Cell(group.label),
            *(
                Cell(number_words(group.numbers[m.code] or None), Link(m.code, found.period, found.by, group.value),
                     f"{group.label}：{m.rule}。点击看明细", number=True)
                for m in measures
            ),
        ]
        for group in found.groups
    ]  # fmt: skip
    total = [
        Cell("合计"),
        *(_figure(found.total[m.code], Link(m.code, found.period), m.rule) for m in measures),
    ]
    return heads, [*rows, total]
