"""Pages through a real spooler: CUPS with its PDF printer, started for the test alone.

Debian's packages ``cups`` and ``printer-driver-cups-pdf``. The printer's backend runs for root only
and puts its files below the home of whoever prints.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.sheet import sheets
from tests.support import ROOT

CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
PATIENCE = 300.0
"""Seconds that the spooler has for anything it does, on a machine that is busy otherwise."""

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="CUPS is a spooler of Unix"),
    pytest.mark.skipif(CUPSD is None or not PPD.is_file(), reason="CUPS-PDF is not installed"),
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="CUPS-PDF runs for root only"
    ),
]

SETTINGS = """\
Listen {folder}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

FOLDERS = """\
ServerRoot {folder}/root
StateDir {folder}/state
RequestRoot {folder}/request
CacheDir {folder}/cache
TempDir {folder}/tmp
ErrorLog {folder}/error_log
AccessLog {folder}/access_log
PageLog {folder}/page_log
SystemGroup root
"""

PRINT = """\
import sys
from pathlib import Path
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication
from duty_desktop.views.printing.printer import PrinterRun, prepared_printer

application = QApplication([])
printer = prepared_printer(QSizeF(595.28, 841.89), sys.argv[2])
printer.setPrinterName(sys.argv[3])
pdf = Path(sys.argv[1]).read_bytes()
run = PrinterRun(pdf, printer, range(3), application)
outcomes = []
run.finished.connect(lambda outcome: (outcomes.append(outcome), application.quit()))
run.start()
application.exec()
print(outcomes[0].sent, outcomes[0].error)
"""


@pytest.fixture
def spooler() -> Iterator[dict[str, str]]:
    """The environment in which a running spooler with a printer ``PDF`` is found."""
    # Not below pytest's folder, which is closed to the user that the spooler's filters run as.
    folder = Path(tempfile.mkdtemp(prefix="spooler-"))
    folder.chmod(0o755)
    for name, mode in (("root", 0o755), ("state", 0o755), ("request", 0o710), ("cache", 0o770)):
        (folder / name).mkdir(mode=mode)
    (folder / "tmp").mkdir()
    (folder / "tmp").chmod(0o1777)
    for name, text in (("cupsd.conf", SETTINGS), ("cups-files.conf", FOLDERS)):
        (folder / "root" / name).write_text(text.format(folder=folder), encoding="ascii")
    root = folder / "root"
    command = [str(CUPSD), "-f", "-c", f"{root}/cupsd.conf", "-s", f"{root}/cups-files.conf"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    environment = {**os.environ, "CUPS_SERVER": f"{folder}/cups.sock"}
    try:
        wait_for((folder / "cups.sock").exists)
        make_printer = ["lpadmin", "-p", "PDF", "-E", "-v", "cups-pdf:/", "-P", str(PPD)]
        subprocess.run(make_printer, env=environment, check=True, capture_output=True)
        yield environment
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder)


@pytest.fixture
def drawer() -> Iterator[Path]:
    """Where the printer puts its files; a folder that was not there before goes away again.

    The folder is everybody's: what another run prints meanwhile stays.
    """
    import pwd  # Unix only

    # Not Path.home(), which goes by a variable that the spooler does not see.
    folder = Path(pwd.getpwuid(os.getuid()).pw_dir) / "PDF"
    was_there = folder.is_dir()
    yield folder
    if not was_there:
        with suppress(OSError):
            folder.rmdir()


def wait_for(happened: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, "the spooler does not answer"
        time.sleep(0.05)


def jobs(environment: dict[str, str]) -> str:
    """What the spooler still has to print."""
    done = subprocess.run(
        ["lpstat", "-o"], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def send(environment: dict[str, str], pdf: Path, title: str, printer: str) -> str:
    """What the program says after it has printed three pages."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT, str(pdf), title, printer],
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return done.stdout.strip()


@pytest.fixture
def three_sheets(duty_list: DutyList, tmp_path: Path) -> Path:
    path = tmp_path / "three.pdf"
    duties = [duty_list.duty(f"cooperative-{serial}") for serial in (21, 44, 62)]
    path.write_bytes(sheets(duty_list, duties, date(2026, 1, 2)).pdf)
    return path


def test_three_pages_come_out_of_the_printer(
    spooler: dict[str, str], drawer: Path, three_sheets: Path
) -> None:
    title = f"duty-desktop-{uuid.uuid4().hex}"

    assert send(spooler, three_sheets, title, "PDF") == "3 None"

    wait_for(lambda: not jobs(spooler))
    wait_for(lambda: any(drawer.glob(f"*{title}*.pdf")))
    (printed,) = drawer.glob(f"*{title}*.pdf")
    try:
        pages = PdfReader(printed).pages
        assert len(pages) == 3
        for page in pages:
            assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (
                595,
                842,
            )
    finally:
        printed.unlink()


def test_no_printer_at_all_is_a_sentence(three_sheets: Path, tmp_path: Path) -> None:
    nowhere = {**os.environ, "CUPS_SERVER": f"{tmp_path}/cups.sock"}

    assert send(nowhere, three_sheets, "title", "PDF").startswith("0 没有打印成功，请检查打印机")
