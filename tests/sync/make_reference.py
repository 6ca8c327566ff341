"""Writes the reference package of this program's format: ``python -m tests.sync.make_reference OUT.lmpkg``.

Its keys and people are made up and stand in `reference.py`; they protect nothing. Files once put into
tests/old_packages/ are never written anew: they stand for what lies on sticks out there.
"""

import sys
from pathlib import Path

from laomo_desktop.sync.container import WriterBook, write_package
from laomo_desktop.sync.wire import columns_for, packed
from tests.sync import reference


def main(path: Path) -> None:
    book = WriterBook()
    fields = reference.FIELDS
    written = write_package(
        path,
        reference.HEADER,
        reference.DRAFT,
        [("people", columns_for(fields), packed(reference.PEOPLE, fields, book))],
        sender=reference.DISTRICT,
        recipients=[reference.CITY.card, reference.DISTRICT.card],
        blobs=[[reference.SCAN]],
        book=book,
    )
    print(written.hash, written.code)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
