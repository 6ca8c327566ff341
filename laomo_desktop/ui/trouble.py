"""What is told of an unexpected error: where it was, never what it was about: that may be personal."""

import platform
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from laomo_desktop.domain.errors import Cancelled, Refused


def details_of(error: BaseException) -> str:
    """Kind of the error and the way to it, a line each; no values, no message."""
    lines = [type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__)[-12:]:
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    lines.append(f"Python {platform.python_version()}, {platform.system()} {platform.release()}")
    if error.__cause__ is not None:
        lines.append(f"cause: {type(error.__cause__).__name__}")
    return "\n".join(lines)


@contextmanager
def safely(
    trouble: Callable[[BaseException, str], None], refuse: Callable[[Refused], None], label: str
) -> Iterator[None]:
    """What a slot does inside cannot raise out of it."""
    try:
        yield
    except Cancelled:
        return
    except Refused as no:
        refuse(no)
    except Exception as error:
        trouble(error, label)
