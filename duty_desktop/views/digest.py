"""Checksums worked out by Qt, which the window has in memory anyway."""

from PySide6.QtCore import QCryptographicHash


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal; ``hashlib`` would load OpenSSL, 3 MB, for it."""
    digest = QCryptographicHash(QCryptographicHash.Algorithm.Sha256)
    digest.addData(data)
    return bytes(digest.result().toHex().data()).decode("ascii")
