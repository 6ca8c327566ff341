"""Set one field of many rows at once."""

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.register import Register
from laomo_desktop.services import registers
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.editors import make
from laomo_desktop.ui.form.editors.base import Editor
from laomo_desktop.ui.widgets.buttons import button, label, toned


def settable(reg: Register) -> list[Field]:
    """Fields that several rows may share; what is one person's own (ID, phone, photo) is not among them."""
    own = {name for fields in reg.identity[:1] for name in fields} | {reg.title, reg.owner, *reg.pair}
    kinds = (Kind.IMAGE, Kind.ID_NUMBER, Kind.USCC)
    return [f for f in reg.form_fields if not (f.frozen or f.personal or f.kind in kinds or f.name in own)]


class SetFieldDialog(QDialog):
    """Choose the field, give the value; ``name`` and ``entry`` after acceptance."""

    def __init__(self, context: Context, reg: Register, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("批量设置字段")
        self.setMinimumWidth(440)
        self._context, self._reg = context, reg
        self._fields = settable(reg)
        self.field = QComboBox()
        self.field.addItems([f.label for f in self._fields])
        self.field.setAccessibleName("字段")
        self.editor: Editor = make(context, reg, self._fields[0])
        self.complaint = label(role="error", wrap=True)
        self._warned = ""
        self._column = QVBoxLayout(self)
        self._column.addWidget(label(f"把选中的 {count:,} 条{reg.label}记录的"))
        self._column.addWidget(self.field)
        self._column.addWidget(label("改为（留空即清空）"))
        self._column.addWidget(self.editor)
        self._column.addWidget(self.complaint)
        self._buttons()
        self.editor.onward.connect(self.accept)
        self.field.currentIndexChanged.connect(self._other_field)

    @property
    def name(self) -> str:
        return self._fields[self.field.currentIndex()].name

    @property
    def entry(self) -> object:
        return self.editor.entry()

    def _buttons(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        ok = button("设置", self.accept, key="Enter", role="primary")
        ok.setDefault(True)
        row.addWidget(ok)
        row.addWidget(button("取消", self.reject, key="Esc"))
        self._column.addLayout(row)

    def _other_field(self, index: int) -> None:
        fresh = make(self._context, self._reg, self._fields[index])
        self._column.replaceWidget(self.editor, fresh)
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = fresh
        fresh.onward.connect(self.accept)
        self.complaint.clear()
        self._warned = ""

    def accept(self) -> None:
        self.editor.settle()
        checked = registers.check(self._context.desk, self._reg.name, {self.name: self.entry})
        error, warning = checked.errors.get(self.name, ""), checked.warnings.get(self.name, "")
        if error or warning != self._warned:  # a doubt is said once
            self.complaint.setText(error or warning)
            toned(self.complaint, "error" if error else "warning")
            self._warned = warning
            self.editor.take_focus()
        else:
            super().accept()
