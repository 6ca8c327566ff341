"""An office that has just begun: what to do first, in the order it is done; nothing more once there is something."""

from collections.abc import Iterator

from sqlalchemy import Connection

from laomo_desktop.db import query
from laomo_desktop.db.query import Query
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.today.model import Todo


def is_empty(connection: Connection) -> bool:
    """Whether nobody was entered yet: then there is nothing to report either."""
    return not query.count(connection, Query("people"))


def todos(connection: Connection, desk: Desk) -> Iterator[Todo]:
    """The first steps."""
    if desk.is_city:
        if is_empty(connection) and not query.count(connection, Query("packages")):
            yield Todo("还没有资料：先和区市互换密钥，再导入他们的数据包", "去数据交换", "exchange")
        return
    if is_empty(connection):
        said = "先导入花名册：一份 Excel 就能带进人员和他们的单位"
        yield Todo(said, "导入花名册", "import", ask={"register": "people"})
    if not query.count(connection, Query("teams")):
        yield Todo("再建服务队，把队员加进来", "建服务队", "teams", ask={"new": True})
    if not query.count(connection, Query("trainings")) and not query.count(connection, Query("visits")):
        yield Todo("然后登记第一个培训班", "新建培训班", "trainings", ask={"new": True})
        yield Todo("或登记第一次服务活动", "登记服务活动", "visits", ask={"new": True})
