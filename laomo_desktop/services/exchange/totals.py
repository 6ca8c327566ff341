"""The figures an office certifies on the cover, frozen as they were when the package was written."""

from collections.abc import Mapping

from sqlalchemy import Connection

QUERIES: Mapping[str, str] = {
    "人员": "SELECT count(*) FROM people WHERE deleted IS NULL AND office = ?",
    "企业": "SELECT count(*) FROM enterprises WHERE deleted IS NULL AND office = ?",
    "服务队": "SELECT count(*) FROM teams WHERE deleted IS NULL AND office = ?",
    "培训班": "SELECT count(*) FROM trainings WHERE deleted IS NULL AND office = ?",
    "培训人次": (
        "SELECT count(*) FROM enrolments e JOIN trainings t ON t.id = e.training "
        "WHERE e.deleted IS NULL AND t.deleted IS NULL AND t.office = ?"
    ),
    "有效证书": "SELECT count(*) FROM certificates WHERE deleted IS NULL AND state = '有效' AND office = ?",
}


def figures(connection: Connection, office: str) -> dict[str, int]:
    """Label -> number, for one office's living rows."""
    return {
        label: int(connection.exec_driver_sql(query, (office,)).scalar_one())
        for label, query in QUERIES.items()
    }
