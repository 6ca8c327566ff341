"""The few rules of look that only this screen needs, beside theme/style.qss."""

from laomo_desktop.ui.theme.colours import LIGHT

SHEET = f"""
QFrame[role="drop"] {{ background: {LIGHT.surface}; border: 2px dashed {LIGHT.line_strong}; border-radius: 10px; }}
QFrame[role="drop_now"] {{ background: {LIGHT.accent_soft}; border: 2px dashed {LIGHT.accent}; border-radius: 10px; }}
QFrame[role="refusal"] {{ background: {LIGHT.bad_soft}; border: 1px solid {LIGHT.bad}; border-radius: 6px; }}
QLabel[role="figure"] {{ font-size: 24px; font-weight: 600; }}
QComboBox[role="head"] {{ padding: 1px 22px 1px 6px; min-height: 20px; font-weight: 400; }}
QComboBox[role="head"]:focus {{ padding: 0 21px 0 5px; }}
QFrame[role="card"] QPlainTextEdit {{ border: 1px solid transparent; padding: 0; background: transparent; }}
QFrame[role="card"] QPlainTextEdit:focus {{ border: 1px solid {LIGHT.accent}; padding: 0; }}
QTableView QLineEdit {{ border: 2px solid {LIGHT.accent}; border-radius: 0; padding: 0 4px; min-height: 0; }}
"""
