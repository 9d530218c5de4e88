"""Which libraries a library needs: the walk along the import tables of DLLs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Imports = Callable[[str], Iterable[str]]
"""Gives the names that the library at this path imports, in any case of letters."""

Resolve = Callable[[str, str], str | None]
"""Gives the path of the library that a name, in small letters, means to the library at a path."""

SYSTEM = frozenset(
    (
        "advapi32.dll",
        "authz.dll",
        "bcrypt.dll",
        "bcryptprimitives.dll",
        "cfgmgr32.dll",
        "combase.dll",
        "comdlg32.dll",
        "crypt32.dll",
        "d3d11.dll",
        "d3d12.dll",
        "d3d9.dll",
        "dcomp.dll",
        "dnsapi.dll",
        "dwmapi.dll",
        "dwrite.dll",
        "dxgi.dll",
        "gdi32.dll",
        "icuuc.dll",
        "imm32.dll",
        "iphlpapi.dll",
        "kernel32.dll",
        "mpr.dll",
        "msvcrt.dll",
        "ncrypt.dll",
        "netapi32.dll",
        "ntdll.dll",
        "ole32.dll",
        "oleaut32.dll",
        "propsys.dll",
        "psapi.dll",
        "rpcrt4.dll",
        "secur32.dll",
        "setupapi.dll",
        "shcore.dll",
        "shell32.dll",
        "shlwapi.dll",
        "uiautomationcore.dll",
        "user32.dll",
        "userenv.dll",
        "uxtheme.dll",
        "version.dll",
        "winhttp.dll",
        "winmm.dll",
        "winspool.drv",
        "ws2_32.dll",
        "wtsapi32.dll",
    )
)
"""What Windows 10 1809 and later bring along themselves."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk found.

    Attributes:
        needed: the path of each library that is needed, and of the one that needs it first; a root
            is needed by nobody and has an empty word.
        absent: names that mean nothing where they are asked for, and who asks for them.
    """

    needed: Mapping[str, str]
    absent: Mapping[str, str]


def walk(roots: Iterable[str], resolve: Resolve, imports: Imports) -> Walk:
    """The libraries that ``roots``, given by their paths, cannot do without.

    What Windows has itself is passed over. Breadth first in the order given, so that the same files
    give the same answer.
    """
    needed: dict[str, str] = {}
    absent: dict[str, str] = {}
    waiting = [(root, "") for root in roots]
    while waiting:
        path, asker = waiting.pop(0)
        if path in needed:
            continue
        needed[path] = asker
        for name in sorted(other.lower() for other in imports(path)):
            if is_system(name):
                continue
            found = resolve(name, path)
            if found is None:
                absent.setdefault(name, path)
            else:
                waiting.append((found, path))
    return Walk(needed, absent)


class Folders:
    """Where Windows looks for a library that another one imports.

    In that one's own folder, then in those that were named for it (``AddDllDirectory``); never in
    the rest of the program. A clean machine has no C++ runtime in the system's folder either.
    """

    def __init__(self, files: Iterable[str], named: Mapping[str, Sequence[str]]) -> None:
        """Look among ``files``; ``named`` has further folders for all that lies below a folder."""
        self._paths = {path.lower(): path for path in files}
        self._named = named

    def __call__(self, name: str, asker: str) -> str | None:
        """The file that ``name`` means to ``asker``, ``None`` where it would not be found."""
        further = [
            folder
            for below, folders in self._named.items()
            if asker.startswith(f"{below}/")
            for folder in folders
        ]
        for folder in (asker.rpartition("/")[0], *further):
            found = self._paths.get(f"{folder}/{name}".lower())
            if found is not None:
                return found
        return None


def is_system(name: str) -> bool:
    """Whether a library of this name is part of Windows."""
    return name in SYSTEM or name.startswith(("api-ms-win-", "ext-ms-win-"))


def imports_of(data: bytes) -> tuple[str, ...]:
    """The libraries that a DLL, EXE or PYD names in its import and delay-import tables.

    pefile reads them: it is one pinned package on every system, where objdump would be a binutils
    built for Windows files on Linux and absent on Windows.
    """
    import pefile

    file = pefile.PE(data=data, fast_load=True)
    try:
        places = pefile.DIRECTORY_ENTRY
        file.parse_data_directories(
            [
                places["IMAGE_DIRECTORY_ENTRY_IMPORT"],
                places["IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT"],
            ]
        )
        entries = [
            *getattr(file, "DIRECTORY_ENTRY_IMPORT", ()),
            *getattr(file, "DIRECTORY_ENTRY_DELAY_IMPORT", ()),
        ]
        return tuple(entry.dll.decode("ascii") for entry in entries)
    finally:
        file.close()
