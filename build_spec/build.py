"""The Windows program, its installer and its portable archive, from pinned and checked inputs.

    python3 build_spec/build.py [--python-zip FILE] [--cache FOLDER] [--out FOLDER]

Run by any Python 3.11 or newer; makes ``.venv`` as ``bootstrap.py`` does. Needs mingw-w64, NSIS and
osslsigncode, which are installed on Debian and its relatives where they are absent and may be.
Leaves in ``dist/``::

    duty-desktop-<version>-setup-x64.exe
    duty-desktop-<version>-portable-x64.zip
    duty-desktop-<version>-guide.pdf      the user's guide in Chinese, to hand out with them
    duty-desktop-<version>-parts.tsv      every file inside: size, SHA-256, why it is there

The same inputs, compiler and NSIS give the same bytes; with a certificate the signatures' times
differ.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "windows"

TOOLS = {
    # command: Debian's package
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "osslsigncode": "osslsigncode",
}

GUIDE = "guide.pdf"

MOST_INSTALLER = 50 * 2**20
MOST_INSTALLED = 160 * 2**20
"""Bytes; more than this is a fault of the build."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the programs and the installer are signed with.

    Attributes:
        file: a PKCS #12 file.
        password: a file with its password in the first line.
        timestamp: the address of a service that certifies the time; empty for none.
    """

    file: Path
    password: Path
    timestamp: str

    def command(self, program: str, output: str) -> list[str]:
        """The command that signs ``program`` and writes ``output``."""
        command = ["osslsigncode", "sign", "-pkcs12", str(self.file), "-readpass"]
        command += [str(self.password), "-h", "sha256", "-n", "duty-desktop"]
        command += ["-ts", self.timestamp] if self.timestamp else []
        return [*command, "-in", program, "-out", output]


def main(argv: Sequence[str]) -> int:
    """Build; 1 and a sentence where something is not as it must be."""
    sys.path.insert(0, str(ROOT))
    from build_spec import bootstrap

    bootstrap.python_with("run")  # sets the guide
    python = bootstrap.python_with("build")
    if Path(sys.prefix) != bootstrap.ENVIRONMENT:
        return subprocess.run([python, str(Path(__file__)), *argv], check=False).returncode
    from build_spec.windows.inputs import InputError

    arguments = _parser().parse_args(argv)
    bootstrap.install_tools(TOOLS)
    try:
        _build(arguments)
    except InputError as error:
        print(f"Not built: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--python-zip", type=Path, metavar="FILE", help="python.org's embeddable CPython 3.12, x64"
    )
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="where downloads are kept")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--work", type=Path, default=WORK, metavar="FOLDER", help="in between")
    parser.add_argument("--version", help="another version than the package's, to try upgrades")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="PKCS #12, to sign with")
    parser.add_argument("--password-file", type=Path, metavar="FILE", default=os.devnull)
    parser.add_argument("--timestamp", default="", metavar="ADDRESS")
    return parser


def _build(arguments: argparse.Namespace) -> None:
    from build_spec.windows import archive, installer, tree
    from duty_desktop import __version__

    version = arguments.version or __version__
    certificate = None
    if arguments.certificate:
        certificate = Certificate(
            arguments.certificate, arguments.password_file, arguments.timestamp
        )
    folder = arguments.work / "tree"
    _assemble(folder, version, arguments, certificate)
    arguments.out.mkdir(parents=True, exist_ok=True)
    name = f"duty-desktop-{version}"
    setup = arguments.out / f"{name}-setup-x64.exe"
    installer.build(folder, version, setup, arguments.work, _signing_command(certificate))
    if certificate:
        _sign(certificate, setup)
    shutil.copyfile(folder / tree.PARTS, arguments.out / f"{name}-parts.tsv")
    shutil.copyfile(folder / GUIDE, arguments.out / f"{name}-guide.pdf")
    installed = sum(path.stat().st_size for path in archive.files_below(folder))
    # Whoever finds this file beside the program keeps the user's data there as well.
    (folder / "portable").write_bytes("便携版：数据保存在旁边的 userdata 文件夹。\r\n".encode())
    portable = arguments.out / f"{name}-portable-x64.zip"
    archive.write_zip(folder, portable, name)
    _report(folder, setup, portable, installed)


def _assemble(
    folder: Path, version: str, arguments: argparse.Namespace, certificate: Certificate | None
) -> None:
    from build_spec import guide
    from build_spec.windows import bytecode, inputs, launcher, runtime, signatures, tree

    cache = arguments.cache or inputs.default_cache()
    source = arguments.python_zip or inputs.python_source(cache).path
    python = runtime.files_from(source)
    print(f"CPython {runtime.VERSION}: {signatures.check(python)} signatures are right.")
    wheels = inputs.wheels(cache)
    parts = [
        *tree.python_parts(runtime.shipped(python)),
        *tree.package_parts(wheels, ROOT / "duty_desktop"),
        *tree.own_parts(ROOT),
        *tree.licence_parts(ROOT, wheels, version, inputs.sha256_of(source)),
        *(
            tree.Part(name, data, "starts the program")
            for name, data in launcher.build(version, arguments.work / "launcher").items()
        ),
        tree.Part(GUIDE, guide.pdf(), "the user's guide, to print"),
    ]
    parts = tree.with_newer_runtime(parts)
    tree.check_imports(parts)
    tree.write(parts, folder)
    if certificate:
        for name in (launcher.WINDOW, launcher.CONSOLE):
            _sign(certificate, folder / name)
    compiled = bytecode.compile_below(
        [folder / tree.APP, folder / tree.SITE], folder, python, arguments.work / "python"
    )
    print(f"Bytecode made by {compiled}." if compiled else "No bytecode: neither 3.12 nor wine.")
    tree.seal(folder, {part.path: part.why for part in parts})


def _signing_command(certificate: Certificate | None) -> str:
    """The command line with which NSIS has the uninstaller signed, which only it sees."""
    if certificate is None:
        return ""
    words = [f'"{word}"' for word in certificate.command("%1", "%1.signed")]
    return f'{" ".join(words)} && mv -f "%1.signed" "%1"'


def _sign(certificate: Certificate, program: Path) -> None:
    signed = program.with_name(f"{program.name}.signed")
    subprocess.run(certificate.command(str(program), str(signed)), check=True)
    signed.replace(program)


def _report(folder: Path, setup: Path, portable: Path, installed: int) -> None:
    from build_spec.windows.archive import files_below
    from build_spec.windows.inputs import InputError, sha256_of

    for path in (setup, portable):
        print(f"{path.stat().st_size / 2**20:6.1f} MiB  {sha256_of(path)}  {path}")
    print(f"{installed / 2**20:6.1f} MiB  installed; the ten largest parts:")
    largest = sorted(files_below(folder), key=lambda path: -path.stat().st_size)[:10]
    for path in largest:
        print(f"{path.stat().st_size / 2**20:6.1f} MiB    {path.relative_to(folder).as_posix()}")
    if setup.stat().st_size > MOST_INSTALLER or installed > MOST_INSTALLED:
        raise InputError("larger than the bounds")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
