"""字典: the terms drop-downs offer. The city owns them; a district may propose."""

from collections.abc import Mapping

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section

DICTIONARIES: Mapping[str, str] = {
    "chain": "产业链",
    "industry": "行业大类",
    "trade": "工种",
    "skill": "技能等级",
    "rank": "职称",
    "politics": "政治面貌",
    "person_kind": "人员类别",
    "specialty": "专长",
    "cooperation": "合作方式",
    "enterprise_role": "企业类型",
    "training_kind": "培训类别",
    "honour": "荣誉称号",
    "need_category": "需求类别",
    "management": "管理服务内容",
    "achievement_kind": "成果种类",
    "recommend_to": "推荐渠道",
}

TERMS = Register(
    name="terms",
    label="字典",
    unit="条",
    icon="terms",
    title="word",
    fields=(
        Field(name="dictionary", label="字典", kind=Kind.CHOICE, choices=tuple(DICTIONARIES.values()), required=True, merge=Merge.CITY, width=8, indexed=True),
        Field(name="word", label="词条", required=True, merge=Merge.CITY, search=Search.NAME, width=14),
        Field(name="synonyms", label="同义词", kind=Kind.TERMS, merge=Merge.CITY, hint="用、隔开；导入时按同义词认出", width=16),
        Field(name="place", label="排序", kind=Kind.INT, merge=Merge.CITY, default=1000, width=4),
        Field(name="state", label="状态", kind=Kind.CHOICE, choices=("启用", "建议", "停用"), default="启用", merge=Merge.CITY, width=4),
    ),
    columns=("dictionary", "word", "synonyms", "place", "state"),
    sections=(Section("词条", ("dictionary", "word", "synonyms", "place", "state")),),
    filters=("dictionary", "state"),
    identity=(("dictionary", "word"),),
    order=("dictionary", "place"),
    pair=(),
    empty="字典是空的。",
)
