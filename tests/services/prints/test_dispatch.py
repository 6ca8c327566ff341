"""派工单 from the store: who is sent, each of a team once."""

from laomo_desktop.services import assignments, needs, prints
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME
from tests.printing.reading import squeezed, text_of
from tests.services.making import add


def test_a_team_s_leader_who_is_its_member_too_is_named_once(desk: Desk, pdf_tools: None) -> None:
    leader, other = add(desk, "people", name=RARE_NAME), add(desk, "people", name="陈㛃")
    team = add(desk, "teams", name="虚构焊接服务队", leader=leader)
    add(desk, "members", team=team, person=other)
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    sent = assignments.assign(desk, need, Sent(teams=(team,)))
    words = squeezed(text_of(prints.dispatch(desk, *sent.keys).pdf))
    assert words.count(RARE_NAME) == 1
    assert words.count("陈㛃") == 1
