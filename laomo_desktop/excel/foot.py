"""Rows below a head that are no data: sums, signatures, remarks, the example row, a head printed again."""

import re

from laomo_desktop.domain.text import fold
from laomo_desktop.excel.cells import Row, words
from laomo_desktop.excel.layout import Layout

EXAMPLE = "示例"
"""Stands in the running-number column of the template's example row."""

_FOOT = re.compile(
    r"(合计|总计|小计|共计|总共|填表|制表|填报(人|单位|日期|时间)|审核(人|[:：])|复核|经办人|负责人(签字|[:：])"
    r"|单位(负责人|盖章|[(（]盖?章)|[(（]?盖章|(注|备注|说明|附注)[:：]|填表说明|联系(人|电话)[:：]|日期[:：])"
)
_SUM = re.compile("合计|总计|小计|共计|总共")
_COUNTED = re.compile(r"共?\d+(人|名|位|个|家|支|项|条)?次?")
_STARTS = "合总小共填制审复经负单(（盖注备说附联日示【"


class Foot:
    """Tells the rows that are no data."""

    def __init__(self, layout: Layout) -> None:
        self._title = next((i for i, f in layout.columns.items() if f.name == layout.register.title), None)
        self._start = layout.heads[self._title].strip()[:1] if self._title is not None else ""
        self._heads = {i: fold(layout.heads[i]) for i in layout.columns if i < len(layout.heads)}

    def reason(self, row: Row) -> str:
        """Why a row is passed over, as a sentence; empty for data."""
        first = next((i for i, cell in enumerate(row) if cell != ""), -1)
        start = row[first] if first >= 0 else ""
        if isinstance(start, str) and start.lstrip()[:1] in _STARTS:
            bare = start.replace(" ", "").replace("\u3000", "")
            if _FOOT.match(bare) and (first == self._title or self._is_untitled(row) or self._counts(bare, row)):
                return f"“{bare[:12]}”是表尾，不是数据，已跳过。"
            if fold(start) == EXAMPLE:
                return "示例行，已跳过。"
        return "重复的表头，已跳过。" if self._is_head(row) else ""

    def _is_untitled(self, row: Row) -> bool:
        title = self._title
        return title is None or title >= len(row) or not words(row[title]).strip()

    def _counts(self, start: str, row: Row) -> bool:
        """合计 in the column of running numbers, and 80人 where a name would stand."""
        return bool(_SUM.match(start) and self._title and _COUNTED.fullmatch(fold(words(row[self._title]))))

    def _is_head(self, row: Row) -> bool:
        """Whether at least two columns, and the title's, repeat the words of the head."""
        title = self._title
        if title is None or title >= len(row):
            return False
        told = words(row[title])
        if told.lstrip()[:1] != self._start or fold(told) != self._heads.get(title):
            return False
        return sum(i < len(row) and fold(words(row[i])) == head for i, head in self._heads.items()) > 1
