"""How commands speak: sentences on standard error, JSON on standard output, one exit status."""

import argparse
import errno
import json
import os
import stat
import sys
from typing import NoReturn

DONE, NOTHING, REFUSED = 0, 1, 2
"""Exit status: done; nothing found, a check failed or lists differ; wrong use or bad input."""


def speak_utf8() -> None:
    """Standard streams in UTF-8 wherever they lead; what cannot be written is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def say(sentence: str) -> None:
    """Tell people something, on standard error."""
    print(sentence, file=sys.stderr)


def print_json(document: object) -> None:
    """Print one JSON document."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def nobody_reads(error: OSError) -> bool:
    """Whether writing failed because whoever read standard output has enough.

    Windows says so of a pipe in words that it has for much else: EINVAL.
    """
    if isinstance(error, BrokenPipeError):
        return True
    if sys.platform != "win32" or error.errno != errno.EINVAL or error.filename is not None:
        return False
    return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse wrong use."""
        say(f"命令写得不对，请用“{self.prog} --help”查看用法。（{message}）")
        raise SystemExit(REFUSED)
