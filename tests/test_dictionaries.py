"""The dictionaries under resources/dictionaries: a file each, every word and synonym meaning one thing."""

import re
from collections import Counter
from pathlib import Path

import pytest

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import enterprises, people, teams, trainings
from laomo_desktop.domain.registers.terms import DICTIONARIES
from laomo_desktop.domain.text import check_text, clean, fold
from tests.conftest import RESOURCES

FOLDER = RESOURCES / "dictionaries"
SPLITS = re.compile("[、,，;；/|]")


def _read(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words of a dictionary in their order, each with its synonyms."""
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    assert all(len(line) == 2 for line in cells), f"{name}: each line is a word, a tab, its synonyms"
    return [(word, tuple(synonyms.split("、")) if synonyms else ()) for word, synonyms in cells]


def _fields(*modules: object) -> list[Field]:
    registers = [each for module in modules for each in vars(module).values() if isinstance(each, Register)]
    return [field for register in registers for field in register.fields if field.dictionary]


FIELDS = _fields(people, enterprises, teams, trainings)


def test_every_dictionary_has_a_file_and_every_file_a_dictionary() -> None:
    assert {path.name for path in FOLDER.glob("*.tsv")} == {f"{name}.tsv" for name in DICTIONARIES}


@pytest.mark.parametrize("name", DICTIONARIES)
def test_a_word_or_synonym_leads_to_one_term(name: str) -> None:
    """Compared folded, as an import compares them."""
    spoken = Counter(fold(each) for word, synonyms in _read(name) for each in (word, *synonyms))
    assert [each for each, times in spoken.items() if times > 1] == []


@pytest.mark.parametrize("name", DICTIONARIES)
def test_words_are_clean_and_nothing_is_empty(name: str) -> None:
    for word, synonyms in _read(name):
        for each in (word, *synonyms):
            assert each, f"{name}: something is empty beside “{word}”"
            assert each == clean(each) == check_text(each)


@pytest.mark.parametrize("field", [each for each in FIELDS if each.kind is Kind.TERMS], ids=lambda f: f.name)
def test_words_that_may_stand_several_in_a_cell_hold_no_separator(field: Field) -> None:
    assert [word for word, _ in _read(field.dictionary) if SPLITS.search(word)] == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_a_default_is_a_word_of_its_dictionary(field: Field) -> None:
    assert field.default is None or field.default in [word for word, _ in _read(field.dictionary)]


def test_the_industries_are_the_forty_one_of_the_standard() -> None:
    """GB/T 4754-2017: sections B (06-12), C (13-43) and D (44-46)."""
    codes = [synonyms[0] for _, synonyms in _read("industry")]
    assert codes == [f"{code:02d}" for code in range(6, 47)]
    sections = [synonyms[1] for _, synonyms in _read("industry")]
    assert sections == [f"{'B' if c < 13 else 'C' if c < 44 else 'D'}{c:02d}" for c in range(6, 47)]


@pytest.mark.parametrize(
    ("name", "said", "meant"),
    [
        ("trade", "氩弧焊", "焊工"),
        ("skill", "高级工（三级）", "高级工"),
        ("skill", "技师(二级)", "技师"),
        ("person_kind", "劳动模范", "劳模"),
        ("honour", "省劳模", "山东省劳动模范"),
        ("enterprise_role", "专精特新“小巨人”", "专精特新小巨人"),
        ("industry", "26化学原料和化学制品制造业", "化学原料和化学制品制造业"),
    ],
)
def test_what_clerks_write_is_known(name: str, said: str, meant: str) -> None:
    known = {fold(each): word for word, synonyms in _read(name) for each in (word, *synonyms)}
    assert known[fold(said)] == meant


def test_trades_and_specialties_are_many() -> None:
    assert len(_read("trade")) >= 150
    assert len(_read("specialty")) >= 80


def test_the_files_end_with_a_line_break_and_carry_no_mark() -> None:
    for path in sorted(Path(FOLDER).glob("*.tsv")):
        raw = path.read_bytes()
        assert raw.endswith(b"\n")
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
