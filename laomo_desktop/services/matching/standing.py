"""How high somebody stands: skill level, professional title, honour; each from 0 to 1 with its words."""

from collections.abc import Iterable, Mapping
from typing import Any

Standing = tuple[float, str]
NONE: Standing = (0.0, "")
SKILLS: Mapping[str, float] = {
    "首席技师": 1.0, "特级技师": 1.0, "高级技师": 0.9, "技师": 0.7, "高级工": 0.4, "中级工": 0.15,
}  # fmt: skip
_LEVELS: Mapping[str, float] = {
    "国家级": 1.0, "省级": 0.8, "市级": 0.6, "区市级": 0.4, "企业级": 0.2, "校级": 0.1,
}  # fmt: skip
_GIVERS = (("全国", 1.0), ("国家", 1.0), ("国务院", 1.0), ("大国", 1.0), ("中华", 1.0), ("山东", 0.8), ("齐鲁", 0.8),
           ("省", 0.8), ("烟台", 0.6), ("市", 0.6), ("区", 0.4), ("县", 0.4), ("企业", 0.2), ("校园", 0.1))  # fmt: skip


def of_skill(skill: str | None, rank: str | None) -> Standing:
    """The better of 技能等级 and 职称."""
    return max((SKILLS.get(skill or "", 0.0), skill or ""), (_of_rank(rank or ""), rank or ""))


def _of_rank(rank: str) -> float:
    if rank.startswith("正高") or rank in ("教授", "研究员", "主任医师", "主任护师", "主任药师"):
        return 1.0
    if rank.startswith(("高级", "副")):
        return 0.8
    if rank.startswith(("助", "技术员", "无")) or not rank:
        return 0.0
    return 0.4


def of_honours(honours: Iterable[Mapping[str, Any]]) -> Standing:
    """The highest; of equals the newest."""
    best = max(honours, key=lambda h: (_of_honour(h), h["year"] or 0), default=None)
    if best is None:
        return NONE
    year = f"（{best['year']}年）" if best["year"] else ""
    return _of_honour(best), f"{best['honour']}{year}"


def _of_honour(honour: Mapping[str, Any]) -> float:
    if honour["level"] in _LEVELS:
        return _LEVELS[honour["level"]]
    return next((value for start, value in _GIVERS if str(honour["honour"]).startswith(start)), 0.3)
