"""Settings of a store: small JSON values under a key, written through the door like everything else."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.services.desk import Desk

CLERK = "form_clerk"
"""填表人, 审核人 and 联系电话 on papers: {"clerk": …, "reviewer": …, "phone": …}."""
NUMBER_PATTERN = "number_pattern"
"""Pattern of certificate numbers."""
CERTIFICATE_BODY = "certificate_body"
"""Templates of certificate texts by kind."""
OVERPRINT = "overprint"
"""套打: {"background": bool, "dx": mm, "dy": mm}."""
MATCHING_WEIGHTS = "matching_weights"
"""What each reason counts for when people are proposed for a need: {code: points}."""


def read(connection: Connection, key: str, default: Any = None) -> Any:
    """A setting's value, or ``default``."""
    text = records.setting(connection, key)
    return default if text is None else orjson.loads(text)


def get(desk: Desk, key: str, default: Any = None) -> Any:
    """As `read`, on the desk's store."""
    with desk.store.reading() as connection:
        return read(connection, key, default)


def write_within(write: Write, key: str, value: Any) -> None:
    """Set a setting inside somebody else's operation."""
    text = orjson.dumps(value).decode()
    known = records.where(write.connection, "settings", {"key": key})
    if known:
        write.update("settings", known[0]["id"], {"value": text})
    else:
        write.insert("settings", {"key": key, "value": text})


def put(desk: Desk, key: str, value: Any, sentence: str) -> int:
    """Set a setting; returns the operation's number."""
    return put_all(desk, {key: value}, sentence)


def put_all(desk: Desk, values: Mapping[str, Any], sentence: str) -> int:
    """Set several settings in one operation; returns its number."""
    desk.must_write()
    with desk.store.operation("设置", sentence, desk.user) as write:
        for key, value in values.items():
            write_within(write, key, value)
    return write.number
