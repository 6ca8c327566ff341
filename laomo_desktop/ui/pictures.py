"""Pictures made ready to be kept or shown: scaled, and written as JPEG."""

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap


def scaled(image: QImage, width: int, height: int) -> QImage:
    """Inside ``width`` by ``height`` pixels, its shape kept."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def at_most(image: QImage, edge: int) -> QImage:
    """The image itself, or made smaller so that its longer edge is ``edge`` pixels."""
    return scaled(image, edge, edge) if max(image.width(), image.height()) > edge else image


def as_jpeg(image: QImage, quality: int = 88) -> bytes:
    """The file's bytes; what is transparent becomes white."""
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "JPG", quality)  # type: ignore[call-overload]  # Qt takes the device's name of the format
    return bytes(buffer.data().data())


def sharp(image: QImage, width: int, height: int, ratio: float) -> QPixmap:
    """For a label of ``width`` by ``height`` on a screen of that pixel ratio."""
    made = QPixmap.fromImage(scaled(image, round(width * ratio), round(height * ratio)))
    made.setDevicePixelRatio(ratio)
    return made
