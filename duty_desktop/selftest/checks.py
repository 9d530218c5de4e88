"""What the self-test looks at without a window: files, data, search, pages, the user's folder."""

import datetime
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import paths, tables
from duty_desktop.domain.duty import DutyList
from duty_desktop.files import write_whole
from duty_desktop.selftest.report import Finding, Result

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document

_A_DAY = datetime.date(2026, 1, 1)
"""The date on the page that is made and thrown away."""

_SEARCHED = 4
"""Characters of a name that are searched for."""

_NAMED_AT_MOST = 3
"""Faulty files that are named; the others are counted."""


def check_parts(_database: Path) -> Finding:
    """Whether every file of the Windows program is there as it was built."""
    folder, listed = paths.program_folder(), paths.program_parts()
    if folder is None or listed is None:
        return Finding(Result.SKIPPED, "不是安装版，没有文件清单")
    rows = [line.split("\t") for line in listed.read_text(encoding="utf-8").splitlines()]
    faulty = [row[0] for row in rows if not _is_whole(folder / row[0], row[2])]
    if faulty:
        named = "、".join(faulty[:_NAMED_AT_MOST])
        return Finding(
            Result.FAILED,
            f"{len(faulty)} 个文件缺少或被改动：{named}；请重新运行安装程序修复",
        )
    return Finding(Result.PASSED, f"{len(rows)} 个文件完好")


def _is_whole(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def check_database(database: Path) -> Finding:
    """Whether the official database is whole and gives back its source."""
    from duty_desktop.store import integrity

    duty_list = _loaded(database)
    problems = integrity.problems(database, duty_list)
    if problems:
        return Finding(Result.FAILED, "；".join(problems))
    return Finding(Result.PASSED, f"{duty_list.full_title}，{len(duty_list.duties)} 项")


def check_search(database: Path) -> Finding:
    """Whether the search finds the first duty by its name."""
    from duty_desktop.search.engine import SearchEngine
    from duty_desktop.store import catalogue

    duty_list = _loaded(database)
    readings = catalogue.load_readings(database, duty_list)
    own_words = tables.own_words(paths.user_data())
    engine = SearchEngine(duty_list.duties, duty_list.departments, readings, own_words)
    duty = duty_list.duties[0]
    words = duty.name[:_SEARCHED]
    # In quotation marks: found as it stands, whatever it means to a search.
    if all(hit.duty.id != duty.id for hit in engine.search(f"“{words}”").hits):
        return Finding(Result.FAILED, f"查“{words}”没有找到“{duty.label}”")
    return Finding(Result.PASSED, f"查“{words}”找到“{duty.label}”")


def check_sheet(database: Path) -> Finding:
    """Whether a duty sheet can be made, every character with a face."""
    made = sheet(database)
    if not made.pdf.startswith(b"%PDF-"):
        return Finding(Result.FAILED, "生成的不是 PDF")
    if made.missing:
        return Finding(Result.FAILED, f"字体中缺少：{''.join(made.missing)}")
    return Finding(Result.PASSED, f"{made.page_count} 页，{len(made.pdf)} 字节")


def sheet(database: Path) -> "Document":
    """The sheet of the first duty, which every list has."""
    from duty_desktop.reports.sheet import sheets

    duty_list = _loaded(database)
    return sheets(duty_list, duty_list.duties[:1], _A_DAY)


def check_user_folder(_database: Path) -> Finding:
    """Whether the folder for the user's own data can be written, and read again."""
    folder = paths.user_data()
    folder.mkdir(parents=True, exist_ok=True)
    tried = folder / "self-test.tmp"
    words = "能写能读".encode()
    try:
        write_whole(tried, words)
        same = tried.read_bytes() == words
    finally:
        tried.unlink(missing_ok=True)
    if not same:
        return Finding(Result.FAILED, f"“{folder}”写入后读不出来")
    return Finding(Result.PASSED, f"“{folder}”可以读写")


@cache
def _loaded(database: Path) -> DutyList:
    from duty_desktop.store import catalogue

    return catalogue.load(database)
