"""What the one search box finds, as people type it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.db import query, search
from laomo_desktop.db.query import Query
from laomo_desktop.db.store import Store
from tests.db.looking import add, count, found
from tests.people import RARE_NAME, make_person


@pytest.fixture
def crowd(store: Store) -> Store:
    """People whose surnames are read otherwise than the character elsewhere."""
    with store.operation("导入", "", "测试") as write:
        for number, name in enumerate(
            (
                "单样例",
                "仇示范",
                "曾虚构",
                "解试用",
                "区假名",
                "尉迟样例",
                "朴练习",
                "翟演练",
                "盖模拟",
                RARE_NAME,
            )
        ):
            person = make_person(number)
            phone = f"1990000{1111 * (number + 1) % 10_000:04}"
            write.insert("people", {"name": name, "phone": phone, "id_number": person.id_number})
    return store


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("单样", "单样例"), ("样例", "单样例"), ("syl", "单样例"), ("shanyangli", "单样例"), ("shany", "单样例"),
        ("qsf", "仇示范"), ("qiushi", "仇示范"), ("zxg", "曾虚构"), ("zengxu", "曾虚构"),
        ("xsy", "解试用"), ("xieshi", "解试用"), ("ojm", "区假名"), ("oujia", "区假名"),
        ("ycyl", "尉迟样例"), ("yuchi", "尉迟样例"), ("yc", "尉迟样例"), ("plx", "朴练习"), ("piao", "朴练习"),
        ("zyl", "翟演练"), ("gmn", "盖模拟"), ("YCYL", "尉迟样例"), ("示范", "仇示范"), ("范", "仇示范"),
    ],
)  # fmt: skip
def test_by_part_of_the_name_and_by_its_reading(crowd: Store, typed: str, name: str) -> None:
    assert name in found(crowd, "people", typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("dyl", "单样例"), ("danyang", "单样例"), ("chousf", "仇示范"), ("jsy", "解试用"), ("qujia", "区假名"),
     ("wcyl", "尉迟样例"), ("cxg", "曾虚构")],
)  # fmt: skip
def test_a_surname_is_not_found_by_the_reading_it_never_has(crowd: Store, typed: str, name: str) -> None:
    assert name not in found(crowd, "people", typed)


@pytest.mark.parametrize("part", [*RARE_NAME, RARE_NAME[:2], RARE_NAME[1:3], RARE_NAME[2:], RARE_NAME])
def test_a_rare_name_by_any_of_its_characters(crowd: Store, part: str) -> None:
    assert found(crowd, "people", part) == [RARE_NAME]


def test_a_character_younger_than_this_python(store: Store) -> None:
    name = "王\U000323af"  # CJK Extension H, Unicode 15; Python 3.11 knows Unicode 14
    add(store, "people", name=name)
    assert found(store, "people", "\U000323af") == [name]


def test_by_the_tail_of_phone_and_id(crowd: Store) -> None:
    person = make_person(3)
    for typed in ("4444", "19900004444", person.id_number[-4:], person.id_number, person.id_number[6:]):
        assert "解试用" in found(crowd, "people", typed)
    assert "解试用" in found(crowd, "people", person.id_number[-4:].lower())
    assert found(crowd, "people", "444") == ["解试用"]  # as one types on
    assert found(crowd, "people", "9876") == []


def test_an_x_at_the_end_in_either_case(store: Store) -> None:
    number = next(p.id_number for p in map(make_person, range(100)) if p.id_number.endswith("X"))
    add(store, "people", name="单样例", id_number=number)
    assert found(store, "people", number[-4:]) == found(store, "people", number[-4:].lower()) == ["单样例"]


def test_words_are_all_wanted(crowd: Store) -> None:
    assert found(crowd, "people", "单 1111") == ["单样例"]
    assert found(crowd, "people", "仇 1111") == []


@pytest.mark.parametrize("typed", ["买买提", "吐尔逊", "买买提·吐尔逊", "买买提吐尔逊", "mmt", "maimaiti"])
def test_dotted_names_with_and_without_the_dot(store: Store, typed: str) -> None:
    add(store, "people", name="买买提·吐尔逊")
    assert found(store, "people", typed) == ["买买提·吐尔逊"]


@pytest.mark.parametrize("typed", ["某某（集团）", "(集团)", "烟台某某", "ytmm", "有限公司", "集团有限"])
def test_a_firm_by_its_words(store: Store, typed: str) -> None:
    add(store, "enterprises", name="烟台某某（集团）有限公司")
    assert found(store, "enterprises", typed) == ["烟台某某（集团）有限公司"]


@given(typed=st.text(alphabet=st.sampled_from("\"'*()-^:+ANDOR NOT单y1{}[]"), max_size=12))
@settings(max_examples=60)
def test_nothing_typed_is_a_syntax_error(typed: str) -> None:
    """What goes to FTS5 is quoted words with a star, or nothing."""
    words = search.match(typed).split()
    assert all(word.startswith('"') and word.endswith('"*') and '"' not in word[1:-2] for word in words)


def test_the_index_follows_changes_deletes_and_returns(store: Store) -> None:
    key = add(store, "people", name="单样例", phone="19900001234")
    with store.operation("修改", "", "测试") as write:
        write.update("people", key, {"name": "仇示范"})
    assert (found(store, "people", "syl"), found(store, "people", "qsf")) == ([], ["仇示范"])
    assert found(store, "people", "1234") == ["仇示范"]
    with store.operation("删除", "", "测试") as write:
        write.delete("people", [key], "误建")
    assert (found(store, "people", "qsf"), count(store, "people_search")) == ([], 0)
    with store.operation("恢复", "", "测试") as write:
        write.set_back("people", key, {"deleted": None})
    assert found(store, "people", "qsf") == ["仇示范"]


@settings(max_examples=200)
@given(
    name=st.text(alphabet=st.sampled_from("单仇曾解区尉迟王李㛃䶮𬍛𡈽行重·"), min_size=2, max_size=6),
    data=st.data(),
)
def test_every_part_of_a_name_is_a_token_prefix(name: str, data: st.DataObject) -> None:
    bare = name.replace("·", "")
    if bare:
        start = data.draw(st.integers(0, len(bare) - 1))
        part = bare[start : data.draw(st.integers(start + 1, len(bare)))]
        tokens = search.word_tokens(name, True, True)
        assert any(token.startswith(part) for token in tokens)


@pytest.mark.parametrize("typed", ["fsq2026naqsc", "dkt", "dktdsq", "aqscdkt", "daketang", "大课堂第三"])
def test_a_long_title_is_found_by_the_initials_of_its_end(store: Store, typed: str) -> None:
    with store.operation("新建", "", "测试") as write:
        title = "福山区2026年安全生产大课堂第三期"
        write.insert("trainings", {"title": title, "kind": "安全生产大课堂", "begins": "2026-03-02"})
    with store.reading() as connection:
        assert query.count(connection, Query("trainings", find=typed)) == 1
