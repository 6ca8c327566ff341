"""How verdicts and rows are told: a sign, a word, a colour, never a colour alone."""

from dataclasses import dataclass

from laomo_desktop.services.imports import Line, Preview, Verdict
from laomo_desktop.ui.theme.colours import LIGHT

SIGNS = {
    Verdict.NEW: "＋",
    Verdict.CHANGED: "≠",
    Verdict.SAME: "＝",
    Verdict.DOUBTFUL: "？",
    Verdict.WRONG: "✕",
    Verdict.SKIPPED: "－",
}


@dataclass(frozen=True, slots=True)
class Tint:
    """Text and ground of a verdict."""

    text: str
    ground: str


TINTS = {
    Verdict.NEW: Tint(LIGHT.good, LIGHT.good_soft),
    Verdict.CHANGED: Tint(LIGHT.accent_strong, LIGHT.accent_soft),
    Verdict.SAME: Tint(LIGHT.text_soft, LIGHT.surface),
    Verdict.DOUBTFUL: Tint(LIGHT.warn, LIGHT.warn_soft),
    Verdict.WRONG: Tint(LIGHT.bad, LIGHT.bad_soft),
    Verdict.SKIPPED: Tint(LIGHT.text_off, LIGHT.sunken),
}


def sign(verdict: Verdict) -> str:
    """＋ 新增."""
    return f"{SIGNS[verdict]} {verdict.value}"


def remark(of: Preview, line: Line) -> str:
    """What there is to say of a row, in one line."""
    if line.reasons:
        first = "".join(line.reasons)
    elif line.changes:
        first = "变更：" + "、".join(of.register[name].label for name in line.changes)
    else:
        made = [words for words in line.links.values() if line.verdict is Verdict.NEW]
        first = f"新建：{'、'.join(made)}" if made else ""
    notes = () if line.verdict is Verdict.SAME else line.notes
    return " ".join(filter(None, [first, *notes])).replace("\n", " ")


def counted(of: Preview, training: bool) -> tuple[str, int]:
    """What the one button says, and how many rows it is about (0: nothing to do)."""
    counts = of.counts
    rows = counts[Verdict.NEW] + counts[Verdict.CHANGED]
    if training:
        rows += counts[Verdict.SAME]
        return (f"导入并报名 {rows:,} 人", rows) if rows else _doubts(counts[Verdict.DOUBTFUL])
    return (f"导入 {rows:,} 行", rows) if rows else _doubts(counts[Verdict.DOUBTFUL])


def _doubts(count: int) -> tuple[str, int]:
    return (f"把 {count:,} 行转入待处理", count) if count else ("导入", 0)


def idle_reason(of: Preview) -> str:
    """Why there is nothing to import."""
    if of.problem:
        return ""  # told above the table
    if of.counts[Verdict.SAME]:
        return "表里的内容与现有记录完全相同，没有需要导入的。"
    if of.counts[Verdict.WRONG]:
        return "没有可以导入的行：请双击红色单元格改正，或保存错误说明表改好后再导入。"
    return "表里没有数据行。"


def told(of: Preview) -> str:
    """What else comes into being: rows made on the fly and words proposed."""
    parts = []
    for made, titles in zip(of.made, of.new_links.values(), strict=True):
        parts.append(f"将{made}：{_some(titles)}。")
    if words := of.proposed_words:
        parts.append(f"字典里没有的词会作为建议报给市总：{_some(words)}。")
    return "".join(parts)


def _some(words: object, most: int = 4) -> str:
    listed = list(words) if isinstance(words, list | tuple) else []
    shown = "、".join(listed[:most])
    return f"{shown}等{len(listed)}项" if len(listed) > most else shown
