"""师徒协议书 (参考样式): parties, term, goals, plan, assessment, ending, signatures; three copies."""

from collections.abc import Iterator, Sequence

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.names import spaced
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.papers import Agreement, Party
from laomo_desktop.printing.prose import Block, Part, render

_PEN = "＿" * 27
_DUTIES = (
    ("三、甲方职责", (
        "1. 传授职业道德、劳模精神、劳动精神、工匠精神，以身作则，关心乙方成长。",
        "2. 按照培养计划传授理论知识、操作技能和绝招绝活，每月集中指导不少于两次，并做好带教记录。",
        "3. 教育乙方遵守安全生产规程和劳动纪律，对带教过程中的操作安全负指导责任。",
    )),
    ("四、乙方职责", (
        "1. 尊敬师傅，虚心好学，服从指导，遵守单位规章制度和安全操作规程。",
        "2. 按照培养计划完成学习任务，做好学习笔记，按时参加阶段考核和出师考核。",
        "3. 未经允许不得泄露学习中知悉的技术秘密和商业秘密。",
    )),
)  # fmt: skip
_ENDING = (
    ("七、考核与出师", (
        "1. 结对期间每半年进行一次阶段考核，由单位工会会同甲方组织，考核结果书面记录并由双方签字。",
        "2. 期满由单位工会组织出师考核。考核合格的，准予出师，颁发出师证书；考核不合格的，经三方同意可以延长"
        "一次，延长期不超过六个月。",
    )),
    ("八、变更与终止", (
        "1. 本协议在结对期满、乙方出师、一方调离或者离职、双方协商一致时终止。",
        "2. 一方不履行职责，经单位工会提醒仍不改正的，另一方可以提出解除，由单位工会书面确认。",
        "3. 变更、延长或者终止本协议，应当报单位工会备案。",
    )),
    ("九、其他", (
        "1. 本协议未尽事宜，由三方协商解决。",
        "2. 本协议一式三份，甲方、乙方和单位工会各执一份，自三方签字（盖章）之日起生效。",
    )),
)  # fmt: skip


def draw(data: Agreement, progress: Progress = silent) -> bytes:
    """The agreement as PDF, each copy on its own sheets with its own page count."""
    pdf = render("师徒结对协议书", list(_parts(data)), copies=data.copies, remark="参考样式")
    progress(1, 1)
    return pdf


def _parts(data: Agreement) -> Iterator[Part | Block]:
    yield Part(f"协议编号：{data.number}", indent=False)
    yield from _party("甲方（师傅）", data.master)
    yield from _party("乙方（徒弟）", data.apprentice)
    yield Part(f"丙方（单位工会）：{data.unit}", indent=False)
    yield Part(
        "为弘扬劳模精神、劳动精神、工匠精神，发挥劳模工匠传帮带作用，加快培养高技能人才，"
        "经甲、乙双方自愿并由丙方同意，结成师徒，订立本协议。"
    )
    yield from _clauses((("一、结对期限", (_term(data),)), ("二、传授内容", (_trade(data),)), *_DUTIES))
    yield from _goals("五、培养目标", data.goals)
    yield from _goals("六、培养计划", data.plan)
    yield from _clauses(_ENDING)
    yield Block(_signatures(data), 11.0)


def _party(label: str, party: Party) -> Iterator[Part | Block]:
    yield Block(
        (
            (f"{label}：{spaced(party.name)}", f"性别：{party.sex}"),
            (f"单位：{party.unit}",),
            (f"工种：{party.post}", f"技能等级（职称）：{party.level}"),
            (f"联系电话：{party.phone}", ""),
            ("",),
        ),
        7.0,
    )


def _term(data: Agreement) -> str:
    return f"自{paper_date(data.begin)}起至{paper_date(data.end)}止。"


def _trade(data: Agreement) -> str:
    return f"甲方向乙方传授{data.trade or '＿' * 10}岗位（工种）的理论知识、操作技能和工作经验。"


def _clauses(clauses: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Part]:
    for head, paragraphs in clauses:
        yield Part(head, head=True)
        yield from map(Part, paragraphs)


def _goals(head: str, texts: Sequence[str]) -> Iterator[Part]:
    """The clerk's texts, numbered, or three empty lines to write on."""
    yield Part(head, head=True)
    if texts:
        yield from (Part(f"{n}. {text}") for n, text in enumerate(texts, 1))
    else:
        yield from (Part(_PEN) for _ in range(3))


def _signatures(data: Agreement) -> list[tuple[str, ...]]:
    day = "　　　　年　　月　　日"
    return [
        ("",),
        ("甲方（签字）：", "乙方（签字）："),
        (day, day),
        ("丙方（盖章）：", f"见证人（签字）：{data.witness}"),
        (day, day),
    ]
