"""The short code of a package: what is printed on the stamped cover and compared with the file.

Eight characters of an alphabet without look-alikes (no 0 O 1 I L U Z), the last one a check character: 34
bits of the package's hash. It ties paper to file against mistakes; against forgery stands the signature.
"""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
_LENGTH = 8


def short_code(package_hash: str) -> str:
    """``"K7M3-9QXD"`` for a hash of 64 hex digits."""
    number = int(package_hash, 16) % len(ALPHABET) ** (_LENGTH - 1)
    text = ""
    for _ in range(_LENGTH - 1):
        number, digit = divmod(number, len(ALPHABET))
        text += ALPHABET[digit]
    text += _check(text)
    return f"{text[:4]}-{text[4:]}"


def _check(text: str) -> str:
    """Weighted sum modulo 29, a prime above every weight: notices one wrong or two swapped neighbours."""
    total = sum((place + 2) * ALPHABET.index(sign) for place, sign in enumerate(text))
    return ALPHABET[total % len(ALPHABET)]


def tidy(typed: str) -> str | None:
    """The code as it should be written, from what a clerk typed; None if its check character is wrong."""
    text = "".join(sign for sign in _narrow(typed).upper() if sign in ALPHABET)
    if len(text) != _LENGTH or _check(text[:-1]) != text[-1]:
        return None
    return f"{text[:4]}-{text[4:]}"


def _narrow(typed: str) -> str:
    """Full-width letters and digits as ASCII."""
    return "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in typed)
