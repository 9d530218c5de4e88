"""Writing files whole or not at all."""

import os
import secrets
from pathlib import Path

from duty_desktop.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path``, then put it in its place.

    Whatever stood there before stays until the new file is complete. Raises ``OutputError`` where
    it cannot be written; nothing half-written is left then.
    """
    # One try: tempfile takes a refusal on Windows for a name that is in use, ten thousand times.
    beside = path.parent / f".{path.name[:40]}.{secrets.token_hex(8)}"
    made = False
    try:
        with beside.open("xb") as file:
            made = True
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        if made:
            beside.unlink(missing_ok=True)
        raise OutputError(_sentence(path, error), str(error)) from error


def _sentence(path: Path, error: OSError) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"没有写成：文件夹“{folder}”不存在，请换一个位置。"
    if path.is_dir():
        return f"没有写成：“{path}”是一个文件夹，请写明文件名。"
    if isinstance(error, PermissionError):
        return f"没有写成：“{path}”不允许写入（可能正被别的程序打开），请换一个位置或关闭它后重试。"
    return f"没有写成“{path}”：可能磁盘已满或不允许写入，请换一个位置重试。"
