"""People who may be one: faces, blocks and evidence together."""

from laomo_desktop.services.resembling import faces
from laomo_desktop.services.resembling.evidence import Face, weigh
from laomo_desktop.services.same.finding import Finder
from laomo_desktop.services.suspicions import Side


def _side(face: Face) -> Side:
    return Side(face.key, face.name, face.office)


PEOPLE = Finder("people", faces.faces, faces.near, faces.KEYS, weigh, _side)
