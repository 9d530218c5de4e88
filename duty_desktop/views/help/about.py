"""Dialogs that tell: what this program is, and what is odd in the source."""

from pathlib import Path

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import __version__, paths
from duty_desktop.domain.duty import DutyList, Finding, ListKind
from duty_desktop.views.measures import first_size
from duty_desktop.views.plain import let_copy, plain_button, plain_label

_LICENCES = (
    "本程序按 LGPL-3.0 或更新版本发布，可以自由使用、复制和修改，不附任何担保。\n"
    "界面使用 Qt 与 PySide6（LGPL-3.0），PDF 由 reportlab（BSD）生成，"
    "随附字体为 Noto（SIL OFL 1.1）。"
)


def about_dialog(duty_list: DutyList, parent: QWidget) -> QDialog:
    """Versions, licences, and which list this is."""
    text = "\n\n".join(
        (
            f"履职清单 {__version__}\nQt {qVersion()} · PySide6 {PySide6.__version__}",
            f"清单：{duty_list.full_title}\n"
            f"共 {len(duty_list.duties)} 项："
            + "、".join(
                f"{kind.official_name} {len(duty_list.of_kind(kind))} 项" for kind in ListKind
            )
            + f"\n来源文件 SHA-256：{duty_list.source_sha256}",
            _LICENCES,
        )
    )
    dialog, rows = _dialog("关于履职清单", parent)
    label = plain_label(text)
    let_copy(label)
    rows.insertWidget(0, label)
    folder = paths.licences()
    if folder.is_dir():
        button = plain_button("许可文本和组件清单(&L)…")
        button.clicked.connect(lambda: licences_dialog(folder, dialog).open())
        rows.insertWidget(1, button, 0, Qt.AlignmentFlag.AlignLeft)
    dialog.setMinimumWidth(28 * dialog.fontMetrics().height())
    return dialog


def licences_dialog(folder: Path, parent: QWidget) -> QDialog:
    """The licence texts and the list of components in ``folder``, one file at a time."""
    dialog, rows = _dialog("许可文本和组件清单", parent)
    files = sorted(path for path in folder.iterdir() if path.is_file())
    # What explains the others comes first.
    files.sort(key=lambda path: path.name != "README.txt")
    chosen = QComboBox()
    chosen.addItems([path.name for path in files])
    chosen.setAccessibleName("文件")
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setAccessibleName("许可文本")

    def show(index: int) -> None:
        if 0 <= index < len(files):
            text.setPlainText(files[index].read_text(encoding="utf-8", errors="replace"))

    chosen.currentIndexChanged.connect(show)
    show(0)
    rows.insertWidget(0, chosen)
    rows.insertWidget(1, text)
    first_size(dialog, 44, 32)
    return dialog


def findings_dialog(duty_list: DutyList, parent: QWidget) -> QDialog:
    """Everything found odd in the source, to be read and copied."""
    dialog, rows = _dialog("原文说明", parent)
    intro = plain_label("下面是程序在原文中发现的问题。原文照录，没有改动。")
    text = QPlainTextEdit(findings_as_text(duty_list))
    text.setReadOnly(True)
    text.setAccessibleName("原文说明")
    intro.setBuddy(text)
    rows.insertWidget(0, intro)
    rows.insertWidget(1, text)
    first_size(dialog, 38, 28)
    return dialog


def findings_as_text(duty_list: DutyList) -> str:
    """The findings, those about words before those about form."""
    in_words = [finding for finding in duty_list.findings if finding.in_words]
    in_form = [finding for finding in duty_list.findings if not finding.in_words]
    lines: list[str] = []
    for title, findings in (("文字", in_words), ("格式", in_form)):
        if findings:
            lines += [f"【{title}】{len(findings)} 处"]
            lines += [_line(duty_list, finding) for finding in findings]
            lines.append("")
    return "\n".join(lines).rstrip() or "没有发现问题。"


def _line(duty_list: DutyList, finding: Finding) -> str:
    if finding.duty_id is None or finding.duty_id not in duty_list:
        return finding.message
    return f"{duty_list.duty(finding.duty_id).label}　{finding.message}"


def _dialog(title: str, parent: QWidget) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    rows = QVBoxLayout(dialog)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    rows.addWidget(buttons)
    return dialog, rows
