"""Days and times as clerks write them, as Excel keeps them, and as paper shows them."""

import re
from datetime import date, datetime, time, timedelta

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import narrow, quoted

_SERIAL_ZERO = date(1899, 12, 30)  # Excel's 1900 system, right from 1 March 1900 on
_SERIALS = range(20000, 80001)  # 1954-10-03 to 2119-01-11
_CHINESE = "〇一二三四五六七八九"
_DAY = re.compile(r"(\d+)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_YEARLESS = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_CLOCK_TAIL = re.compile(r"[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_WEEKDAY_TAIL = re.compile(r"\s*\(?(星期|周)[一二三四五六日天]\)?$")
_TIME = re.compile(r"(\d{1,2})(?:[:时点](\d{1,2})?(?:[:分](?:\d{2})?)?|(\d{2}))")


def parse_date(raw: object) -> date:
    """The day meant by a cell or an entry: a date, an Excel serial number, or text. Raises `Refused`."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_number(raw)
    return _of_text(_tidy(str(raw)))


def parse_typed(text: str, today: date) -> date:
    """As `parse_date`, of what is typed into a form: a month and day alone are of ``today``'s year.

    Cells of a workbook are not read so: there nobody looks at the year that was meant. Raises `Refused`.
    """
    found = _YEARLESS.fullmatch(_tidy(text))
    return _day(str(today.year), found[1], found[2]) if found else parse_date(text)


def parse_month(raw: object) -> date:
    """The first day of the month meant; a whole date is taken for its month. Raises `Refused`."""
    if isinstance(raw, float) and not raw.is_integer() and raw < 10000:
        # As a number 1985.1 is January or October: the zero of 1985.10 is lost.
        raise Refused(f"“{raw}”是数字格式，分不清是几月", todo="请写成如 1985-10")
    text = _tidy(str(raw))
    if found := _MONTH.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})", text):
        return _day(found[1], found[2], "1")
    return parse_date(raw).replace(day=1)


def months_meant(raw: object) -> tuple[date, ...]:
    """The first days of the months an entry of year and month may mean; empty for anything else.

    1985.1 may be January, or October whose zero Excel has dropped: both.
    """
    text = _tidy(str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw))
    found = _MONTH.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})", text)
    if not found or isinstance(raw, date):
        return ()
    numbers = [int(found[2])] + ([10] if text.endswith(".1") else [])
    return tuple(date(int(found[1]), number, 1) for number in numbers if 1 <= number <= 12 and int(found[1]))


def _tidy(text: str) -> str:
    text = _chinese_digits(narrow(text).lstrip("'’"))
    return _WEEKDAY_TAIL.sub("", _CLOCK_TAIL.sub("", text)).strip()


def _of_number(number: int | float) -> date:
    if _SERIALS.start <= number < _SERIALS.stop:
        return _SERIAL_ZERO + timedelta(days=int(number))
    return _of_text(str(int(number)) if float(number).is_integer() else str(number))


def _of_text(text: str) -> date:
    if found := _DAY.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        return _day(*found.groups())
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(text[:5]) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(text[:5]))
    raise _refusal(text)


def _day(year: str, month: str, day: str) -> date:
    if len(year) != 4:
        raise Refused(f"年份“{year}”应写四位", todo="请写成如 2026-3-6")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refused(f"{year}年{int(month)}月{int(day)}日这一天不存在", todo="请核对日期") from None


def _refusal(text: str) -> Refused:
    if not text:
        return Refused("日期是空的", todo="请填写")
    if _MONTH.fullmatch(text):
        return Refused(f"日期{quoted(text)}缺少日", todo="请写成如 2026-3-6")
    if _YEARLESS.fullmatch(text):
        return Refused(f"日期{quoted(text)}缺少年份", todo="请写成如 2026-3-6")
    return Refused(f"{quoted(text)}不是日期", todo="请写成如 2026-3-6")


def _chinese_digits(text: str) -> str:
    """二〇二六年三月十六日 to 2026年3月16日; other text comes back as it was."""
    if not re.fullmatch("[〇○零一二三四五六七八九十年月日号]+", text):
        return text
    return re.sub("[〇○零一二三四五六七八九十]+", lambda found: _chinese_number(found[0]), text)


def _chinese_number(word: str) -> str:
    word = word.replace("○", "〇").replace("零", "〇")
    tens, ten, ones = word.partition("十")
    if ten and (len(tens) > 1 or len(ones) > 1):
        return word  # no number of a calendar; refused where it is read
    if not ten:
        return "".join(str(_CHINESE.index(char)) for char in word)
    return f"{_CHINESE.find(tens or '一')}{_CHINESE.find(ones or '〇')}"


def paper_date(day: date) -> str:
    """2026年3月6日, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_date(day: date) -> str:
    """二〇二六年三月六日, with 〇 (U+3007), as certificates carry it."""
    year = "".join(_CHINESE[int(digit)] for digit in f"{day.year:04}")
    return f"{year}年{_spoken(day.month)}月{_spoken(day.day)}日"


def _spoken(number: int) -> str:
    """1..31 in Chinese: 三, 十, 十六, 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _CHINESE[tens]) + "十"
    return head + (_CHINESE[ones] if ones else "")


def parse_time(raw: object) -> str:
    """The time of day as ``09:00``: a time, a fraction of a day (Excel), 9:00, 9：00, 0900, 下午2点半."""
    if isinstance(raw, datetime | time):
        return f"{raw:%H:%M}"
    if isinstance(raw, float) and 0 <= raw < 1:
        minutes = min(round(raw * 1440), 1439)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    text = narrow(str(raw)).replace(" ", "").replace("点半", ":30").replace("时半", ":30")
    word = re.match("上午|早上|中午|下午|晚上|晚", text)
    found = _TIME.fullmatch(text[word.end() :] if word else text)
    if not found:
        raise Refused(f"{quoted(raw)}不是时间", todo="请写成如 9:00")
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if word and word[0] in {"下午", "晚上", "晚"} and 1 <= hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise Refused(f"时间{quoted(raw)}不存在", todo="请写成如 9:00")
    return f"{hour:02}:{minute:02}"


def half_day(clock: str) -> str:
    """上午 before noon, 下午 before six, 晚上 after; ``clock`` as `parse_time` answers it."""
    return "上午" if clock < "12:00" else "下午" if clock < "18:00" else "晚上"
