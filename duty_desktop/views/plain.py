"""Labels, buttons and tables as they are everywhere in the window."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionHeader,
    QTableView,
    QTextEdit,
)

from duty_desktop.models.overriding import override


def plain_label(text: str = "") -> QLabel:
    """A label that shows words as they are, over as many lines as they take."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def plain_button(text: str, tip: str = "") -> QPushButton:
    """A button that Enter presses only where the keyboard is, unless it is made the default."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button


def let_copy(words: QLabel | QTextEdit) -> None:
    """Let words be selected and copied, by mouse and keyboard, and nothing else be done to them."""
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )


class _Heads(QHeaderView):
    """Heads of columns, measured in the letters they are shown in.

    Qt's own header measures in bold ones, even where no head is ever shown bold: that would read
    a second face from the disk, at every start, which for Chinese are 4 MB of memory.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        # Qt asks for them with every change of the rows: 0.2 ms of a key, if measured each time.
        self._sizes: dict[tuple[int, bool], QSize] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        if self.model() is not None:
            self.model().headerDataChanged.disconnect(self._forget)
        self._forget()
        if model is not None:
            # Before Qt's own header hears of it and asks.
            model.headerDataChanged.connect(self._forget)
        super().setModel(model)

    def _forget(self) -> None:
        self._sizes.clear()

    @override
    def changeEvent(self, event: QEvent) -> None:
        self._forget()
        super().changeEvent(event)

    @override
    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        key = logicalIndex, self.isSortIndicatorShown()
        if key not in self._sizes:
            self._sizes[key] = self._measured(logicalIndex)
        return self._sizes[key]

    def _measured(self, section: int) -> QSize:
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        option.section = section
        head = self.model().headerData(section, self.orientation())
        option.text = "" if head is None else str(head)
        option.fontMetrics = QFontMetrics(self.font())
        if self.isSortIndicatorShown():
            option.sortIndicator = QStyleOptionHeader.SortIndicator.SortDown
        return self.style().sizeFromContents(
            QStyle.ContentsType.CT_HeaderSection, option, QSize(), self
        )


def choose_rows(table: QTableView) -> None:
    """Make a table one of whole rows: read and chosen, no cells to write in or to tab through."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.setHorizontalHeader(_Heads(table))
