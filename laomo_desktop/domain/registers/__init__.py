"""Every register of the program, in the order the store makes them. A new register is one line here."""

from collections.abc import Mapping

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers.certificates import CERTIFICATES
from laomo_desktop.domain.registers.enterprises import ENTERPRISES
from laomo_desktop.domain.registers.people import HONOURS, PEOPLE
from laomo_desktop.domain.registers.system import DISTINCTIONS, PACKAGES, PENDING, SETTINGS, USERS
from laomo_desktop.domain.registers.teams import MEMBERS, TEAMS
from laomo_desktop.domain.registers.terms import TERMS
from laomo_desktop.domain.registers.trainings import ATTENDANCE, ENROLMENTS, INSTRUCTORS, PERIODS, TRAININGS

REGISTERS: Mapping[str, Register] = {
    register.name: register
    for register in (
        TERMS, ENTERPRISES, PEOPLE, HONOURS, TEAMS, MEMBERS,
        TRAININGS, PERIODS, INSTRUCTORS, ENROLMENTS, ATTENDANCE, CERTIFICATES,
        DISTINCTIONS, SETTINGS, USERS, PENDING, PACKAGES,
    )
}


def hanging_on(register: Register) -> tuple[tuple[Register, Field], ...]:
    """What points to rows of ``register``: (the other register, its link field), in declaration order."""
    return tuple(
        (other, link)
        for other in REGISTERS.values()
        for link in other.fields
        if link.kind is Kind.LINK and link.target == register.name
    )
