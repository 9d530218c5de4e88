"""The command ``export``: the list for Excel, Word and other programs."""

import argparse
from pathlib import Path

from duty_desktop.domain.assigning import handlings
from duty_desktop.errors import PersonError
from duty_desktop.export.making import ExportOrder, FileFormat, make
from duty_desktop.export.word_document import WordLayout
from duty_desktop.terminal.choosing import add_filters, chosen, load
from duty_desktop.terminal.speaking import DONE, NOTHING, say
from duty_desktop.terminal.town import noted


def add_export(exporting: argparse.ArgumentParser) -> None:
    """Give the command ``export`` its options."""
    exporting.add_argument(
        "--format",
        required=True,
        choices=[each.value for each in FileFormat],
        help="xlsx 给 Excel/WPS 表格，docx 给 Word/WPS 文字，csv、json 给其他程序",
    )
    exporting.add_argument(
        "--document",
        choices=[each.value for each in WordLayout],
        help="docx 的内容：list 整张清单（默认），sheets 每项一份履职事项单",
    )
    exporting.add_argument(
        "--assignments",
        action="store_true",
        help="带上记事本里的分工：另成一张表，不混入清单原文",
    )
    add_filters(exporting)
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    exporting.set_defaults(run=_export)


def _export(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import check_folder_of, write_whole

    wanted = FileFormat(arguments.format)
    if arguments.document and wanted is not FileFormat.DOCX:
        raise PersonError("只有 docx 有几种内容，请去掉 --document，或改用 --format docx。")
    check_folder_of(arguments.output)
    duty_list = load(arguments)
    duties = tuple(filter(chosen(arguments, duty_list), duty_list.duties))
    if not duties:
        say("清单中没有找到符合条件的事项，没有写文件。")
        return NOTHING
    layout = WordLayout(arguments.document or WordLayout.LIST)
    assignments = None
    if arguments.assignments:
        assignments = handlings(noted(), duty_list.source_sha256)
    exported = make(ExportOrder(wanted, duties, layout, assignments), duty_list)
    write_whole(arguments.output, exported.data)
    for note in exported.notes:
        say(note)
    say(f"已写成“{arguments.output}”，共 {len(duties)} 项。")
    return DONE
