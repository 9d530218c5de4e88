"""Three fields for whose list it is and of which month."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from duty_desktop.ingest.whose import Whose, date_in
from duty_desktop.models.overriding import override
from duty_desktop.views.plain import plain_button

_NOTHING = Whose()

_LONGEST = 40
"""Characters of a place's name."""


class WhoseFields(QWidget):
    """County, town and month, as the files say or as the user corrects them.

    Attributes:
        county, town, month: the fields.
        for_all: whether county and month are those of all lists.
        again_button: has the files understood anew.

    Signals:
        edited: the user has changed something.
        wanted: the files are to be understood anew.
    """

    edited = Signal()
    wanted = Signal()

    def __init__(self) -> None:
        """Empty fields."""
        super().__init__()
        self._shown = ("", "", "")
        self.county = _Field("县（市、区）", "如 昌吉市")
        self.town = _Field("乡镇（街道）", "如 三工镇")
        self.month = _Field("年月", "如 2026年3月")
        self.for_all = QCheckBox("县和年月用于所有清单(&A)")
        self.for_all.setChecked(True)
        self.again_button = plain_button("重新识别(&R)", "按上面填写的重新读取文件")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (words, field) in enumerate(
            (("县(&C)", self.county), ("乡镇(&T)", self.town), ("年月(&M)", self.month))
        ):
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, 0, 2 * place)
            grid.addWidget(field, 0, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
            field.textEdited.connect(self._tell)
            field.entered.connect(self._ask)
        grid.addWidget(self.again_button, 0, 6)
        grid.addWidget(self.for_all, 1, 0, 1, 7, Qt.AlignmentFlag.AlignLeft)
        self.again_button.clicked.connect(self._ask)
        self.show_whose(Whose())

    @property
    def is_edited(self) -> bool:
        """Whether the fields say something else than what was shown."""
        return self._texts() != self._shown

    def show_whose(self, said: Whose, noted: Whose = _NOTHING) -> None:
        """Show what is known of a list, and in its place what the user has ``noted`` before."""
        self._show(said)
        self._shown = self._texts()
        self._show(noted.filled_from(said))
        self.again_button.setEnabled(self.is_edited)

    def _show(self, said: Whose) -> None:
        year, _, month = said.date.partition("-")
        self.county.setText(said.county)
        self.town.setText(said.town)
        self.month.setText(f"{year}年{int(month)}月" if month else "")

    def said(self) -> Whose | str:
        """What the user has changed, or in a sentence why that cannot be used."""
        county, town, month = (
            now if now != before else ""
            for now, before in zip(self._texts(), self._shown, strict=True)
        )
        date = date_in(month)
        if month and not date:
            return f"“{month}”不是年月，请写成 2026年3月 或 2026-03 的样子。"
        return Whose(town, county, date=date)

    def _texts(self) -> tuple[str, str, str]:
        county, town, month = (
            "".join(field.text().split()) for field in (self.county, self.town, self.month)
        )
        return county, town, month

    def _tell(self) -> None:
        self.again_button.setEnabled(self.is_edited)
        self.edited.emit()

    def _ask(self) -> None:
        if self.is_edited:
            self.wanted.emit()


class _Field(QLineEdit):
    """A field in which Enter means what was filled in, not the dialog's button.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, spoken: str, example: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self.setPlaceholderText(example)
        self.setMaxLength(_LONGEST)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
