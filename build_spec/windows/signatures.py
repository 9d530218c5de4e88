"""Who signed Python's files: every one of them must be as its maker signed it."""

import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from build_spec.windows.inputs import InputError

_FOUNDATION = "Python Software Foundation"
_MICROSOFT = "Microsoft Corporation"
_SIGNED = (".exe", ".dll", ".pyd")

_CURRENT = re.compile(r"^Current message digest\s*: ([0-9A-F]+)", re.MULTILINE)
_CALCULATED = re.compile(r"^Calculated message digest\s*: ([0-9A-F]+)", re.MULTILINE)
_SIGNER = re.compile(r"^Signer's certificate:.*?Subject: .*?/O=([^/\n]+)", re.MULTILINE | re.DOTALL)


def check(files: Mapping[str, bytes]) -> int:
    """Check all that can be signed among ``files`` with osslsigncode; how many there were.

    A file passes where the digest in its Authenticode signature is the file's own and the signer
    is the Python Software Foundation, for its C runtime Microsoft. Whether the signer's
    certificate leads to Microsoft's root is not checked: Debian does not have that root. Raises
    ``InputError`` at the first file that does not pass.
    """
    signed = [name for name in sorted(files) if name.endswith(_SIGNED)]
    with tempfile.TemporaryDirectory() as folder:
        for name in signed:
            path = Path(folder) / name
            path.write_bytes(files[name])
            fault = fault_of(path, signer_of(name))
            if fault:
                raise InputError(f"{name}: {fault}")
    return len(signed)


def fault_of(path: Path, signer: str) -> str:
    """What is wrong with the signature of one file; empty where it is ``signer``'s and fits."""
    done = subprocess.run(
        ["osslsigncode", "verify", "-in", str(path)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return fault_in(done.stdout, signer)


def signer_of(name: str) -> str:
    """Who must have signed the file of this name."""
    return _MICROSOFT if name.startswith("vcruntime") else _FOUNDATION


def fault_in(said: str, signer: str) -> str:
    """What is wrong by the words of ``osslsigncode verify``; empty where all is well."""
    current, calculated = _CURRENT.search(said), _CALCULATED.search(said)
    if current is None or calculated is None:
        return "bears no signature"
    if current[1] != calculated[1]:
        return "was changed after it was signed"
    found = _SIGNER.search(said)
    if found is None or found[1].strip() != signer:
        return f"was signed by {found[1].strip() if found else 'nobody known'}, not by {signer}"
    return ""
