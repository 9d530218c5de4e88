"""The proof of the Windows installer, under wine: each check with its result.

    python3 build_spec/windows/prove.py [--cache FOLDER]

Takes the installer and the portable archive of this version from ``dist/`` and builds another
version of the same, to upgrade from; at the end the project's own tests run under Windows' Python.
Needs wine64, Xvfb, xdotool, imagemagick and strace besides what the build needs; installs them on
Debian and its relatives where it may. Pictures of what was seen, and what the tests said, go to
``build/windows/proof/``. Exit status 1 where a check failed.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from build_spec import bootstrap  # noqa: E402 - found only once the clone is on the path

WORK = ROOT / "build" / "windows" / "proof"

TOOLS = {
    "wineserver": "wine",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "strace": "strace",
    "openssl": "openssl",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}


def main(argv: Sequence[str]) -> int:
    """Prove; 1 where something is not as it must be."""
    python = bootstrap.python_with("build")
    if Path(sys.prefix) != bootstrap.ENVIRONMENT:
        return subprocess.run([python, str(Path(__file__)), *argv], check=False).returncode
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="where downloads are kept")
    arguments = parser.parse_args(argv)
    bootstrap.install_tools(TOOLS)
    bootstrap.system_libraries()
    from build_spec.windows import inputs, proof_installing, proof_suite, proof_using
    from build_spec.windows.proof import Proof
    from build_spec.windows.testbed import screen

    steps = (
        proof_installing.refuse_old_windows,
        proof_using.go_through_the_wizard,
        proof_installing.install,
        proof_installing.leave_data,
        proof_using.use_window,
        proof_installing.upgrade,
        proof_using.tell_damage,
        proof_installing.uninstall,
        proof_installing.chinese_folder,
        proof_installing.interrupt,
        proof_installing.portable,
        proof_suite.run_suite,
    )

    shutil.rmtree(WORK, ignore_errors=True)
    old = _build_old(arguments.cache)
    with screen() as display:
        proof = Proof(display, WORK, old, arguments.cache or inputs.default_cache())
        try:
            for step in steps:
                print(f"-- {(step.__doc__ or '').splitlines()[0]}", flush=True)
                step(proof)
        finally:
            proof.windows.stop()
    print(f"\n{proof.passed} checks passed, {proof.skipped} skipped, {proof.failed} failed.")
    return 1 if proof.failed else 0


def _build_old(cache: Path | None) -> Path:
    """The installer of the version to upgrade from, signed with a certificate for this once."""
    from build_spec.windows.proof import OLD

    command = [sys.executable, str(ROOT / "build_spec" / "build.py"), "--version", OLD]
    command += ["--out", str(WORK / "old"), "--work", str(WORK / "building")]
    command += ["--cache", str(cache)] if cache else []
    command += ["--certificate", str(_certificate()), "--password-file", str(WORK / "password")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (setup,) = (WORK / "old").glob("*-setup-x64.exe")
    return setup


def _certificate() -> Path:
    """A certificate that nobody trusts, with its key, to prove that a real one could be used."""
    WORK.mkdir(parents=True, exist_ok=True)
    key, certificate, both = WORK / "key.pem", WORK / "certificate.pem", WORK / "signing.p12"
    (WORK / "password").write_text("for-this-proof\n", encoding="ascii")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/O=Nobody/CN=Nobody", "-addext", "extendedKeyUsage=codeSigning"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    command = ["openssl", "pkcs12", "-export", "-inkey", str(key), "-in", str(certificate)]
    command += ["-out", str(both), "-passout", f"file:{WORK / 'password'}"]
    subprocess.run(command, check=True, capture_output=True)
    return both


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
