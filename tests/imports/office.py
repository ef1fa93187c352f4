"""Small office documents, made part by part: what a word processor would write of them and no more."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping

import pypandoc

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
_OFFICE = "http://schemas.openxmlformats.org"
_SPACES = " ".join(
    f'xmlns:{name}="{_OFFICE}/{path}"'
    for name, path in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
    }.items()
)
_CHANGE = 'w:author="Bo Karlsson" w:date="2024-01-01T00:00:00Z"'


def run(text: str, mark: str = "") -> str:
    """A run of text, perhaps marked: `b`, `u w:val="single"`."""
    return f'<w:r><w:rPr>{f"<w:{mark}/>" if mark else ""}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, style: str = "", level: int | None = None) -> str:
    """A paragraph; `level` makes it an item of the one list."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    return f"<w:p><w:pPr>{f'<w:pStyle w:val={chr(34)}{style}{chr(34)}/>' if style else ''}{listed}</w:pPr>{inner}</w:p>"


def inserted(text: str) -> str:
    """Text put in while changes were tracked."""
    return f'<w:ins w:id="11" {_CHANGE}>{run(text)}</w:ins>'


def deleted(text: str) -> str:
    """Text taken out while changes were tracked."""
    return f'<w:del w:id="12" {_CHANGE}><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def commented(text: str) -> str:
    """Text with the one comment."""
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    return f'<w:commentRangeStart w:id="0"/>{run(text)}<w:commentRangeEnd w:id="0"/>{mark}'


def picture(relation: str = "rId5", words: str = "the board") -> str:
    """A picture by the id of its relation."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="99" cy="99"/><wp:docPr id="1" name="p" descr="{words}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table of paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(body: str, extra: Mapping[str, bytes] | None = None, picture_at: str = "media/image1.png") -> bytes:
    """A .docx with this body; `extra` are further parts of its archive."""
    names = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
        for level in range(4)
    )
    numbers = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{numbers}'
    comment = f'<w:comment w:id="0" w:author="Grace Hopper">{paragraph(run("Is that so?"))}</w:comment>'
    kinds = {"rId1": ("styles", "styles.xml"), "rId2": ("numbering", "numbering.xml")}
    kinds |= {"rId3": ("comments", "comments.xml"), "rId5": ("image", picture_at)}
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(kinds),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_SPACES}>{numbering}</w:numbering>",
        "word/comments.xml": f"<w:comments {_SPACES}>{comment}</w:comments>",
    }
    return archive({name: text.encode() for name, text in parts.items()} | dict(extra or {}))


def _types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )


def _relations(kinds: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for key, (kind, target) in kinds.items()
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{inner}</Relationships>'


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def odt(markdown: str, replaced: Mapping[str, str], extra: Mapping[str, bytes] | None = None) -> bytes:
    """An .odt with the words of some Markdown, in whose XML pieces are `replaced`."""
    command = [pypandoc.get_pandoc_path(), "-f", "gfm", "-t", "odt", "-o", "-"]
    made = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout
    with zipfile.ZipFile(io.BytesIO(made)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    content = parts["content.xml"].decode()
    for old, new in replaced.items():
        assert old in content, old
        content = content.replace(old, new)
    return archive({**parts, "content.xml": content.encode()} | dict(extra or {}))
