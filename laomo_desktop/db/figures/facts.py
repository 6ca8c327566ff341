"""What is counted from which tables, and how each table's rows fall under a dimension.

A `Source` is a joined table whose rows have a day and an office; a `Part` is what one measure adds up over one
source. The words for it (口径) stand in `laomo_desktop.domain.measures`; the two are held together by a test.
A dimension of several values (a visit to two enterprises) counts its row under each; totals are counted apart.
How rows fall under a dimension is told in words by `laomo_desktop.domain.measures.PLACED`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from laomo_desktop.domain.marks import Mark

PRESENT = ", ".join(f"'{mark.label}'" for mark in Mark if mark.counts_as_present)


@dataclass(frozen=True, slots=True)
class Dim:
    """``expr`` is the value of a row, after ``join`` where it stands in another table."""

    expr: str
    join: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """``tables`` with the condition ``where`` of their living rows; ``day`` and ``office`` place a row."""

    tables: str
    where: str
    day: str
    office: str
    dims: Mapping[str, Dim]


@dataclass(frozen=True, slots=True)
class Part:
    """``value`` is aggregated over the rows of ``source`` that also meet ``only``; ``by`` has another value for a
    dimension. The rows behind are those of ``register`` with the keys ``key``; ``whole``: all of that register's rows
    in the period, so that a list between two dates shows them (its day field is ``whole``)."""

    source: Source
    value: str
    register: str
    key: str
    only: str = ""
    by: Mapping[str, str] = field(default_factory=dict)
    whole: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)


_VISITED = "LEFT JOIN visit_enterprises ve ON ve.visit = v.id AND ve.deleted IS NULL"
_VISITORS = "LEFT JOIN visit_people vp ON vp.visit = v.id AND vp.deleted IS NULL"
_VISIT_CHAIN = (
    "coalesce(v.chain, (SELECT x.chain FROM teams x WHERE x.id = v.team), (SELECT min(y.chain) FROM visit_enterprises x"
    " JOIN enterprises y ON y.id = x.enterprise WHERE x.visit = v.id AND x.deleted IS NULL))"
)
_CHAIN_OF = "(SELECT x.chain FROM enterprises x WHERE x.id = {})"
_TEACHERS = (
    "LEFT JOIN (SELECT i.training, i.person FROM instructors i WHERE i.deleted IS NULL UNION SELECT q.training,"
    " q.instructor FROM periods q WHERE q.deleted IS NULL AND q.instructor IS NOT NULL) i ON i.training = t.id"
)
_TEACHER_OF_PERIOD = (
    "LEFT JOIN instructors i ON i.training = t.id AND i.deleted IS NULL AND {period}.instructor IS NULL"
)
_HELD = (
    "(t.state IS NOT '筹备' OR EXISTS (SELECT 1 FROM periods q JOIN attendance_sums y ON y.period = q.id"
    " WHERE q.training = t.id AND y.number > 0))"
)
"""A class still being prepared has not taken place, unless its attendance says otherwise."""
_TRAINING_CHAIN = f"coalesce(t.chain, {_CHAIN_OF.format('t.enterprise')})"
_NOBODY = Dim("NULL")


def _visit_dims(chain: str) -> dict[str, Dim]:
    return {
        "kind": Dim("v.kind"),
        "chain": Dim(chain),
        "enterprise": Dim("ve.enterprise", _VISITED),
        "team": Dim("v.team"),
        "person": Dim("vp.person", _VISITORS),
        "office": Dim("v.office"),
        "month": Dim("substr(v.day, 1, 7)"),
    }


VISITS = Source("visits v", "v.deleted IS NULL", "v.day", "v.office", _visit_dims(_VISIT_CHAIN))
SERVED = Source(
    "visits v JOIN visit_enterprises ve ON ve.visit = v.id AND ve.deleted IS NULL",
    "v.deleted IS NULL",
    "v.day",
    "v.office",
    {
        **_visit_dims(f"coalesce({_CHAIN_OF.format('ve.enterprise')}, {_VISIT_CHAIN})"),
        "enterprise": Dim("ve.enterprise"),
    },
)


def _training_dims(month: str, teacher: Dim) -> dict[str, Dim]:
    return {
        "kind": Dim("t.kind"),
        "chain": Dim(_TRAINING_CHAIN),
        "enterprise": Dim("t.enterprise"),
        "team": _NOBODY,
        "person": teacher,
        "office": Dim("t.office"),
        "month": Dim(f"substr({month}, 1, 7)"),
    }


PERIODS = Source(
    "periods p JOIN trainings t ON t.id = p.training",
    f"p.deleted IS NULL AND t.deleted IS NULL AND {_HELD}",
    "p.day",
    "t.office",
    _training_dims("p.day", Dim("coalesce(p.instructor, i.person)", _TEACHER_OF_PERIOD.format(period="p"))),
)
TRAININGS = Source(
    "trainings t",
    f"t.deleted IS NULL AND {_HELD}",
    "t.begins",
    "t.office",
    _training_dims("t.begins", Dim("i.person", _TEACHERS)),
)
_OF_SUM = "JOIN trainings t ON t.id = s.training"
SUMS = Source(
    "attendance_sums s",
    f"s.mark IN ({PRESENT})",
    "s.day",
    "s.office",
    {
        "kind": Dim("t.kind", _OF_SUM),
        "chain": Dim(_TRAINING_CHAIN, _OF_SUM),
        "enterprise": Dim("t.enterprise", _OF_SUM),
        "team": _NOBODY,
        "person": Dim(
            "coalesce(p.instructor, i.person)",
            f"{_OF_SUM} JOIN periods p ON p.id = s.period {_TEACHER_OF_PERIOD.format(period='p')}",
        ),
        "office": Dim("nullif(s.office, '')"),
        "month": Dim("substr(s.day, 1, 7)"),
    },
)
_WORKS_AT = "(SELECT x.enterprise FROM people x WHERE x.id = {})"
# CROSS JOIN keeps the order: from the few periods of the span to their people.
ATTENDED = Source(
    "attendance_sums s CROSS JOIN attendance a ON a.period = s.period AND a.mark = s.mark AND a.deleted IS NULL"
    " CROSS JOIN enrolments e ON e.id = a.enrolment AND e.deleted IS NULL",
    f"s.mark IN ({PRESENT}) AND s.number > 0",
    "s.day",
    "s.office",
    {**SUMS.dims, "enterprise": Dim(_WORKS_AT.format("e.person"))},
)
PRESENT_SUMS = replace(
    SUMS,
    dims={
        **SUMS.dims,
        "enterprise": Dim(
            _WORKS_AT.format("e.person"),
            "CROSS JOIN attendance a ON a.period = s.period AND a.mark = s.mark AND a.deleted IS NULL"
            " CROSS JOIN enrolments e ON e.id = a.enrolment AND e.deleted IS NULL",
        ),
    },
)
"""The sums, gone down to the people where it is asked for whom they work."""
_LINKED = (
    "LEFT JOIN (SELECT vn.need, v.team, v.kind, v.id FROM visit_needs vn JOIN visits v ON v.id = vn.visit"
    " WHERE vn.deleted IS NULL AND v.deleted IS NULL) w ON w.need = n.id"
)
_TAKEN = "a.deleted IS NULL AND a.answer IN ('接受', '完成')"
_WHO = (
    "LEFT JOIN (SELECT vn.need, vp.person FROM visit_needs vn JOIN visits v ON v.id = vn.visit JOIN visit_people vp"
    " ON vp.visit = v.id WHERE vn.deleted IS NULL AND v.deleted IS NULL AND vp.deleted IS NULL UNION"
    f" SELECT a.need, a.person FROM assignments a WHERE {_TAKEN} AND a.person IS NOT NULL) w ON w.need = n.id"
)
_WHICH = (
    "LEFT JOIN (SELECT vn.need, v.team FROM visit_needs vn JOIN visits v ON v.id = vn.visit"
    " WHERE vn.deleted IS NULL AND v.deleted IS NULL AND v.team IS NOT NULL UNION"
    f" SELECT a.need, a.team FROM assignments a WHERE {_TAKEN} AND a.team IS NOT NULL) w ON w.need = n.id"
)
_KINDS = (
    "LEFT JOIN (SELECT DISTINCT vn.need, v.kind FROM visit_needs vn JOIN visits v ON v.id = vn.visit"
    " WHERE vn.deleted IS NULL AND v.deleted IS NULL) w ON w.need = n.id"
)
NEEDS = Source(
    "needs n",
    "n.deleted IS NULL AND n.state = '销号'",
    "n.closed",
    "n.office",
    {
        "kind": Dim("w.kind", _KINDS),
        "chain": Dim(f"coalesce(n.chain, {_CHAIN_OF.format('n.enterprise')})"),
        "enterprise": Dim("n.enterprise"),
        "team": Dim("w.team", _WHICH),
        "person": Dim("w.person", _WHO),
        "office": Dim("n.office"),
        "month": Dim("substr(n.closed, 1, 7)"),
    },
)
_CLASS = "LEFT JOIN trainings t ON t.id = c.training"
CERTIFICATES = Source(
    "certificates c",
    "c.deleted IS NULL AND c.state = '有效'",
    "c.issued",
    "c.office",
    {
        "kind": Dim("coalesce(t.kind, c.kind)", _CLASS),
        "chain": Dim(_TRAINING_CHAIN, _CLASS),
        "enterprise": Dim(_WORKS_AT.format("c.person")),
        "team": _NOBODY,
        "person": Dim("i.person", f"{_CLASS} {_TEACHERS}"),
        "office": Dim("c.office"),
        "month": Dim("substr(c.issued, 1, 7)"),
    },
)
APPRENTICESHIPS = Source(
    "apprenticeships a",
    "a.deleted IS NULL",
    "a.begins",
    "a.office",
    {
        "kind": _NOBODY,
        "chain": Dim(_CHAIN_OF.format("a.enterprise")),
        "enterprise": Dim("a.enterprise"),
        "team": _NOBODY,
        "person": Dim("a.master"),
        "office": Dim("a.office"),
        "month": Dim("substr(a.begins, 1, 7)"),
    },
)
ACHIEVEMENTS = Source(
    "achievements h",
    "h.deleted IS NULL",
    "h.day",
    "h.office",
    {
        "kind": Dim("h.kind"),
        "chain": Dim(
            f"coalesce({_CHAIN_OF.format('h.enterprise')}, (SELECT x.chain FROM studios x WHERE x.id = h.studio))"
        ),
        "enterprise": Dim("h.enterprise"),
        "team": _NOBODY,
        "person": Dim(
            "hp.person", "LEFT JOIN achievement_people hp ON hp.achievement = h.id AND hp.deleted IS NULL"
        ),
        "office": Dim("h.office"),
        "month": Dim("substr(h.day, 1, 7)"),
    },
)

_NEED_OF_VISIT = (
    "EXISTS (SELECT 1 FROM visit_needs vn JOIN needs n ON n.id = vn.need WHERE vn.visit = v.id"
    " AND vn.deleted IS NULL AND n.deleted IS NULL{})"
)
_BEYOND = (
    "(v.solved - (SELECT count(*) FROM visit_needs vn JOIN needs n ON n.id = vn.need WHERE vn.visit = v.id"
    " AND vn.deleted IS NULL AND n.deleted IS NULL))"
)
"""Problems a visit solved beyond the needs it is linked to, which count themselves once they are closed."""
_WORKERS = (
    "coalesce(v.workers, (SELECT sum(x.workers) FROM visit_enterprises x WHERE x.visit = v.id"
    " AND x.deleted IS NULL), 0)"
)

_TOLD = (
    "coalesce((SELECT sum(y.workers) FROM visit_enterprises y WHERE y.visit = v.id AND y.deleted IS NULL), 0)"
)
_ALONE = (
    "(SELECT count(*) FROM visit_enterprises y WHERE y.visit = v.id AND y.deleted IS NULL) = 1 AND x.workers IS NULL"
)
_SHARES = (
    f"JOIN (SELECT x.visit, x.enterprise, CASE WHEN {_ALONE} THEN {_WORKERS} ELSE x.workers END AS share"
    " FROM visit_enterprises x JOIN visits v ON v.id = x.visit WHERE x.deleted IS NULL UNION ALL"
    f" SELECT v.id, NULL, {_WORKERS} - {_TOLD} FROM visits v WHERE NOT EXISTS"
    f" (SELECT 1 FROM visit_enterprises x WHERE x.visit = v.id AND x.deleted IS NULL AND {_ALONE})) ve"
    " ON ve.visit = v.id AND ve.share > 0"
)
"""What each enterprise had of a visit's workers: its own number, all of them where it was the only one; what nobody
was told to have had stands under no enterprise."""
REACHED = replace(VISITS, dims={**VISITS.dims, "enterprise": Dim("ve.enterprise", _SHARES)})

PEOPLE = (
    "SELECT count(DISTINCT e.person) FROM (SELECT DISTINCT s.training FROM attendance_sums s WHERE {window}) x"
    " CROSS JOIN enrolments e ON e.training = x.training WHERE e.deleted IS NULL AND EXISTS (SELECT 1 FROM attendance a"
    " CROSS JOIN periods p ON p.id = a.period WHERE a.enrolment = e.id AND a.deleted IS NULL AND p.deleted IS NULL"
    f" AND a.mark IN ({PRESENT}) AND p.day >= :first AND p.day <= :last)"
)
"""参训职工人数 as a whole: from the classes of the window to their rosters, and a look whether each came even once.
Twice as fast as going over all attendance."""

PARTS: Mapping[str, tuple[Part, ...]] = {
    "events": (
        Part(VISITS, "count(*)", "visits", "v.id", whole="day"),
        Part(PERIODS, "count(*)", "trainings", "t.id"),
    ),
    "enterprises": (Part(SERVED, "count(DISTINCT ve.enterprise)", "enterprises", "ve.enterprise"),),
    "enterprise_visits": (Part(SERVED, "count(*)", "visits", "v.id"),),
    "attendances": (
        Part(
            REACHED, f"sum({_WORKERS})", "visits", "v.id", only=f"{_WORKERS} > 0", by={"enterprise": "sum(ve.share)"},
        ),
        Part(
            PRESENT_SUMS, "sum(s.number)", "trainings", "s.training", only="s.number > 0",
            by={"enterprise": "count(*)"},
        ),
    ),
    "people": (Part(ATTENDED, "count(DISTINCT e.person)", "people", "e.person"),),
    "problems": (
        Part(NEEDS, "count(*)", "needs", "n.id", whole="closed", fixed={"state": "销号"}),
        Part(
            VISITS, f"sum({_BEYOND})", "visits", "v.id", only=f"{_BEYOND} > 0",
        ),
    ),
    "benefit": (
        Part(NEEDS, "sum(n.benefit)", "needs", "n.id", only="n.benefit <> 0"),
        Part(
            VISITS, "sum(v.benefit)", "visits", "v.id",
            only="v.benefit <> 0 AND NOT "
            + _NEED_OF_VISIT.format(" AND n.state = '销号' AND n.benefit <> 0"),
        ),
    ),
    "trainings": (Part(TRAININGS, "count(*)", "trainings", "t.id"),),
    "certificates": (
        Part(CERTIFICATES, "count(*)", "certificates", "c.id", whole="issued", fixed={"state": "有效"}),
    ),
    "apprentices": (Part(APPRENTICESHIPS, "count(*)", "apprenticeships", "a.id", whole="begins"),),
    "achievements": (Part(ACHIEVEMENTS, "count(*)", "achievements", "h.id", whole="day"),),
}  # fmt: skip
