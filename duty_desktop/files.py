"""Files that a person names: read as far as is wanted, written whole or not at all."""

import errno
import os
import re
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from duty_desktop.errors import OutputError

_NO_FOLDER = "没有写成：文件夹“{}”不存在，请换一个位置。"

_SHOWN = 20
"""Characters of a name that is too long."""

# What Windows takes for no name, and how long one may be: "Naming Files, Paths, and Namespaces" and
# "Maximum Path Length Limitation" in Microsoft's documentation.
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\..*)?", re.IGNORECASE
)
"""Names that Windows keeps for devices, whatever their ending."""

_LONGEST_NAME = 255
"""In UTF-16's units."""
_LONGEST_PATH = 240
"""Of the 259 that Windows allows where nobody switched longer ones on: what is made beside a file
has a name that is up to 19 longer."""

_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts to put a file in its place on Windows."""


class _NoFileError(OSError):
    """There is a pipe or a device."""


class _NoNameError(OSError):
    """Windows has no file of this name."""


def is_file(path: Path) -> bool:
    """Whether there is a file; where the name is one that none can have, there is not."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder; where the name is one that none can have, there is not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def check_folder_of(path: Path) -> None:
    """Raise ``OutputError`` where there is no folder to write ``path`` in: before the work."""
    if not is_folder(path.parent):
        raise OutputError(_NO_FOLDER.format(path.parent))


def opened(path: Path) -> BinaryIO:
    """The file, to be read; raises ``OSError``.

    A pipe or a device is refused: it may never begin, or never end.
    """
    _refuse_odd(path)
    return path.open("rb")


def read_at_most(path: Path, most: int) -> bytes:
    """The file's first bytes, ``most`` of them; raises as ``opened``."""
    with opened(path) as file:
        return file.read(most)


def after_not_opened(error: OSError) -> str:
    """What to do where a file cannot be opened, the end of a sentence."""
    if isinstance(error, PermissionError):
        return "可能正被别的程序打开，请关闭那个程序，或核对文件名和读取权限，再试一次。"
    return "请核对文件名和读取权限。"


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path``, then put it in its place.

    Whatever stood there before stays until the new file is complete. Raises ``OutputError`` where
    it cannot be written; nothing half-written is left then.
    """
    beside: Path | None = None
    try:
        beside = made_beside(path)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        put_in_place(beside, path)
    except OSError as error:
        if beside is not None:
            # A stick that was pulled out keeps what it has.
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        raise OutputError(why_not_written(path, error), str(error)) from error


def unfinished(path: Path) -> str:
    """What the names of files begin with that are made beside ``path`` and not yet in its place."""
    return f".{path.name[:40]}."


def made_beside(path: Path, ending: str = "") -> Path:
    """A new empty file beside ``path``, to be filled and put in its place; raises ``OSError``.

    Nothing is put in the place of a pipe or a device, as the super user could, nor under a name
    that Windows takes for something else: it would write into a device, or behind the colon of
    another file.
    """
    if sys.platform == "win32":
        _refuse_no_name(path.name)
    # One try: tempfile takes a refusal on Windows for a name that is in use, ten thousand times.
    with suppress(FileNotFoundError):
        _refuse_odd(path)
    beside = path.parent / f"{unfinished(path)}{os.urandom(8).hex()}{ending}"
    beside.touch(mode=0o600, exist_ok=False)
    return beside


def put_in_place(beside: Path, path: Path) -> None:
    """Make the file ``beside`` the one at ``path``; raises ``OSError``.

    On Windows a virus scanner looks at what was just written, and nobody may move it meanwhile: it
    is waited for. Whoever has ``path`` open for longer is not.
    """
    for pause in (*_PAUSES, None) if sys.platform == "win32" else (None,):
        try:
            beside.replace(path)
        except PermissionError:
            if pause is None:
                raise
            time.sleep(pause)
        else:
            return


def _refuse_odd(path: Path) -> None:
    """Raise ``OSError`` unless there is a file of the ordinary kind, or a folder, at ``path``."""
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise _NoFileError(f"neither a file nor a folder: {path}")


def _refuse_no_name(name: str) -> None:
    """Raise ``OSError`` where Windows can have no file of this name."""
    if len(name.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST_NAME:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), name)
    if NOT_IN_NAMES.search(name) or DEVICES.fullmatch(name) or name != name.rstrip(" ."):
        raise _NoNameError(f"no name on Windows: {name!r}")


def why_not_written(path: Path, error: OSError) -> str:
    """Why there is no file at ``path``, and what to do, in one sentence."""
    if error.errno == errno.ENAMETOOLONG:
        return f"没有写成：文件名“{path.name[:_SHOWN]}……”太长，请换一个短些的名字。"
    if not is_folder(path.parent):
        return _NO_FOLDER.format(path.parent)
    if is_folder(path):
        return f"没有写成：“{path}”是一个文件夹，请写明文件名。"
    if isinstance(error, _NoNameError):
        return (
            f"没有写成：“{path.name}”在 Windows 上不能作文件名，请换一个名字"
            '（不能有 < > : " / \\ | ? *，不能是 CON、NUL 等设备名，结尾不能是句点或空格）。'
        )
    # Windows says of a path that is too long that there is no such place.
    if isinstance(error, FileNotFoundError) and len(str(path.absolute())) > _LONGEST_PATH:
        return (
            f"没有写成：“{path.name[:_SHOWN]}”连同所在文件夹的名字太长，"
            "请换一个短些的名字，或换一个文件夹。"
        )
    if isinstance(error, _NoFileError):
        return f"没有写成：“{path}”不是普通文件，请换一个文件名。"
    if isinstance(error, PermissionError):
        return f"没有写成：“{path}”不允许写入（可能正被别的程序打开），请换一个位置或关闭它后重试。"
    return f"没有写成“{path}”：可能磁盘已满或不允许写入，请换一个位置重试。"
