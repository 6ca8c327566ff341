"""What is left of an enterprise's or a team's name when all that offices write now and then not is left out."""

import re
import unicodedata

_FORMS = (
    "有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "股份公司", "集团公司", "总公司", "公司", "集团", "厂",
)  # fmt: skip
_PLACES = re.compile(r"^(山东省?|烟台市?)+")
_BRANCH = re.compile(r"[(（](山东省?|烟台市?)+[)）]")
_NOISE = re.compile(r"[\s()（）·•.,，。\-—_【】\[\]]")


def core(name: str) -> str:
    """The bare name: width folded, place and form of company left out; the whole where nothing else would be left."""
    bare = _NOISE.sub("", _BRANCH.sub("", unicodedata.normalize("NFKC", name))).casefold()
    short = _PLACES.sub("", bare)
    while form := next((f for f in _FORMS if short.endswith(f) and len(short) > len(f) + 1), ""):
        short = short.removesuffix(form)
    return short if len(short) > 1 else bare
