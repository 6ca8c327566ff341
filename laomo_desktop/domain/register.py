"""What a register is: a table of rows with its list, form, filters and identity, declared once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from laomo_desktop.domain.field import Field, Kind, Search, Value
from laomo_desktop.domain.states import Flow

MARK = "@"
"""How the names of marks begin: texts on a row that no column holds. They travel with it as its fields do, and two
stores' marks come together without a question (see `services.merging`)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A block of a form: its heading and the names of its fields, in Tab order.

    ``when`` (a field, its values) shows the block only while that field holds one of them.
    """

    label: str
    names: tuple[str, ...]
    when: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """One register (台账).

    ``title`` names the field that stands for a row in sentences and links; ``identity`` lists, strongest first, the
    sets of fields by which a row is known again; ``once``: what is known again is refused (a year's target), where
    else it is only asked about; ``owner`` is the LINK field to the row this one belongs to (an
    honour to its person): such a register has no screen of its own; ``pair`` are the LINK fields whose keys make the
    row's key, so that the same pair entered on two computers is one row; the rows of a register that goes
    ``everywhere`` reach every office, without what they point to.
    """

    name: str
    label: str
    unit: str
    title: str
    fields: tuple[Field, ...]
    columns: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    filters: tuple[str, ...] = ()
    identity: tuple[tuple[str, ...], ...] = ()
    once: bool = False
    order: tuple[str, ...] = ()
    owner: str = ""
    pair: tuple[str, ...] = ()
    flow: Flow | None = None
    empty: str = ""
    exchanged: bool = True
    importable: bool = True
    everywhere: bool = False
    icon: str = ""
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {f.name: f for f in self.fields})
        named = {
            *self.columns,
            *self.filters,
            *(n.removeprefix("-") for n in self.order),
            *self.pair,
            self.title,
        }
        named.update(n for s in self.sections for n in s.names)
        named.update(n for key in self.identity for n in key)
        if unknown := named - set(self.by_name):
            raise ValueError(f"register {self.name}: no such fields {sorted(unknown)}")

    def __getitem__(self, name: str) -> Field:
        return self.by_name[name]

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that point to rows of other registers."""
        return tuple(f for f in self.fields if f.kind is Kind.LINK)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Every field's place among the fields."""
        return {f.name: place for place, f in enumerate(self.fields)}

    @cached_property
    def defaults(self) -> Mapping[str, Value]:
        """Every field with the value a new row has where nothing is said."""
        return {f.name: f.default for f in self.fields}

    @cached_property
    def searched(self) -> tuple[Field, ...]:
        """The fields whose own words the search box looks into."""
        return tuple(f for f in self.fields if f.search not in (None, Search.LINKED))

    def starting(self, today: date) -> dict[str, Value]:
        """What a form for a new row begins with."""
        return {f.name: f.today(today) if f.from_today else f.default for f in self.form_fields}

    @cached_property
    def form_fields(self) -> tuple[Field, ...]:
        """The fields of the form, in Tab order."""
        return tuple(self.by_name[n] for s in self.sections for n in s.names)

    @cached_property
    def turning(self) -> frozenset[str]:
        """The fields on whose value blocks of the form depend."""
        return frozenset(s.when[0] for s in self.sections if s.when is not None)

    def put_away(self, values: Mapping[str, object]) -> frozenset[str]:
        """The fields that have no meaning with these values: every block they stand in is hidden."""
        shown = [s for s in self.sections if s.when is None or values.get(s.when[0]) in s.when[1]]
        everywhere = {name for s in self.sections for name in s.names}
        return frozenset(everywhere - {name for s in shown for name in s.names})
