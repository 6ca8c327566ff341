"""Slots that cannot raise: a refusal becomes the bar's sentence, anything else the runner's trouble."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.ui.context import Context

P = ParamSpec("P")


class HasContext(Protocol):
    @property
    def context(self) -> Context: ...


S = TypeVar("S", bound=Any)


def guarded(method: Callable[Concatenate[S, P], Any]) -> Callable[Concatenate[S, P], None]:
    """For methods of anything with a ``context`` (every `Screen`) that are connected to a signal."""

    @wraps(method)
    def slot(self: S, *given: P.args, **named: P.kwargs) -> None:
        try:
            method(self, *given, **named)
        except Cancelled:
            return
        except Refused as no:
            self.context.frame.refuse(no)
        except Exception as error:
            self.context.runner.trouble(error, "这一步")

    return slot  # type: ignore[return-value]  # functools.wraps loses the name of self
