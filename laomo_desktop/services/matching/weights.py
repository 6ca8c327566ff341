"""What each reason counts for: visible to the clerk, and hers to change."""

from collections.abc import Mapping
from dataclasses import dataclass

from laomo_desktop.domain.errors import Refused

MOST = 50


@dataclass(frozen=True, slots=True)
class Weight:
    """One reason's weight: its code, its label, what a slider's tip says, how many points at most."""

    code: str
    label: str
    tip: str
    points: int
    against: bool = False


WEIGHTS = (
    Weight("trade", "同工种", "工种就是需求写明或提到的；相近的工种得一部分", 25),
    Weight("specialty", "专长相符", "专长是需求写明或提到的", 20),
    Weight("craft", "专业对口", "需求里的说法（焊缝、气孔……）属于他的专业；同一大类的得一小部分", 40),
    Weight("words", "资料里写着", "专长、岗位、备注、成果和服务过的内容里写着需求里的词", 25),
    Weight("chain", "同产业链", "所在企业或服务队属于同一条产业链", 10),
    Weight("near", "距离近", "本区得满分，市级其次，邻区再次", 10),
    Weight("skill", "技能等级高", "技能等级或职称", 5),
    Weight("honour", "荣誉", "级别越高得分越多", 5),
    Weight("cooperation", "合作方式", "登记了合适的合作方式", 4),
    Weight("load", "今年派得少", "今年服务的次数越少得分越多", 8),
    Weight("rating", "上次评价好", "最近一次服务的企业评价", 8),
    Weight("served", "曾为该企业服务", "熟悉这家企业", 6),
    Weight(
        "refused", "谢绝过本需求", "谢绝过这项需求，或答应了没有到场；除非调到0，都排在其他对口的人后面", 40,
        against=True,
    ),
    Weight("declined", "上次谢绝", "最近一次谢绝别的需求，离得越久扣得越少", 12, against=True),
    Weight("absent", "未到场", "答应了别的需求没有到场", 18, against=True),
    Weight("busy", "正在其他需求", "手上还有没办完的需求", 8, against=True),
    Weight("poor", "上次评价差", "最近一次服务企业不满意", 10, against=True),
    Weight("much", "今年派得多", "今年服务的次数已经很多", 6, against=True),
    Weight("inside", "就在该企业", "本来就是该企业的人，不算请进来帮助", 6, against=True),
    Weight("far", "路远", "不在本区、邻区，也不是市级", 3, against=True),
    Weight("off", "可能不在岗", "职务或备注里写着离职、调离、长期病假等；写着去世的不推荐", 15, against=True),
    Weight("expired", "已过有效期", "科研清单上的有效期已过", 15, against=True),
)
BY_CODE: Mapping[str, Weight] = {weight.code: weight for weight in WEIGHTS}
DEFAULTS: Mapping[str, int] = {weight.code: weight.points for weight in WEIGHTS}
TOPICAL = frozenset(("trade", "specialty", "craft", "words"))
"""The reasons that speak of what the need is about; without any of them somebody is not proposed."""


def settled(given: Mapping[str, int]) -> dict[str, int]:
    """All weights, the given ones over the defaults. Raises `Refused` for an unknown one or one out of range."""
    for code, points in given.items():
        if code not in BY_CODE:
            raise Refused(f"没有“{code}”这个权重", todo=f"可用的有：{'、'.join(BY_CODE)}")
        if not isinstance(points, int) or not 0 <= points <= MOST:
            raise Refused(f"权重“{BY_CODE[code].label}”不对", todo=f"请填0到{MOST}的整数")
    return {**DEFAULTS, **given}
