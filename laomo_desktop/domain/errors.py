"""The one way this program says no: a sentence in the clerk's language."""


class Refused(Exception):
    """Something was not done, and the clerk is told why.

    ``what`` says what is wrong, ``where`` the place (a file, a row, a field), ``todo`` what to do now.
    ``str()`` joins them to one Chinese sentence; nothing was changed when this is raised.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        head = f"{self.where}：{self.what}" if self.where else self.what
        tail = f"，{self.todo}" if self.todo else ""
        return f"{head}{tail}。".replace("。。", "。")

    def at(self, where: str) -> "Refused":
        """The same refusal, told with the place it happened at (the outer place stands first)."""
        return Refused(self.what, where=where + self.where, todo=self.todo)


class Cancelled(Exception):
    """The clerk stopped a long job; nothing of it remains."""
