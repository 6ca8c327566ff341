"""找回码: the sheet that opens a store whose passwords are lost; sealed in an envelope, kept in the safe."""

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing import qr
from laomo_desktop.printing.fonts import BOLD, SANS, SERIF
from laomo_desktop.printing.lines import flow
from laomo_desktop.printing.paper import A4, MM, Box, Paper, Type
from laomo_desktop.printing.papers import Recovery

_LEFT, _WIDTH = 27.0, 156.0
_TITLE = Type(BOLD, 28, 6)
_FACT = Type(SERIF, 12.5)
_GROUP = Type(SANS, 21, 2)
_SMALL = Type(SERIF, 9)
_HELP = (
    "1. 本页可以打开本单位的全部数据，等同于密码，请勿拍照、复印、转发，不要保存在电脑里。",
    "2. 打印后立即装入信封，封口处加盖公章并写明日期，交由本单位保险柜（档案柜）保管，登记经手人。",
    "3. 忘记密码时，在登录窗口（恢复备份时也一样）点“忘记密码，使用找回码”，逐组输入上面的找回码"
    "（或者用扫码枪扫、从扫描件读取二维码），即可重新设置密码。",
    "4. 使用过一次，或者怀疑已被他人看到，请立即在“系统—用户”中重新生成找回码，旧的随即作废，应当销毁。",
    "5. 找回码遗失而所有用户又都忘记密码的，数据无法找回，软件提供者也没有办法。",
)
_A_LINE = 5


def draw(data: Recovery, progress: Progress = silent) -> bytes:
    """One page, A4 portrait."""
    paper = Paper("找回码")
    paper.text(A4[0] / 2, 36, "找　回　码", _TITLE, "center")
    y = 48.0
    made = paper_date(data.made.date())
    for label, value in (("单　　位", data.office), ("数 据 库", data.store), ("生成日期", made)):
        paper.block(Box(_LEFT, y, _WIDTH, 8), f"{label}：{value}", _FACT)
        y += 8.5
    y = _groups(paper, data, y + 4)
    side = 42.0
    qr.draw(paper, Box(A4[0] / 2 - side / 2, y + 8, side, side), data.qr or "-".join(data.groups))
    _help(paper, y + side + 16)
    paper.text(_LEFT, 262, "封存人：", _FACT)
    paper.text(_LEFT + 56, 262, "监封人：", _FACT)
    paper.text(_LEFT + 108, 262, "封存日期：", _FACT)
    paper.text(A4[0] / 2, 280, "机密 · 信封封存 · 专人保管", _SMALL, "center")
    paper.next_page()
    progress(1, 1)
    return paper.finish()


def _groups(paper: Paper, data: Recovery, y: float) -> float:
    """Five groups a line, each numbered, so that none is skipped when typing."""
    rows = -(-len(data.groups) // _A_LINE)
    each, high = _WIDTH / _A_LINE, 17.0
    paper.frame(Box(_LEFT, y, _WIDTH, rows * high + 4), 1.2)
    for n, group in enumerate(data.groups):
        left, top = _LEFT + n % _A_LINE * each, y + 2 + n // _A_LINE * high
        paper.text(left + 3, top + 5, str(n + 1), _SMALL)
        paper.block(Box(left + 4, top + 3, each - 8, high - 3), group, _GROUP, "center")
    return y + rows * high + 4


def _help(paper: Paper, y: float) -> None:
    for line in _HELP:
        fitted = flow(line, SERIF, 11.5, _WIDTH * MM, 40 * MM, leading=1.5)
        paper.put(Box(_LEFT, y, _WIDTH, 20), fitted, Type(SERIF, 11.5), top=True)
        y += fitted.height / MM + 3.2
