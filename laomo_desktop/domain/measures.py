"""What is counted: each measure with its unit and its 口径 in words. How it is counted stands in services/figures."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """``rule`` is the 口径 shown beside the figure. ``additive``: parts may be summed (人数 may not)."""

    code: str
    label: str
    unit: str
    rule: str
    additive: bool = True


MEASURES = (
    Measure("events", "服务场次", "场", "服务活动每条一场，培训班每节一场（筹备中且无考勤的班不计）"),
    Measure(
        "enterprises", "服务企业家数", "家", "服务活动到过的企业，同一家在期间内只算一次", additive=False
    ),
    Measure("enterprise_visits", "服务企业家次", "家次", "每场活动到过的每家企业算一次"),
    Measure("attendances", "惠及职工人次", "人次", "服务活动的惠及职工人次，加培训班每节实到人数"),
    Measure("people", "参训职工人数", "人", "培训班实到过的人，同一人在期间内只算一次", additive=False),
    Measure(
        "problems",
        "解决技术问题",
        "个",
        "销号的需求，加服务活动解决问题数超出所关联需求数的部分",
    ),
    Measure("benefit", "经济效益", "元", "服务活动与销号需求登记的经济效益，同一需求只计一次"),
    Measure("trainings", "培训班期数", "期", "期间内开始的培训班（筹备中且无考勤的不计）"),
    Measure("certificates", "发证本数", "本", "期间内发出的有效证书"),
    Measure("apprentices", "师徒结对", "对", "期间内签订的师徒协议"),
    Measure("achievements", "创新成果", "项", "期间内完成的成果"),
)
BY_CODE: Mapping[str, Measure] = {measure.code: measure for measure in MEASURES}

PLACED: Mapping[str, str] = {
    "kind": "服务活动按六行，培训班和证书按培训类别，需求按服务它的活动的六行，成果按种类",
    "chain": "活动按自己、服务队、企业所属的产业链依次取；其余按自己或企业所属的产业链",
    "enterprise": (
        "活动到过几家企业，各家都计一场；人次按各家分写的数，没有分写的列在未写明；"
        "培训班场次、期数按承办企业，参训和发证按学员现在的单位"
    ),
    "team": "按服务活动写明的服务队；需求按服务或接单的服务队；培训、证书、师徒、成果不分队",
    "person": "活动按参加人员，几人参加各计一场；培训按授课人，需求按服务或接单的人，师徒按师傅，成果按完成人",
    "office": "按记录所属的工会",
    "month": "按活动日期、节次日期、办结日期、发证日期等所在的月份",
}
"""How rows fall under the values of a dimension: the 口径 of a breakdown."""
OVERLAP = "合计单独统计，不重复计。"
