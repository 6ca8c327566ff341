"""What stands in a class (or in several) as lists to be exported: who takes part, when, and who came."""

from collections.abc import Mapping

from laomo_desktop.db.query import Query
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints.paper import file_name

LISTS: Mapping[str, str] = {"enrolments": "学员名单", "periods": "节次", "attendance": "考勤记录"}
"""The registers that hang on a class, and what their workbook is called: one row a person, a period, a mark."""


def of_classes(register: str, classes: Query) -> Query:
    """The rows of one of `LISTS` of all the classes that ``classes`` lists."""
    if register == "attendance":
        return Query(register, under=("enrolment", of_classes("enrolments", classes)))
    return Query(register, under=("training", classes), order=("training", "number"))


def suggested(desk: Desk, register: str, title: str = "") -> str:
    """The file name: of a class by its ``title``, or of several."""
    return file_name(desk.office, "_".join(filter(None, (LISTS[register], title))), "xlsx")
