"""Checksums worked out by Qt, which the window has in memory anyway."""

from collections.abc import Iterable

from PySide6.QtCore import QCryptographicHash


def sha256(pieces: Iterable[bytes]) -> str:
    """The SHA-256 in hexadecimal; ``hashlib`` would load OpenSSL, 3 MB, for it."""
    digest = QCryptographicHash(QCryptographicHash.Algorithm.Sha256)
    for piece in pieces:
        digest.addData(piece)
    return bytes(digest.result().toHex().data()).decode("ascii")
