"""An Office file whose bytes depend on nothing but its contents."""

import datetime
import io
import zipfile

from duty_desktop.domain.duty import DutyList

_PACKED = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can say: no date."""

_UNIX = 3
"""The system that the archive says it was made on, whichever it was (APPNOTE 4.4.2)."""


def packed(data: bytes) -> bytes:
    """The zip file ``data`` with its parts as they are, and no date and no system of this run."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            info = zipfile.ZipInfo(name, _PACKED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = 0o600 << 16
            made.writestr(info, given.read(name))
    return out.getvalue()


def dated(duty_list: DutyList) -> datetime.datetime:
    """The first day of the list's month: the date of every file made of it."""
    year, _, month = duty_list.date.partition("-")
    return datetime.datetime(int(year), int(month), 1)  # noqa: DTZ001 - Office dates have no zone
