"""One of two lists to compare: one of those at hand, or a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.comparing.offers import Offer
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.tips import as_plain_tip

_FOLDER = "folder/compared"
_KINDS = "清单 (*.db *.txt *.xlsx *.docx *.csv);;所有文件 (*)"
_OTHER = "其他文件…"
_LEAST = 12
"""Characters that the box shows at least."""


class _Box(QComboBox):
    """A box that the wheel scrolls past: a turn of it would compare other lists."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ListPick(QWidget):
    """A title, a box with the lists at hand, and in it the way to any file.

    Attributes:
        box: what is opened.

    Signals:
        chosen: another list was chosen by the user.
    """

    chosen = Signal()

    def __init__(self, title: str, memory: WindowMemory) -> None:
        """No list yet; ``&`` in the title marks the letter for Alt."""
        super().__init__()
        self._memory = memory
        self._name = title.split("(")[0]
        self._paths: list[Path] = []
        self._chosen = -1
        self.box = _Box()
        self.box.setAccessibleName(self._name)
        self.box.setPlaceholderText("请选择…")
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(_LEAST)
        self.box.activated.connect(self._take)
        label = QLabel(title)
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.box, 1)
        self.offer(())

    @property
    def path(self) -> Path | None:
        """The list that is chosen, ``None`` where none is."""
        return self._paths[self._chosen] if self._chosen >= 0 else None

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer these lists, none of them chosen; what was chosen before stays so."""
        before = self.path
        self.box.clear()
        self._paths = []
        for each in offers:
            self._add(each.path, each.words)
        self.box.addItem(_OTHER)
        self._show(-1)
        if before is not None:
            self.choose(before)

    def choose(self, path: Path) -> None:
        """Choose a list, one of those offered or a file."""
        if path not in self._paths:
            self._add(path, path.name)
        self._show(self._paths.index(path))

    def _add(self, path: Path, words: str) -> None:
        place = len(self._paths)
        self._paths.append(path)
        self.box.insertItem(place, words)
        self.box.setItemData(place, as_plain_tip(str(path)), Qt.ItemDataRole.ToolTipRole)

    def _show(self, place: int) -> None:
        self._chosen = place
        self.box.setCurrentIndex(place)
        self.box.setToolTip(as_plain_tip(self.box.currentText()) if place >= 0 else "")

    def _take(self, place: int) -> None:
        """Take what the user chose; for a file, ask which."""
        if place < len(self._paths):
            self._show(place)
            self.chosen.emit()
            return
        self._show(self._chosen)
        dialog = QFileDialog(self, f"打开{self._name}", self._memory.text(_FOLDER), _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._open(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self, path: Path) -> None:
        self._memory.keep(_FOLDER, str(path.parent))
        self.choose(path)
        self.chosen.emit()
