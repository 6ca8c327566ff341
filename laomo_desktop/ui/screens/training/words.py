"""Short words for the parts of a class, as they stand in heads, choosers and tips."""

from datetime import date

from laomo_desktop.db.records import Record


def short_day(day: str) -> str:
    """3月6日"""
    of = date.fromisoformat(day)
    return f"{of.month}月{of.day}日"


def period_time(period: Record) -> str:
    """上午, or 9:00 where there is a clock time."""
    return str(period["starts"] or period["half"] or "")


def period_words(period: Record) -> str:
    """第2节 3月6日 下午"""
    return f"第{period['number']}节 {short_day(period['day'])} {period_time(period)}".strip()


def telling(person: Record) -> str:
    """What tells a person from a namesake: unit, and the phone's last four digits."""
    tail = f"尾号{str(person['phone'])[-4:]}" if person["phone"] else ""
    return " · ".join(word for word in (str(person["enterprise.title"] or ""), tail) if word)
