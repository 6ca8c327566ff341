"""The one way this program says no: a sentence in the clerk's language."""


from collections.abc import Iterator
from contextlib import contextmanager


class Refused(Exception):
    """Something was not done, and the clerk is told why.

    ``what`` says what is wrong, ``where`` the place (a file, a row, a field), ``todo`` what to do now.
    ``str()`` joins them to one Chinese sentence; nothing was changed when this is raised.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        super().__init__(what)

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        where = " ".join(self.where.split())  # a file's name may hold a line feed
        head = f"{where}：{self.what}" if where else self.what
        tail = f"，{self.todo}" if self.todo else ""
        return f"{head}{tail}。".replace("。。", "。")

    def at(self, where: str) -> "Refused":
        """The same refusal, told with the place it happened at (the outer place stands first)."""
        return Refused(self.what, where=where + self.where, todo=self.todo)


@contextmanager
def about(where: str) -> Iterator[None]:
    """A refusal inside that does not tell its place is told with this one."""
    try:
        yield
    except Refused as no:
        no.where = no.where or where
        raise


class Cancelled(Exception):
    """The clerk stopped a long job; nothing of it remains."""
