"""What a column's or a filter's tip adds where the values are this computer's own."""

from laomo_desktop.domain.field import Field, Merge

HERE = "只算在这台电脑上的，不随数据包交换"


def with_scope(of: Field, words: str) -> str:
    """The tip's words; another line where two computers of an office would show different values."""
    return f"{words}\n{HERE}" if of.merge is Merge.LOCAL else words
