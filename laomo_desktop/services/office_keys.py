"""The office's own keys, kept in the encrypted store, and the cards of other offices it trusts."""

import base64
from collections.abc import Mapping

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.sync.keys import Identity, PublicCard, new_identity

OWN = "identity"
KNOWN = "known_cards"
REVOKED = "revoked_offices"


def own(desk: Desk) -> Identity:
    """This store's keys; made when first needed."""
    with desk.store.reading() as connection:
        found = settings.read(connection, OWN)
    if found is None:
        with desk.store.operation("密钥", "生成本机密钥", desk.user) as write:
            made = new_identity(desk.office.code, desk.office.full, desk.store.store_id.hex())
            settings.write_within(write, OWN, base64.b64encode(made.to_bytes()).decode())
        return made
    return Identity.from_bytes(base64.b64decode(found))


def known(connection: Connection) -> list[PublicCard]:
    """Every card whose six digits were compared, or which came from the city."""
    found: Mapping[str, Mapping[str, str]] = settings.read(connection, KNOWN, {})
    return [PublicCard.from_json(card) for card in found.values()]


def of_office(connection: Connection, code: str) -> list[PublicCard]:
    """The trusted cards of one office (it may have several stores)."""
    return [card for card in known(connection) if card.office == code]


def trust(write: Write, card: PublicCard) -> None:
    """Keep a card as trusted, as part of an operation; a store's new keys take the place of its lost ones."""
    found = dict(settings.read(write.connection, KNOWN, {}))
    kept = {sign: each for sign, each in found.items() if each["store"] != card.store}
    settings.write_within(write, KNOWN, {**kept, card.sign: card.to_json()})
    gone = revoked(write.connection)
    if card.office in gone:
        settings.write_within(write, REVOKED, sorted(gone - {card.office}))


def revoked(connection: Connection) -> set[str]:
    """Codes of the offices whose keys were taken back and that have not enrolled again since."""
    return set(settings.read(connection, REVOKED, []))


def distrust(write: Write, code: str) -> int:
    """Forget an office's cards (a lost key, a revoked office); returns how many."""
    found = dict(settings.read(write.connection, KNOWN, {}))
    kept = {sign: card for sign, card in found.items() if card["office"] != code}
    if len(kept) == len(found):
        raise Refused(f"没有登记过{code}的密钥")
    settings.write_within(write, KNOWN, kept)
    settings.write_within(write, REVOKED, sorted({*revoked(write.connection), code}))
    return len(found) - len(kept)
