"""The public keys of other districts, handed on by the city: so every office can verify every certificate offline."""

from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.domain import offices
from laomo_desktop.services import office_keys, settings
from laomo_desktop.sync.keys import PublicCard

CARDS = "cards"
"""Under which name the manifest of a return package carries them."""


def of_others(connection: Connection, office: str) -> list[dict[str, str]]:
    """All cards the city trusts but those of ``office`` itself."""
    return [card.to_json() for card in office_keys.known(connection) if card.office != office]


def keep(write: Write, office: str, given: Any) -> None:
    """In a district: the districts' cards are those of the city's latest package. Raises `Refused` for odd ones."""
    if not isinstance(given, list):
        return
    cards = [PublicCard.from_json(each) for each in given]
    told = {card.sign: card.to_json() for card in cards if card.office not in (office, offices.CITY.code)}
    known = dict(settings.read(write.connection, office_keys.KNOWN, {}))
    city = {sign: card for sign, card in known.items() if card["office"] == offices.CITY.code}
    if known != {**city, **told}:
        settings.write_within(write, office_keys.KNOWN, {**city, **told})
