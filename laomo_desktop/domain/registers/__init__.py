"""Every register of the program, in the order the store makes them. A new register is one line here."""

from collections.abc import Mapping

from laomo_desktop.domain.field import Field, Kind, Search
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers.achievements import (
    ACHIEVEMENT_PEOPLE,
    ACHIEVEMENTS,
    AWARDS,
    FUNDING_RULES,
    RECOMMENDATIONS,
)
from laomo_desktop.domain.registers.apprenticeships import APPRENTICESHIPS, REVIEWS
from laomo_desktop.domain.registers.certificates import CERTIFICATES
from laomo_desktop.domain.registers.enterprises import ENTERPRISES
from laomo_desktop.domain.registers.needs import ASSIGNMENTS, NEEDS, OFFERS
from laomo_desktop.domain.registers.people import HONOURS, PEOPLE
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.domain.registers.studios import (
    ACTIVITIES,
    ALLIANCE_MEMBERS,
    ALLIANCES,
    STUDIO_MEMBERS,
    STUDIOS,
)
from laomo_desktop.domain.registers.system import PACKAGES, PENDING, SETTINGS, USERS
from laomo_desktop.domain.registers.targets import TARGETS
from laomo_desktop.domain.registers.teams import MEMBERS, TEAMS
from laomo_desktop.domain.registers.terms import TERMS
from laomo_desktop.domain.registers.trainings import ATTENDANCE, ENROLMENTS, INSTRUCTORS, PERIODS, TRAININGS
from laomo_desktop.domain.registers.visits import (
    VISIT_ENTERPRISES,
    VISIT_FILES,
    VISIT_NEEDS,
    VISIT_PEOPLE,
    VISITS,
)

REGISTERS: Mapping[str, Register] = {
    register.name: register
    for register in (
        TERMS, ENTERPRISES, PEOPLE, HONOURS, TEAMS, MEMBERS,
        TRAININGS, PERIODS, INSTRUCTORS, ENROLMENTS, ATTENDANCE, CERTIFICATES,
        STUDIOS, STUDIO_MEMBERS, ALLIANCES, ALLIANCE_MEMBERS, ACTIVITIES,
        NEEDS, OFFERS, ASSIGNMENTS, VISITS, VISIT_ENTERPRISES, VISIT_PEOPLE, VISIT_NEEDS, VISIT_FILES,
        APPRENTICESHIPS, REVIEWS, ACHIEVEMENTS, ACHIEVEMENT_PEOPLE, RECOMMENDATIONS, AWARDS, FUNDING_RULES, TARGETS,
        *(register for same in SAMENESS.values() for register in (same.distinctions, same.aliases)),
        SETTINGS, USERS, PENDING, PACKAGES,
    )
}


def _through(register: Register) -> tuple[tuple[Register, Field], ...]:
    owned = [r for r in REGISTERS.values() if r.owner and r[r.owner].target == register.name]
    linked = [(r, f) for r in (register, *owned) for f in r.fields if f.search is Search.LINKED]
    return tuple((r, f) for r, f in linked if r is register or f.name != r.owner)


FOUND_THROUGH: Mapping[str, tuple[tuple[Register, Field], ...]] = {
    register.name: _through(register) for register in REGISTERS.values()
}
"""By register the links through which its rows are found, besides by their own words: a pair by who is in it, a team by
its members. Each with the register it stands in: the same, or one whose rows belong to its rows."""


_HANGING: Mapping[str, tuple[tuple[Register, Field], ...]] = {
    name: tuple((o, f) for o in REGISTERS.values() for f in o.fields if f.kind is Kind.LINK and f.target == name)
    for name in REGISTERS
}


def hanging_on(register: Register) -> tuple[tuple[Register, Field], ...]:
    """What points to rows of ``register``: (the other register, its link field), in declaration order."""
    return _HANGING[register.name]
