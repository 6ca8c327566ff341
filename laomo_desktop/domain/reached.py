"""惠及职工 of a visit: its total, and each enterprise's own number where there are several."""

from collections.abc import Sequence

LABEL = "惠及职工(人次)"


def total(head: int | None, numbers: Sequence[int | None]) -> int | None:
    """The visit's total: what its head says, else what the enterprises come to."""
    told = [number for number in numbers if number is not None]
    return sum(told) if head is None and told else head


def contradiction(head: int | None, numbers: Sequence[int | None]) -> str:
    """In one sentence why the total and the enterprises' numbers cannot both be right; "" where they can.

    Enterprises without a number leave room below the total.
    """
    told = [number for number in numbers if number is not None]
    if any(number < 0 for number in told):
        return "人次不能是负数，请核对"
    if head is None or not told:
        return ""
    whole, all_told = sum(told), len(told) == len(numbers)
    if whole == head or (whole < head and not all_told):
        return ""
    return f"各企业合计{whole:,}人次，与惠及职工{head:,}人次不一致，请改成一致"
