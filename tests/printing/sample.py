"""Made-up people and papers for the printing tests. No one here exists."""

from datetime import date, datetime

from laomo_desktop.domain.attendance import Mark
from laomo_desktop.printing.papers import (
    Agreement,
    Attendance,
    AwardList,
    Certificate,
    Certificates,
    Chapter,
    Count,
    Cover,
    Dispatch,
    Dispatches,
    Dossier,
    Fact,
    Heading,
    Need,
    NeedForm,
    Party,
    Period,
    Person,
    Recovery,
    Report,
    ReportColumn,
    Result,
    Roster,
    Scores,
    Sending,
    SignIn,
    VisitRecord,
)

RARE = "𬍛䶮㛃𡈽"
NAMES = ("陈㛃", "王䶮", "阿卜杜热合曼·买买提艾力", RARE, "欧阳小满", "李雷", "单于婷婷", "曾志伟强")
UNITS = (
    "烟台某某机械有限公司",
    "国家能源集团山东某某发电有限公司烟台分公司检修车间工会委员会",
    "山东某某精密铸造（集团）股份有限公司",
    "芝罘区某某街道总工会",
)
POSTS = ("电工", "数控车工", "工会主席", "汽车维修工（高级技师）")
QR = "LM1*3706022026000123*" + "A7C1F0E5D2B49836" * 8
BODY = (
    "于2026年3月2日至3月6日参加烟台市芝罘区总工会举办的“安全生产大课堂”培训，共40学时，"
    "修完规定课程，考核合格，准予结业。\n特发此证。"
)


def heading(title: str = "2026年第一期安全生产大课堂") -> Heading:
    return Heading(
        title=title,
        time="2026年3月2日至3月6日 8:30—17:00",
        place="芝罘区工人文化宫三楼报告厅",
        organiser="烟台市芝罘区总工会",
        instructors="王䶮、陈㛃",
    )


def name_of(n: int) -> str:
    if n < len(NAMES):
        return NAMES[n]
    return f"赵{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'一二三四五六七八九'[n % 9]}"


def people(count: int) -> list[Person]:
    return [
        Person(
            name=name_of(n),
            sex="男女"[n % 2],
            birth=f"18{60 + n % 30}年{n % 12 + 1}月",
            education=("大专", "本科", "高中", "硕士研究生")[n % 4],
            id_number="990101********001X",
            unit=UNITS[n % len(UNITS)],
            post=POSTS[n % len(POSTS)],
            phone=f"138****{n:04}",
        )
        for n in range(count)
    ]


def periods(days: int) -> list[Period]:
    return [Period(f"3月{day}日", part) for day in range(2, 2 + days) for part in ("上午", "下午")]


def sign_in(count: int, days: int = 0) -> SignIn:
    return SignIn(heading(), people(count), periods(days))


def attendance(count: int, days: int) -> Attendance:
    marks = [*Mark, *[Mark.PRESENT] * 15, None]
    each = [[marks[(n * 7 + p * 3) % len(marks)] for p in range(2 * days)] for n in range(count)]
    return Attendance(heading(), people(count), periods(days), each)


def results(count: int) -> list[Result]:
    return [
        Result(person, str(70 + n % 30), str(80 + n % 20), "合格", f"烟芝工培〔2026〕第{n:04}号")
        for n, person in enumerate(people(count), 1)
    ]


def certificate(name: str = RARE, title: str = "结业证书", body: str = BODY, number: int = 1) -> Certificate:
    return Certificate(
        title=title,
        number=f"烟芝工培〔2026〕第{number:04}号",
        name=name,
        body=body,
        issuer="烟台市芝罘区总工会",
        date=date(2026, 3, 6),
        qr=QR,
    )


def certificates(count: int) -> Certificates:
    names = [person.name for person in people(count)]
    return Certificates([certificate(name, number=n) for n, name in enumerate(names, 1)])


def agreement() -> Agreement:
    return Agreement(
        number="烟芝师徒〔2026〕第003号",
        master=Party("王䶮", "男", UNITS[0], "数控车工", "高级技师", "138****0001"),
        apprentice=Party(RARE, "女", UNITS[1], "数控车工", "中级工", "138****0002"),
        unit=f"{UNITS[0]}工会委员会",
        begin=date(2026, 3, 6),
        end=date(2028, 3, 5),
        trade="数控车工",
        goals=("两年内取得数控车工高级工职业技能等级。", "能够独立完成主轴箱体的编程和加工。"),
    )


def cover() -> Cover:
    return Cover(
        office="烟台市芝罘区总工会",
        recipient="烟台市总工会",
        number="370602-20260306-007",
        made=datetime(2026, 3, 6, 9, 5),
        code="7QK4 – M2XD – 91TP",
        counts=[Count("人员", 12, 6, 1), Count("企业", 3), Count("服务队", 0, 2), Count("培训班", 1200, 34)],
        figures=[
            ("服务场次", "36"),
            ("服务职工", "1,208人次"),
            ("解决技术问题", "41个"),
            ("培训人数", "860人"),
        ],
        file_name="烟台市芝罘区总工会_数据包007_20260306.lmp",
        prepared_by="陈㛃",
        phone="0535-0000000",
    )


def recovery() -> Recovery:
    return Recovery(
        office="烟台市芝罘区总工会",
        store="3f2a-77c0",
        groups=["7QK4M", "2XD91", "TPA8F", "0ZRB6", "HW3NE", "V5JYC", "6GS2M", "K9T4P"],
        made=datetime(2026, 3, 6, 9, 5),
    )


def report(count: int, columns: int = 6) -> Report:
    return Report(
        title="2026年劳模工匠助企行服务活动台账",
        office="烟台市芝罘区总工会",
        columns=[ReportColumn("服务日期", 1), ReportColumn("企业名称", 2), ReportColumn("解决的问题", 3)]
        + [ReportColumn(f"数量{n}", 0.8, number=True, group="本期") for n in range(columns - 3)],
        rows=[
            [
                "2026年3月6日",
                UNITS[n % 4],
                "现场指导主轴箱体加工振纹问题，" * (n % 4),
                *["1,208"] * (columns - 3),
            ]
            for n in range(count)
        ],
        total=["", "", "", *["12,080"] * (columns - 3)],
        subtitle="（截至2026年3月31日）",
        prepared_by="陈㛃",
        date="2026年4月1日",
    )


def dossier(count: int = 40) -> Dossier:
    columns = [ReportColumn("日期", 10), ReportColumn("服务活动", 18), ReportColumn("惠及职工", 6, number=True)]
    rows = [["2026年3月6日", f"第{n}次会诊", "12"] for n in range(count)]
    return Dossier(
        title="个人服务档案", name="𬍛䶮㛃𡈽", subtitle="2026年",
        facts=[Fact("单位", UNITS[0], 2.0), Fact("工种", "焊工"), Fact("专长", "薄板焊接", 2.0)],
        chapters=[Chapter("服务活动", columns, rows, f"共{count}场"), Chapter("荣誉", columns, [])],
        sums=[Fact("服务场次", "40场")], office="烟台市芝罘区总工会", date="2026年12月31日",
    )  # fmt: skip


def roster(count: int) -> Roster:
    return Roster(heading(), people(count))


def scores(count: int) -> Scores:
    return Scores(heading(), results(count))


def award_list(count: int) -> AwardList:
    return AwardList(heading(), "结业证书", results(count))


def need() -> Need:
    return Need(
        "不锈钢薄板焊接变形", "虚构船舶重工（集团）有限公司", "虚构路1号", "陈㛃", "19900000001", "海工装备",
        "技术难题", "紧急", "益企有我", date(2026, 3, 6), date(2026, 4, 1), "焊工", "焊接工艺",
        "焊后翘曲超过5毫米。\n已换过焊丝。", "YQ2026-0007",
    )  # fmt: skip


def dispatches() -> Dispatches:
    return Dispatches([dispatch()])


def dispatch() -> Dispatch:
    return Dispatch(
        "烟芝派工〔2026〕第0001号", "烟台市芝罘区总工会", need(), RARE, False,
        [("工　　种", "焊工"), ("技能等级", "高级技师"), ("所在单位", "虚构造船有限公司")], date(2026, 3, 6),
        date(2026, 3, 9), "同工种：焊工；本区：芝罘区", "王䶮", "19900000002",
    )  # fmt: skip


def need_form() -> NeedForm:
    sent = Sending("烟芝派工〔2026〕第0001号", RARE, date(2026, 3, 6), "谢绝（出差）")
    return NeedForm("烟台市芝罘区总工会", need(), "待确认", [sent], "更换工艺", "12000元", "满意", date(2026, 3, 20))


def visit() -> VisitRecord:
    return VisitRecord(
        "烟台市芝罘区总工会", "不锈钢薄板焊接攻关", "技术支持行", date(2026, 3, 9), "海工装备服务队", "三号车间", "现场",
        "3小时", "15人次", "海工装备", ["虚构船舶重工（集团）有限公司"], [RARE, "陈㛃"], "调整了焊接顺序和夹具。",
        [("解决技术问题", "1个")], ["1. 不锈钢薄板焊接变形（解决）"], "12000元", "非常满意", clerk="王䶮",
    )  # fmt: skip
