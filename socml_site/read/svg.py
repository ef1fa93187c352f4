"""Whether a drawing only draws: an .svg opened by itself is a page of the wiki's host, and may run what it likes.

It is judged and never rewritten: published byte for byte, or not at all. Allowed are elements, attributes and
namespaces on a list; addresses lead to the drawing itself or hold a picture, save those of links, which a reader
follows knowingly. What editors keep for themselves has no effect in a browser and may stay. The parser resolves nothing
outside the file; what browsers and it could read differently, such as other encodings and entities of the drawing's
own, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_EDITORS = frozenset(
    "http://www.inkscape.org/namespaces/inkscape http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd "
    "http://inkscape.sourceforge.net/DTD/sodipodi-0.dtd http://www.openswatchbook.org/uri/2009/osb "
    "http://www.w3.org/1999/02/22-rdf-syntax-ns# http://creativecommons.org/ns# http://web.resource.org/cc/ "
    "http://purl.org/dc/elements/1.1/ http://purl.org/dc/terms/ http://www.serif.com/ adobe:ns:meta/ "
    "http://ns.adobe.com/AdobeIllustrator/10.0/ http://ns.adobe.com/AdobeSVGViewerExtensions/3.0/ "
    "http://ns.adobe.com/Extensibility/1.0/ http://ns.adobe.com/Flows/1.0/ "
    "http://ns.adobe.com/GenericCustomNamespace/1.0/ http://ns.adobe.com/Graphs/1.0/ "
    "http://ns.adobe.com/ImageReplacement/1.0/ http://ns.adobe.com/SaveForWeb/1.0/ "
    "http://ns.adobe.com/Variables/1.0/ http://ns.adobe.com/XPath/1.0/ http://ns.adobe.com/illustrator/1.0/ "
    "http://ns.adobe.com/pdf/1.3/ http://ns.adobe.com/photoshop/1.0/ http://ns.adobe.com/xap/1.0/ "
    "http://ns.adobe.com/xap/1.0/mm/ http://ns.adobe.com/xap/1.0/g/img/ "
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef# http://ns.adobe.com/xap/1.0/sType/ResourceEvent# "
    "http://ns.adobe.com/xap/1.0/t/pg/ http://www.bohemiancoding.com/sketch/ns http://www.figma.com/figma/ns "
    "http://vectornator.io https://boxy-svg.com http://krita.org/namespaces/svg/krita "
    "http://schemas.microsoft.com/visio/2003/SVGExtensions/ http://xml.openoffice.org/svg/export "
    "http://sun.com/xmlns/staroffice/presentation http://svgjs.com/svgjs http://svgjs.dev/svgjs "
    "http://www.freesoftware.fsf.org/bkchem/cdml".split()
)
"""Namespaces of what editors note down for themselves; no browser acts on it."""
_ELEMENTS = frozenset(
    "a animate animateColor animateMotion animateTransform circle clipPath defs desc ellipse feBlend "
    "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
    "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge "
    "feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter "
    "flowDiv flowLine flowPara flowRegion flowRegionExclude flowRoot flowSpan font font-face font-face-name "
    "font-face-src g glyph hatch hatchpath hkern image line linearGradient marker mask mesh meshGradient "
    "meshgradient meshpatch meshrow metadata missing-glyph mpath path pattern polygon polyline radialGradient "
    "rect set solidColor solidcolor stop style svg switch symbol text textPath title tref tspan use view vkern".split()
)
_ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_DRAWN = frozenset(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-rendering cx cy d direction display dominant-baseline dx dy "
    "enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size "
    "font-size-adjust font-stretch font-style font-variant font-weight fr fx fy height image-rendering isolation "
    "kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type "
    "mix-blend-mode offset opacity overflow paint-order pathLength pointer-events points r rotate rx ry "
    "shape-rendering solid-color solid-opacity startOffset stdDeviation stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-align text-anchor text-decoration text-rendering textLength transform transform-origin "
    "unicode-bidi vector-effect viewBox visibility white-space width word-spacing writing-mode x x1 x2 y y1 y2".split()
)
"""Attributes that say how something is drawn: these may be animated."""
_NOTED = frozenset(
    "id class lang name role tabindex focusable content host agent label alt data-name desc systemLanguage "
    "requiredFeatures requiredExtensions".split()
)
"""Attributes of words, in which nothing is an address."""
_ATTRIBUTES = (
    _DRAWN
    | _NOTED
    | frozenset(
        "style href target rel type media title version baseProfile zoomAndPan preserveAspectRatio "
        "contentScriptType contentStyleType accumulate additive amplitude ascent attributeName attributeType "
        "azimuth baseFrequency begin bbox bias by calcMode cap-height clipPathUnits descent diffuseConstant "
        "divisor dur edgeMode elevation end exponent fill filterRes filterUnits font-weight from g1 g2 glyph-name "
        "glyph-orientation-horizontal glyph-orientation-vertical gradientTransform gradientUnits hanging "
        "horiz-adv-x horiz-origin-x ideographic in in2 intercept k k1 k2 k3 k4 kernelMatrix kernelUnitLength "
        "keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth "
        "maskContentUnits maskUnits mathematical max method min mode numOctaves operator order orient orientation "
        "origin overline-position overline-thickness panose-1 path patternContentUnits patternTransform "
        "patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha primitiveUnits radius refX refY repeatCount "
        "repeatDur restart result scale seed side slope spacing specularConstant specularExponent spreadMethod "
        "stemh stemv stitchTiles strikethrough-position strikethrough-thickness surfaceScale tableValues targetX "
        "targetY to u1 u2 underline-position underline-thickness unicode unicode-range units-per-em v-alphabetic "
        "values vert-adv-y vert-origin-x vert-origin-y viewTarget widths x-height xChannelSelector "
        "yChannelSelector z space text-height textlength stroke-alignment hatchUnits hatchContentUnits pitch".split()
    )
)
_LINKING = {
    _XLINK: frozenset({"href", "title", "type", "show", "actuate", "role", "arcrole"}),
    _XML: frozenset({"space", "lang", "id"}),
}
_TARGETS = frozenset({"_blank", "_self", "_top", "_parent", "_new"})
_REL = frozenset({"noopener", "noreferrer", "nofollow", "external", "license", "author", "help", "tag"})
_SPACE = re.compile(r"[\t\n\r]")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)(?:;[\w.=+-]+)*;\s*base64,", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_URL = re.compile(r"url\s*\(\s*[\"']?\s*(?=(.{0,80}))", re.IGNORECASE | re.DOTALL)
_WITHIN = re.compile(
    r"#|data:(?:image/(?:png|jpe?g|gif|webp)|font/[\w-]+|application/(?:x-)?font-[\w-]+)(?:;[\w.=+-]+)*;\s*base64,",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"(?:image(?:-set)?|src|cross-fade|paint|element|expression|attr)\s*\(|behavior\s*:|-moz-binding", re.IGNORECASE
)
_AT_RULE = re.compile(r"@(?!(?:media|(?:-webkit-)?keyframes|font-face|supports|page|charset)\b)[\w\\-]*", re.IGNORECASE)
_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "us-ascii", "ascii": "us-ascii"} | dict.fromkeys(
    ("iso-8859-1", "latin1", "latin-1", "windows-1252"), "iso-8859-1"
)
_DECLARED = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DOCTYPE = re.compile(r"https?://www\.w3\.org/(?:TR/[\w./-]+|Graphics/SVG/[\w./-]+)\.dtd")
_ANEW = "Export it anew as plain SVG, or as PNG."
_LABELS = (
    "Export it anew without HTML in its labels, or as PNG: "
    "in draw.io switch off Formatted Text, in Mermaid set htmlLabels to false."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What in a drawing may run, load or lead astray, and where; `hint` says what to do."""

    line: int
    col: int
    what: str
    hint: str = _ANEW


class _FaultError(Exception):
    """Ends the parser at the first fault."""

    def __init__(self, what: str, hint: str = _ANEW) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


def fault_of_drawing(data: bytes) -> Fault | None:
    """The first thing in an .svg that speaks against publishing it, or None if it only draws."""
    try:
        name, encoding = _encoding(data)
    except _FaultError as fault:
        return Fault(1, 1, fault.what, fault.hint)
    parser = expat.ParserCreate(encoding, " ")
    judge = _Judge(parser, name)
    parser.XmlDeclHandler = judge.declaration
    parser.StartElementHandler = judge.start
    parser.EndElementHandler = judge.end
    parser.CharacterDataHandler = judge.words
    parser.ProcessingInstructionHandler = judge.instruction
    parser.StartDoctypeDeclHandler = judge.doctype
    parser.SkippedEntityHandler = judge.entity
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except _FaultError as fault:
        return Fault(*judge.at, fault.what, fault.hint)
    except expat.ExpatError as error:
        return Fault(max(error.lineno, 1), error.offset + 1, "This is not well-formed XML")
    return None


def _encoding(data: bytes) -> tuple[str, str]:
    """The encoding that a drawing names, and that it is read in. Raises _FaultError if a browser could take another."""
    declared = _DECLARED.search(data[:400].replace(b"\0", b""))
    name = declared[1].decode("ascii").lower() if declared else ""
    mark = next((encoding for sign, encoding in _MARKS if data.startswith(sign)), "")
    if mark == "utf-16" and name in ("", "utf-16"):
        return name, mark
    if mark == "utf-8" and name in ("", "utf-8", "utf8"):
        return name, mark
    if not mark and (not name or name in _ENCODINGS):
        return name, _ENCODINGS.get(name, "utf-8")
    raise _FaultError(f"The encoding {name or mark} of this drawing is not read", "Save it with the encoding UTF-8.")


class _Judge:
    """Judges what the parser meets; names come as `namespace name`."""

    def __init__(self, parser: expat.XMLParserType, encoding: str) -> None:
        self._parser = parser
        self._encoding = encoding
        self._depth = 0
        self._style: list[str] | None = None
        self.at = (1, 1)
        """Line and column of what was met last."""

    def _met(self) -> None:
        self.at = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "").lower() != self._encoding:
            raise _FaultError("The encoding of this drawing is not certain", "Save it with the encoding UTF-8.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._met()
        space, _, local = name.rpartition(" ")
        if not self._depth and (local != "svg" or space not in ("", _SVG)):
            raise _FaultError("This is no SVG")
        self._depth += 1
        if self._style is not None:
            raise _FaultError(f"<{local}> stands within <style>")
        if space in _EDITORS:
            self._namespaced(name, attributes)
            return
        if space not in ("", _SVG):
            raise _FaultError(f"<{local}> of the namespace {space[:80]} is not allowed in a drawing")
        if local == "foreignObject":
            raise _FaultError("<foreignObject> is not allowed in a drawing", _LABELS)
        if local not in _ELEMENTS:
            raise _FaultError(f"<{local[:40]}> is not allowed in a drawing")
        self._namespaced(name, attributes)
        for attribute, value in attributes.items():
            if " " not in attribute:
                _own(local, attribute, value)
        if local == "style":
            self._style = []

    def _namespaced(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        for attribute, value in attributes.items():
            space, _, word = attribute.rpartition(" ")
            if not space or space in _EDITORS:
                continue
            if word not in _LINKING.get(space, ()):
                raise _FaultError(f"The attribute {word[:40]} of <{local}> is not allowed in a drawing")
            if (space, word) == (_XLINK, "href"):
                _address(local, value)

    def end(self, name: str) -> None:
        self._met()
        self._depth -= 1
        if self._style is not None:
            _css("".join(self._style), "<style>")
            self._style = None

    def words(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def instruction(self, target: str, data: str) -> None:
        self._met()
        raise _FaultError(f"<?{target[:40]}?> is not allowed in a drawing")

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        self._met()
        if internal:
            raise _FaultError("This drawing declares entities of its own")
        if name.rpartition(":")[2] != "svg" or (system and not _DOCTYPE.fullmatch(system)):
            raise _FaultError("This drawing is of a document type that is not known")
        if public and not public.startswith("-//W3C//DTD SVG"):
            raise _FaultError("This drawing is of a document type that is not known")

    def entity(self, name: str, is_parameter: bool) -> None:
        self._met()
        raise _FaultError(f"The entity {name[:40]} is not known")


def _own(element: str, attribute: str, value: str) -> None:
    """Raise if an attribute of the drawing itself is not allowed."""
    if attribute.startswith(("data-", "aria-")):
        return
    if attribute not in _ATTRIBUTES:
        raise _FaultError(f"The attribute {attribute[:40]} of <{element}> is not allowed in a drawing")
    if attribute == "href":
        _address(element, value)
    elif attribute == "target" and value.strip() not in _TARGETS:
        raise _FaultError(f"The target of <{element}> is not allowed in a drawing")
    elif attribute == "rel" and not set(value.lower().split()) <= _REL:
        raise _FaultError(f"The attribute rel of <{element}> is not allowed in a drawing")
    elif attribute == "attributeName" and element in _ANIMATIONS and value not in _DRAWN:
        raise _FaultError(f"<{element}> changes {value[:40]}, which is not allowed in a drawing")
    elif attribute not in _NOTED:
        _css(value, f"The attribute {attribute} of <{element}>")


def _address(element: str, value: str) -> None:
    """Raise if an address is not allowed; browsers leave out line breaks and tabs anywhere in it."""
    bare = _SPACE.sub("", value).strip("".join(map(chr, range(0x21))))
    if not bare or bare.startswith("#"):
        return
    if element == "a" and _WEB.match(bare):
        return
    if element in ("image", "feImage") and _PICTURE.match(bare):
        return
    raise _FaultError(f"The address of <{element}> leads out of the drawing: {bare[:60]}")


def _css(text: str, where: str) -> None:
    """Raise if a style loads something, or is written so that it could hide that."""
    if "\\" in text:
        raise _FaultError(f"{where} holds a backslash, which can hide an address")
    rule = _AT_RULE.search(text)
    if rule:
        raise _FaultError(f"{where} holds {rule[0][:40]}, which is not allowed in a drawing")
    if _LOADS.search(text):
        raise _FaultError(f"{where} loads something")
    for match in _URL.finditer(text):
        if not _WITHIN.match(match[1]):
            raise _FaultError(f"{where} loads something: {match[1][:60]}")
