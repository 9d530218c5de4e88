"""How to search, on one small page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from duty_desktop.views.plain import let_copy

WAYS = (
    ("低保", "一个或几个字，名称、部门、职责原文里都找"),
    ("农药 包装", "空格隔开：同时含有这些词，先后不限"),
    ("“养犬登记”", "加引号：照原样查找，一字不差"),
    ("养犬 -城管", "减号：不含这个词"),
    ("gzf　gongzufang", "拼音首字母或全拼，也可与汉字混写：公zf"),
    ("张三 防火", "记下的科室、人员、电话、时限、依据、备注里也找"),
    ("配合21　21", "清单名加编号，或只打编号"),
    ("部门:水利", "只看这个部门的事项，可用简称：部门:住建局"),
    ("类别:民生", "只看这一类别的事项"),
    ("清单:收回", "只看一张清单：基本、配合、收回"),
)
"""What to type, and what it finds."""

NOTES = (
    "全角和半角、大写和小写、繁体和简体都一样。\n"
    "口语和简称会按“同义”查找，例如 低保 → 最低生活保障。\n"
    "“可能相关”一行下面的事项只是相近，请核对原文。"
)


def search_help_dialog(parent: QWidget) -> QDialog:
    """The query language by example, and what the answers' signs mean."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("搜索说明")
    em = dialog.fontMetrics().height()
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * em)
    grid.setVerticalSpacing(round(0.45 * em))
    grid.setColumnStretch(1, 1)
    for row, (typed, meaning) in enumerate(WAYS):
        example = _label(typed)
        font = example.font()
        font.setBold(True)
        example.setFont(font)
        grid.addWidget(example, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_label(meaning), row, 1)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    rows = QVBoxLayout(dialog)
    rows.setSpacing(em)
    rows.addLayout(grid)
    rows.addWidget(_label(NOTES))
    rows.addWidget(buttons)
    return dialog


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    let_copy(label)
    return label
