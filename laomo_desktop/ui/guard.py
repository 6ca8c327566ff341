"""Slots that cannot raise: a refusal becomes the bar's sentence, anything else the runner's trouble."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
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

    most = _most_arguments(method)

    @wraps(method)
    def slot(self: S, *given: P.args, **named: P.kwargs) -> None:
        try:
            method(self, *given[:most], **named)  # type: ignore[arg-type]  # fewer of the same
        except Cancelled:
            return
        except Refused as no:
            self.context.frame.refuse(no)
        except Exception as error:
            self.context.runner.trouble(error, "这一步")

    return slot  # type: ignore[return-value]  # functools.wraps loses the name of self


def _most_arguments(method: Callable[..., Any]) -> int | None:
    """How many arguments beside self it takes: what a signal brings besides (``checked``) is left out, as Qt does."""
    parameters = list(signature(method).parameters.values())
    if any(p.kind is Parameter.VAR_POSITIONAL for p in parameters):
        return None
    return sum(p.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD) for p in parameters) - 1
