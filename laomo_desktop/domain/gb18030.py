"""Reading GB 18030 bytes as the 2022 edition means them.

CPython's codec follows the 2000/2005 editions and yields private-use points for 24 two-byte positions.
The 2022 edition gives 18 of them real characters (A6D9-A6DF, A6EC-A6ED, A6F3, FE59, FE61, FE66, FE67, FE6D,
FE7E, FE90, FEA0); the other six (FE51, FE52, FE53, FE6C, FE76, FE91) stand in CJK Extension B.
"""

from types import MappingProxyType

from laomo_desktop.domain.errors import Refused

REPAIRS = MappingProxyType(
    {
        0xE78D: 0xFE10,
        0xE78E: 0xFE12,  # the comma and the full stop stand in this order in the standard
        0xE78F: 0xFE11,
        0xE790: 0xFE13,
        0xE791: 0xFE14,
        0xE792: 0xFE15,
        0xE793: 0xFE16,
        0xE794: 0xFE17,
        0xE795: 0xFE18,
        0xE796: 0xFE19,
        0xE816: 0x20087,
        0xE817: 0x20089,
        0xE818: 0x200CC,
        0xE81E: 0x9FB4,
        0xE826: 0x9FB5,
        0xE82B: 0x9FB6,
        0xE82C: 0x9FB7,
        0xE831: 0x215D7,
        0xE832: 0x9FB8,
        0xE83B: 0x2298F,
        0xE843: 0x9FB9,
        0xE854: 0x9FBA,
        0xE855: 0x241FE,
        0xE864: 0x9FBB,
    }
)


def repair_gb18030(text: str) -> str:
    """Put the right Unicode characters where an old GB 18030 table left private-use ones."""
    return text.translate(REPAIRS)


def decode_gb18030(data: bytes) -> str:
    """Decode bytes by GB 18030-2022. Raises `Refused` when they are not GB 18030."""
    try:
        return repair_gb18030(data.decode("gb18030"))
    except UnicodeDecodeError as error:
        raise Refused(
            f"文件不是 GB 18030 编码，第 {error.start + 1} 个字节读不出来", todo="请另存为 .xlsx 再试"
        ) from error
