"""Which libraries a library needs: the walk along the import tables of DLLs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Imports = Callable[[str], Iterable[str]]
"""Gives the names that the library of this name imports, in any case of letters."""

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
        needed: each library that is there, by its name in small letters, and who needs it first;
            a root is needed by nobody and has an empty word.
        absent: names that neither the files nor Windows have, and who asks for them.
    """

    needed: Mapping[str, str]
    absent: Mapping[str, str]


def walk(roots: Iterable[str], there: Iterable[str], imports: Imports) -> Walk:
    """The libraries that ``roots`` cannot do without, among those that are ``there``.

    Names are compared as Windows does, without regard to case. Breadth first in the order given,
    so that the same files give the same answer.
    """
    available = {name.lower() for name in there}
    needed: dict[str, str] = {}
    absent: dict[str, str] = {}
    waiting = [(root.lower(), "") for root in roots]
    while waiting:
        name, asker = waiting.pop(0)
        if name in needed or is_system(name):
            continue
        if name not in available:
            absent.setdefault(name, asker)
            continue
        needed[name] = asker
        waiting += [(other.lower(), name) for other in sorted(imports(name))]
    return Walk(needed, absent)


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
