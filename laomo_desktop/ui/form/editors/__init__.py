"""An editor for every kind of field."""

from functools import lru_cache

from laomo_desktop.domain import offices
from laomo_desktop.domain.field import Field, Kind, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.services import lists
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.editors.base import Editor
from laomo_desktop.ui.form.editors.date import DateEditor
from laomo_desktop.ui.form.editors.image import ImageEditor
from laomo_desktop.ui.form.editors.link import LinkEditor
from laomo_desktop.ui.form.editors.personal import PersonalEditor
from laomo_desktop.ui.form.editors.pick import PickEditor, SeveralEditor, Words
from laomo_desktop.ui.form.editors.text import LineEditor, LongEditor, ReadOnlyEditor

OFFICES = tuple(office.short for office in offices.OFFICES)


def make(context: Context, reg: Register, of: Field, key: RowId | None = None) -> Editor:
    """The editor of a field in the form of row ``key`` (None: a new row)."""
    if of.frozen or (key is not None and of.name in reg.pair):
        return ReadOnlyEditor(of)
    match of.kind:
        case Kind.LONG:
            return LongEditor(of)
        case Kind.DATE:
            return DateEditor(of)
        case Kind.CHOICE:
            return PickEditor(of, lambda: of.choices, free=False)
        case Kind.YES_NO:
            return PickEditor(of, lambda: ("是", "否"), free=False)
        case Kind.OFFICE:
            return PickEditor(of, lambda: OFFICES, free=False)
        case Kind.TERM:
            return PickEditor(of, _dictionary(context, of), free=True)
        case Kind.TERMS:
            return _several(context, of)
        case Kind.LINK:
            return LinkEditor(of, context.desk)
        case Kind.IMAGE:
            return ImageEditor(of, context)
        case _:
            return PersonalEditor(of, context, reg.name, key) if of.personal else LineEditor(of)


def _several(context: Context, of: Field) -> Editor:
    if not of.dictionary:
        return LineEditor(of)
    return SeveralEditor(of, _dictionary(context, of), free=True)


def _dictionary(context: Context, of: Field) -> Words:
    @lru_cache(maxsize=1)
    def words() -> tuple[str, ...]:
        return lists.dictionaries(context.desk).words[of.dictionary]

    return words
