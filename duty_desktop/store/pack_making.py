"""A pack made of lists and the notebook, and looked through before anybody is given it."""

import json
from collections.abc import Iterable
from pathlib import Path

from duty_desktop.errors import PackError
from duty_desktop.store import notebook_copies, notebook_rows, pack
from duty_desktop.store.notebook_faults import told
from duty_desktop.store.pack import Cancelled, Contents, Entry, PackCancelled, Progress
from duty_desktop.store.pack_reading import LIST_FAULTS, Pack, looked_through, sound_list

_SPACED = 2
"""Blanks that ``contents.json`` is indented by: people may look into it."""


def made(
    lists: Iterable[Path],
    notebook: Path | None,
    *,
    made_at: str = "",
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> tuple[bytes, Pack]:
    """A pack of the databases ``lists`` and a copy of the ``notebook``; its bytes, and what it is.

    The same lists and notes give the same bytes, in whatever order they are named. Raises
    ``PackError`` where there is nothing to pack or too much of it, or a list cannot be read,
    ``NotebookError`` as ``notebook_copies.copy_of``, ``PackCancelled`` once ``cancelled`` says so.
    """
    paths = sorted(set(lists))
    if not paths and notebook is None:
        raise PackError("没有选清单，也没有选记事本，没有打包。")
    if len(paths) > pack.MOST_LISTS:
        raise PackError(f"一个包里最多 {pack.MOST_LISTS} 份清单，没有打包。请分成几个包。")
    parts: list[tuple[str, bytes]] = []
    entries: list[Entry] = []
    steps = len(paths) + 1
    for number, path in enumerate(paths, 1):
        if cancelled():
            raise PackCancelled
        data = _list_bytes(path)
        name = f"list-{number}.db"
        entries.append(_list_entry(name, path, data))
        parts.append((name, data))
        progress(number, 2 * steps)
    if notebook is not None:
        data = notebook_copies.bytes_of(notebook)
        entries.append(_notebook_entry(data))
        parts.append((pack.NOTEBOOK, data))
    if sum(len(data) for _, data in parts) > pack.MOST_BYTES:
        raise PackError("要打的包太大，没有打包。请少选几份清单，分成几个包。")
    document = Contents(tuple(entries), made_at=made_at).document()
    said = json.dumps(document, ensure_ascii=False, indent=_SPACED).encode()
    packed = pack.zipped(said, parts)

    def go_on(done: int, whole: int) -> None:
        progress(whole + done, 2 * whole)

    return packed, looked_through(packed, f"1.{pack.ENDING}", go_on, cancelled)


def _list_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PackError(
            f"清单“{path.stem}”读不出来，没有打包。请检查读取权限。", str(error)
        ) from error


def _list_entry(name: str, path: Path, data: bytes) -> Entry:
    try:
        return pack.list_entry(name, data, sound_list(data))
    except LIST_FAULTS as error:
        sentence = f"清单“{path.stem}”已损坏，没有打包。请不选它，或重新导入后再打包。"
        raise PackError(sentence, repr(error)) from error


def _notebook_entry(data: bytes) -> Entry:
    with notebook_copies.today_copy_in(data) as copy, told():
        return pack.notebook_entry(data, notebook_rows.read(copy))
