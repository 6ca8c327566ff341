"""What a field is: declared once, and read by tables, forms, lists, Excel, packages, masks, search and the audit."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

RowId: TypeAlias = bytes
"""A row's key: 16 bytes of a UUIDv7, or of a UUIDv5 where the row is a pair (see `keys.pair_id`)."""

Value: TypeAlias = str | int | bytes | None
"""What a column holds: text, whole number, row key, or nothing. Dates are ISO text, money is whole 分, yes/no 1/0."""


class Kind(Enum):
    """What a field's values are. The rules of each kind (read, show, mask) stand in `kinds`."""

    TEXT = "text"
    LONG = "long"
    NAME = "name"
    ID_NUMBER = "id_number"
    USCC = "uscc"
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    INT = "int"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    """One of ``choices``, fixed by the program."""
    TERM = "term"
    """One term of ``dictionary``, kept by the city; the term's own words are stored."""
    TERMS = "terms"
    """Several terms of ``dictionary``, joined by 、."""
    LINK = "link"
    """The key of a row of register ``target``."""
    OFFICE = "office"
    """A union office's code, such as 370602."""
    IMAGE = "image"
    """The content hash of an attachment."""


class Merge(Enum):
    """How two offices' values of one field come together (the rules stand in `laomo_desktop.sync.merge`)."""

    PLAIN = "plain"
    """Whoever had seen the other's value wins; two unseen edits are a conflict for a person."""
    HOME_WINS = "home_wins"
    """The row's home office wins, the other value is kept (phones, addresses)."""
    PERSON = "person"
    """Always a person's decision (name, ID number)."""
    UNITE = "unite"
    """A set: united (专长, cooperation modes)."""
    LATTICE = "lattice"
    """A status: the higher rank wins, 作废 beats 有效."""
    CITY = "city"
    """Only the city's value counts (dictionaries, decisions)."""
    KEEP_BOTH = "keep_both"
    """Long text: both are kept, with their offices' names."""
    LOCAL = "local"
    """Housekeeping: never sent, never makes a row look changed."""


class Search(Enum):
    """How the one search box finds a value."""

    NAME = "name"
    """Any part of it, its pinyin, its initials."""
    PHONE = "phone"
    """Its last digits, from four on."""
    ID = "id"
    """Whole, or from its 6th, 10th, 12th, 14th digit on."""
    WORDS = "words"
    """Any part of it."""
    LINKED = "linked"
    """Of a LINK: whatever the row it points to is found by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a register.

    ``heads`` are further words under which workbooks carry it; ``width`` is the list and Excel width in Chinese
    characters; ``personal`` values are masked until revealed; ``frozen`` fields are set by the program, not by hand,
    though a workbook may bring those that are ``imported``; ``spoken`` are other words for a choice (特急 for 紧急).
    A form for a new row begins with today, or this year, where a field is ``from_today``.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    heads: tuple[str, ...] = ()
    personal: bool = False
    merge: Merge = Merge.PLAIN
    dictionary: str = ""
    target: str = ""
    choices: tuple[str, ...] = ()
    spoken: tuple[tuple[str, str], ...] = ()
    search: Search | None = None
    hint: str = ""
    width: int = 8
    default: Value = None
    frozen: bool = False
    imported: bool = False
    from_today: bool = False
    indexed: bool = False

    def today(self, today: date) -> Value:
        """What a field that is ``from_today`` begins with: the day, or its year."""
        return today.isoformat() if self.kind is Kind.DATE else today.year

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.INT, Kind.MONEY, Kind.YES_NO)

    @property
    def is_read(self) -> bool:
        """Whether a workbook's column may be read as it."""
        return (self.imported or not self.frozen) and self.kind is not Kind.IMAGE

    @property
    def is_key(self) -> bool:
        return self.kind is Kind.LINK
