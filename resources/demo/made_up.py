"""The made-up people and enterprises of the sample workbooks: the same at every run, and plainly unreal.

Nobody is meant: names are a surname and a word like 示 or 样, ID numbers and credit codes stand in the unreal
area 9901xx (with right check digits), telephones in the unused block 1990000xxxx.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from laomo_desktop.domain.id_number import check_digit
from laomo_desktop.domain.uscc import check_char

RARE_NAMES = (
    "𬍛䶮㛃𡈽", "陈㛃", "王䶮", "李𬭎", "赵〇", "呂样安", "买买提·吐尔逊", "古丽娜尔·阿不都热合曼",
    "欧阳示范", "尉迟样宁",
)  # fmt: skip
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜单仇解区查朴翟缪盖"
)
MIDDLES = "示样例演拟试虚仿"
LASTS = "安宁远达明华成立新川海"

WORKSHOPS = ("一车间", "二车间", "装配车间", "机修车间", "动力车间", "质检部", "技术中心", "储运部")
POSTS = ("操作工", "班组长", "主操", "技术员", "检修工", "工段长")
TRADES = (
    "焊工", "电焊工", "数控车工", "数控车", "维修电工", "装配钳工", "钳工", "模具工", "加工中心操作工",
    "铣工", "无损检测员", "探伤工", "化工总控工", "质检员", "化验员", "叉车司机", "起重工", "仪表工",
    "工业机器人系统操作员", "管工", "船体装配工", "葡萄酒酿造工", "仓库管理员", "安全员",
)  # fmt: skip
SKILLS = (
    "高级工（三级）", "技师（二级）", "中级工", "高级技师", "初级工（五级）", "高级工", "技师", "学徒工",
    "首席技师",
)  # fmt: skip
EDUCATION = ("大专", "高中", "本科", "中专", "技校", "硕士研究生")
KINDS = ("职工", "职工", "职工", "职工、技术能手", "工匠", "劳模、工匠")
SPECIALTIES = (
    "", "焊接工艺", "设备维修、液压与气动", "数控加工", "", "PLC编程、工业机器人", "无损检测", "安全生产", "",
)  # fmt: skip

PLACES = ("示例", "样例", "演示", "模拟", "虚拟", "试样", "仿真", "范例")
TRADE_OF_FIRM = (
    ("焊接装备有限公司", "高端装备", "专用设备制造业"),
    ("精密机械有限公司", "高端装备", "34"),
    ("化工新材料（集团）有限公司", "绿色石化", "26 化学原料和化学制品制造业"),
    ("汽车零部件有限公司", "汽车", "汽车制造业"),
    ("葡萄酿酒股份有限公司", "葡萄酒", "酒、饮料和精制茶制造业"),
)
SIZES = ("大型", "中型", "小型", "微型")
ROLES = ("链主企业", "骨干企业", "专精特新“小巨人”", "中小企业", "骨干企业、小巨人")


@dataclass(frozen=True, slots=True)
class Person:
    """One line of a roster, as its words stand there."""

    name: str
    sex: str
    id_number: str
    phone: str
    enterprise: str
    workshop: str
    post: str
    trade: str
    skill: str
    education: str
    kind: str
    specialty: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Firm:
    """One line of the list of enterprises."""

    name: str
    uscc: str
    chain: str
    industry: str
    size: str
    role: str
    workers: int
    contact: str
    phone: str
    address: str
    innovative: str


def name_of(number: int) -> str:
    """The names of a workbook differ, save that the 251st person is called as the 51st."""
    if number < len(RARE_NAMES):
        return RARE_NAMES[number]
    number = 50 if number == 250 else number
    turn, surname = divmod(number, len(SURNAMES))
    middle, last = (turn + surname) % len(MIDDLES), (turn * 3 + surname) % len(LASTS)
    return SURNAMES[surname] + MIDDLES[middle] + LASTS[last]


def id_number_of(born: date, order: int, area: str = "990101") -> str:
    first17 = f"{area}{born:%Y%m%d}{order:03d}"
    return first17 + check_digit(first17)


def person(number: int) -> Person:
    """The ``number``-th person, from 0."""
    order = (number * 7 + 11) % 1000
    born = date(1966, 2, 1) + timedelta(days=number * 41 % 13000)
    return Person(
        name=name_of(number),
        sex="男" if order % 2 else "女",
        id_number=id_number_of(born, order, f"9901{number % 12 + 1:02d}"),
        phone=f"1990000{number + 1000:04d}",
        enterprise=firm(number * 17 % FIRMS).name,
        workshop=WORKSHOPS[number * 5 % len(WORKSHOPS)],
        post=POSTS[number * 5 % 11 % len(POSTS)],
        trade=TRADES[number * 7 % len(TRADES)],
        skill=SKILLS[number * 4 % 13 % len(SKILLS)],
        education=EDUCATION[number * 3 % 11 % len(EDUCATION)],
        kind=KINDS[number * 5 % 17 % len(KINDS)],
        specialty=SPECIALTIES[number * 2 % len(SPECIALTIES)],
    )


FIRMS = 40


def firm(number: int) -> Firm:
    """The ``number``-th enterprise, from 0 to 39."""
    field, place = divmod(number, len(PLACES))
    kind, chain, industry = TRADE_OF_FIRM[field]
    name = f"烟台{PLACES[place]}{kind}"
    return Firm(
        name=name,
        uscc=credit_code(number),
        chain=chain,
        industry=industry,
        size=SIZES[number % len(SIZES)],
        role=ROLES[number * 3 % len(ROLES)],
        workers=(number * 137 % 1900) + 12,
        contact=name_of(4000 + number),
        phone=f"1990000{number + 9000:04d}",
        address=f"烟台市芝罘区示例路{number + 1}号",
        innovative="是" if number % 3 == 0 else "否",
    )


def credit_code(number: int) -> str:
    """Department 9, kind 1, area 990101, an organisation code with its own check character (GB 11714)."""
    body = f"{number * 7919 + 10_000_019:08d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = -sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    first17 = f"91990101{body}{'X' if rest == 10 else rest}"
    return first17 + check_char(first17)


def roster(count: int = 300) -> list[Person]:
    return [person(number) for number in range(count)]


def trainees() -> list[Person]:
    """Sixty: 52 of the roster (one with a new telephone, one without the ID number), 8 unknown till now.

    The last of the known ones is doubtful: name and enterprise of one in the roster, another telephone, no ID.
    """
    known = [person(number) for number in (*range(10), *range(13, 290, 6))][:52]
    known[20] = replace(known[20], phone="19900008888")
    known[30] = replace(known[30], id_number="")
    known[51] = replace(known[51], id_number="", phone="19900007777")
    return known + [person(number) for number in range(1000, 1008)]
