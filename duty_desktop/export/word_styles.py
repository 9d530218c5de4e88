"""A Word document's styles and pages: GB/T 9704-2012 on A4, faces that every Chinese office has."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duty_desktop.export.packing import dated
from duty_desktop.export.selection import Selection

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

SONG, HEI, FANG, KAI = "宋体", "黑体", "仿宋", "楷体"

TITLE, UNDER_TITLE, LIST_TITLE, NOTE = "履职大标题", "履职副标题", "Heading 1", "履职说明"
HEAD, LABEL, BODY, CENTRED, SECTION = "履职表头", "履职栏目", "履职正文", "履职居中", "履职小标题"
SHEET_BODY, SHEET_NAME, SHEET_CENTRED = "履职事项正文", "履职事项名称", "履职事项居中"
"""Names of styles, as the user sees them in Word; ``Heading 1`` is shown as 标题 1."""

_TYPE = "Times New Roman"
"""Latin letters and digits."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph looks like; sizes in pt."""

    name: str
    face: str
    size: float
    bold: bool = False
    centred: bool = False
    pitch: float | None = None
    """Exact distance of lines; ``None`` for single."""
    after: float = 0.0
    before: float = 0.0
    keep: bool = False
    """Whether it stays on the page of what follows."""


# 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5.
_STYLES = (
    _Style(TITLE, SONG, 22, bold=True, centred=True, pitch=35, keep=True),
    _Style(UNDER_TITLE, KAI, 14, centred=True, after=10, keep=True),
    _Style(NOTE, FANG, 12, after=4),
    _Style(HEAD, HEI, 10.5, centred=True),
    _Style(BODY, FANG, 10.5),
    _Style(CENTRED, FANG, 10.5, centred=True),
    _Style(LABEL, HEI, 12, centred=True),
    _Style(SECTION, HEI, 12, pitch=20, keep=True),
    _Style(SHEET_BODY, FANG, 12, pitch=20),
    _Style(SHEET_CENTRED, FANG, 12, centred=True),
    _Style(SHEET_NAME, FANG, 14, bold=True, pitch=24),
)


def new_document(selection: Selection) -> "Document":
    """An empty document with our styles, its properties those of the list."""
    from docx import Document

    from duty_desktop import __version__

    document = Document()
    _set_defaults(document)
    for style in _STYLES:
        _add(document, style)
    _restyle(document, _Style(LIST_TITLE, SONG, 18, bold=True, centred=True, after=8, keep=True))
    _restyle(document, _Style("Footer", SONG, 14))
    properties = document.core_properties
    properties.title = _plain(selection.duty_list.full_title)
    properties.author = properties.last_modified_by = f"履职清单 {__version__}"
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = dated(selection.duty_list)
    document.settings.odd_and_even_pages_header_footer = True
    return document


def set_page(section: "Section", *, landscape: bool = False) -> None:
    """A4 with the type area of GB/T 9704-2012 §5.2: 156 × 225 mm, bound at the left or the top.

    Lying, the page is the upright one turned, so that its upper edge is bound.
    """
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    margins = (28, 35, 26, 37) if landscape else (37, 26, 35, 28)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    size = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = size
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
        Mm, margins
    )
    section.header_distance = Mm(15)
    section.footer_distance = Mm(17 if landscape else 24)
    section.gutter = Mm(0)


def number_pages(section: "Section") -> None:
    """Page numbers between dashes, outside: right on odd pages, left on even ones (§7.5)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for footer, outside in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = outside
        # One character from the edge of the type area.
        paragraph.paragraph_format.left_indent = paragraph.style.font.size
        paragraph.paragraph_format.right_indent = paragraph.style.font.size
        paragraph.add_run("— ")
        _add_field(paragraph.add_run(), "PAGE")
        paragraph.add_run(" —")


def _add_field(run: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", code, "end"):
        if kind == code:
            part = OxmlElement("w:instrText")
            part.text = code
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)  # noqa: SLF001 - python-docx has no fields


def _set_defaults(document: "Document") -> None:
    normal: Any = document.styles["Normal"]
    _set_face(normal, FANG)
    from docx.shared import Pt

    normal.font.size = Pt(12)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0


def _add(document: "Document", wanted: _Style) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style: Any = document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _restyle(document, wanted)


def _restyle(document: "Document", wanted: _Style) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    style: Any = document.styles[wanted.name]
    _set_face(style, wanted.face)
    style.font.size = Pt(wanted.size)
    style.font.bold = wanted.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(wanted.before), Pt(wanted.after)
    form.keep_with_next = wanted.keep
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if wanted.centred else None
    if wanted.pitch is not None:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(wanted.pitch)


def _set_face(style: Any, face: str) -> None:
    """Chinese characters in ``face``, Latin ones in a face of their own; no theme decides."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script, used in (("ascii", _TYPE), ("hAnsi", _TYPE), ("cs", _TYPE), ("eastAsia", face)):
        fonts.set(qn(f"w:{script}"), used)


def _plain(text: str) -> str:
    """``text`` as a property takes it: at most 255 characters."""
    from duty_desktop.domain.office_text import xml_text

    return xml_text(text)[:255]
