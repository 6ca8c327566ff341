"""Half-filled forms: kept encrypted, per row and user, gone when saved."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laomo_desktop.services import drafts
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME
from tests.services.making import people

ENTRIES = {"name": RARE_NAME, "phone": "1990000", "enterprise": bytes(range(16)), "remark": None}


def test_a_draft_comes_back_for_its_form_and_its_user_only(desk: Desk) -> None:
    [key] = people(desk, 1)
    drafts.keep(desk, "people", key, ENTRIES)
    drafts.keep(desk, "people", None, {"name": "新建的"})
    kept = drafts.recall(desk, "people", key)
    assert kept is not None
    assert kept.entries == ENTRIES
    assert kept.at.tzinfo is not None
    fresh = drafts.recall(desk, "people", None)
    assert fresh is not None
    assert fresh.entries == {"name": "新建的"}
    assert drafts.recall(replace(desk, user="李四"), "people", key) is None
    assert drafts.recall(desk, "teams", None) is None


def test_nothing_of_it_is_readable_on_the_disk(desk: Desk) -> None:
    drafts.keep(desk, "people", None, ENTRIES)
    [path] = (desk.folder / drafts.FOLDER).iterdir()
    for secret in (RARE_NAME.encode(), b"1990000", b"phone", b"people"):
        assert secret not in path.read_bytes()
        assert secret.decode() not in path.name


def test_a_saved_form_has_no_draft(desk: Desk) -> None:
    drafts.keep(desk, "people", None, ENTRIES)
    drafts.forget(desk, "people", None)
    drafts.forget(desk, "people", None)
    assert drafts.recall(desk, "people", None) is None
    assert list((desk.folder / drafts.FOLDER).iterdir()) == []


def test_a_damaged_draft_is_thrown_away(desk: Desk) -> None:
    drafts.keep(desk, "people", None, ENTRIES)
    [path] = (desk.folder / drafts.FOLDER).iterdir()
    for content in (b"", path.read_bytes()[:-1], b"x" * 80):
        path.write_bytes(content)
        assert drafts.recall(desk, "people", None) is None
        assert not path.exists()


@given(
    entries=st.dictionaries(
        st.text(max_size=5), st.none() | st.text(max_size=9) | st.binary(min_size=16, max_size=16)
    )
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_typed_comes_back(desk: Desk, entries: dict[str, str | bytes | None]) -> None:
    drafts.keep(desk, "people", None, entries)
    kept = drafts.recall(desk, "people", None)
    assert kept is not None
    assert kept.entries == entries
