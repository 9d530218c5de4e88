"""What of the packages is shipped, and why; the rest stays out, and why."""

import ast
import fnmatch
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_spec.windows.imports import Folders, Imports, walk
from build_spec.windows.inputs import InputError

QT_FOLDERS = ("PySide6/", "shiboken6/")

QT_SEARCHED = {"PySide6": ("PySide6", "shiboken6")}
"""Where Qt's libraries look beside their own folder. shiboken6, which is loaded first, has only its
own: it needs a C++ runtime there."""

PYTHONS_OWN = ("python3.dll", "python312.dll")
"""Loaded before anything of Qt."""

QT_PLUGINS = {
    "PySide6/plugins/platforms/qwindows.dll": "windows on the screen",
    "PySide6/plugins/platforms/qoffscreen.dll": "the self-test where there is no screen",
    "PySide6/plugins/styles/qmodernwindowsstyle.dll": "the look of Windows 10 and 11",
}
"""What Qt loads by name, so that no import table tells of it."""

QT_OTHERS = {
    "PySide6/translations/qtbase_zh_CN.qm": "Qt's own buttons and menus in Chinese",
    "PySide6/__init__.py": "finds Qt's libraries",
    "PySide6/_config.py": "version of PySide6",
    "PySide6/_git_pyside_version.py": "version of PySide6",
    "PySide6/support/__init__.py": "part of PySide6's start",
    "PySide6/support/deprecated.py": "part of PySide6's start",
    "shiboken6/__init__.py": "loads shiboken",
    "shiboken6/_config.py": "version of shiboken",
    "shiboken6/_git_shiboken_module_version.py": "version of shiboken",
}
"""What Qt needs that is no library."""

LEFT_OUT = {
    "*.pyi": "for those who write programs",
    "*.pxd": "for those who write programs",
    "*.pxi": "for those who write programs",
    "*.pyx": "for those who write programs",
    "*/py.typed": "for those who write programs",
    "lxml/includes/*": "for those who write programs",
    "*.dist-info/RECORD": "says what pip installed",
    "*.dist-info/WHEEL": "says what pip installed",
    "*.dist-info/top_level.txt": "says what pip installed",
    "*.dist-info/sboms/*": "gathered in our own list of parts",
    "reportlab/fonts/*": "the program embeds its own faces; one of these is under the GPL",
    "docx/templates/default-docx-template/*": "default.docx once more, unpacked",
    "lxml/html/*": "no HTML",
    "lxml/isoschematron/*": "no Schematron",
    "lxml/objectify*": "documents are read as trees",
    "PIL/_avif*.pyd": "no AVIF pictures",
    "PIL/_webp*.pyd": "no WebP pictures",
    "PIL/_imagingcms*.pyd": "no colour profiles",
    "PIL/_imagingft*.pyd": "reportlab draws the text",
    "PIL/_imagingtk*.pyd": "no Tk",
    "PIL/_imagingmath*.pyd": "no arithmetic with pictures",
    "PIL/_imagingmorph*.pyd": "no arithmetic with pictures",
}
"""Patterns of files that are not shipped, and why; ``*`` stands for folders as well."""

_WHY = {
    "PIL": "reportlab's pictures",
    "charset_normalizer": "reportlab asks for it",
    "click": "sqlite-utils asks for it",
    "click_default_group": "sqlite-utils asks for it",
    "dateutil": "sqlite-utils asks for it",
    "docx": "Word files",
    "et_xmlfile": "openpyxl asks for it",
    "lxml": "python-docx reads Word files with it",
    "openpyxl": "Excel files",
    "pluggy": "sqlite-utils asks for it",
    "pypinyin": "pinyin of a new list",
    "reportlab": "makes the printed pages",
    "sqlite_fts4": "sqlite-utils asks for it",
    "sqlite_utils": "writes databases",
    "tabulate": "sqlite-utils asks for it",
    "typing_extensions": "python-docx asks for it",
    "tzdata": "dateutil asks for it",
}


def qt_modules(package: Path) -> dict[str, str]:
    """The modules of PySide6 that the program imports, and a file that does."""
    found: dict[str, str] = {}
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            name = node.module if isinstance(node, ast.ImportFrom) else None
            if name and name.startswith("PySide6."):
                where = path.relative_to(package.parent).as_posix()
                found.setdefault(name.split(".")[1], where)
    return found


def qt_parts(files: Iterable[str], modules: Mapping[str, str], imports: Imports) -> dict[str, str]:
    """The files of PySide6 and shiboken6 that are shipped, each with the reason for it.

    ``files`` are all names in the wheels, ``modules`` what ``qt_modules`` gives, ``imports`` reads
    the import table of one file. Raises ``InputError`` where something is asked for that would not
    be found.
    """
    there = set(files)
    folders = Folders(there, QT_SEARCHED)
    roots = {f"PySide6/{module}.pyd": f"imported by {by}" for module, by in modules.items()}
    roots |= {"shiboken6/Shiboken.pyd": "imported by PySide6", **QT_PLUGINS}
    lacking = [name for name in (*roots, *QT_OTHERS) if name not in there]
    if lacking:
        raise InputError(f"Qt lacks: {', '.join(lacking)}")

    def without_python(path: str) -> list[str]:
        return [name for name in imports(path) if name.lower() not in PYTHONS_OWN]

    found = walk(roots, folders, without_python)
    if found.absent:
        asked = [f"{name}, asked for by {asker}" for name, asker in found.absent.items()]
        raise InputError(f"Qt lacks: {'; '.join(asked)}")
    parts = {path: roots.get(path) or f"needed by {by}" for path, by in found.needed.items()}
    return dict(sorted({**parts, **QT_OTHERS}.items()))


def other_parts(files: Iterable[str]) -> dict[str, str]:
    """The files of all other packages that are shipped, each with the reason for it."""
    return {
        name: _WHY.get(package_of(name), "asked for by another package")
        for name in sorted(files)
        if not name.startswith(QT_FOLDERS) and not left_out(name)
    }


def package_of(name: str) -> str:
    """The package that a file of a wheel belongs to."""
    top = name.split("/", 1)[0]
    if top.endswith(".dist-info"):
        plain = top.rsplit("-", 1)[0].lower()
        return {"pillow": "PIL", "python_dateutil": "dateutil", "python_docx": "docx"}.get(
            plain, plain
        )
    return top.removesuffix(".py")


def left_out(name: str) -> str:
    """Why a file stays out; empty where it is shipped."""
    if name.split("/", 1)[0].endswith(".data"):
        return "scripts and headers, for pip to install"
    for pattern, reason in LEFT_OUT.items():
        if fnmatch.fnmatchcase(name, pattern):
            return reason
    return ""
