"""Golden cases: in `cases/` input and expected output stand side by side; here is how each group is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import yaml

from socml_site import layout, urls
from socml_site.emit.parts import lists
from socml_site.emit.parts.views import Entry, Group
from socml_site.front import facts
from socml_site.issues import Issue
from socml_site.link import know, register, relate, vocabulary
from socml_site.link.secrecy import secrecy
from socml_site.link.subjects import cleaned
from socml_site.link.topics import tagged as topics_of
from socml_site.link.vocabulary import Vocabulary
from socml_site.minutes.days.named import day_in_path
from socml_site.minutes.reading import read as read_lines
from socml_site.minutes.titles import title_of
from socml_site.minutes.understand import minutes_of
from socml_site.model import Citation, Document, Kind, Mention, Minutes, Place, Relations, SitePath, SourcePath, Term
from socml_site.read.files import Folder
from socml_site.read.source import read_source
from socml_site.read.yaml import Parsed, parse_yaml
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from socml_site.render.prepare import prepare
from socml_site.text import markdown, safety
from socml_site.text.addresses import citations, work_of
from socml_site.text.language import language_of
from socml_site.text.references import relinked
from socml_site.withhold import policy
from socml_site.words.table import words_of
from tests import marking, naming
from tests.conftest import first_document, source_of

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]

_CONVERTER = Converter()


def _places(issues: tuple[Issue, ...] | list[Issue]) -> list[str]:
    """Issues as `line:col code`, in the order of their places."""
    return [f"{issue.line}:{issue.col} {issue.code}" for issue in sorted(issues)]


def _simple(value: object) -> object:
    """A value as a case file writes it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Term | Mention):
        role = f"{value.role.value} " if isinstance(value, Mention) else ""
        text = value.name if isinstance(value, Mention) else value.text
        return f"{role}{text} @{value.place.line}:{value.place.col}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple | list):
        return [_simple(one) for one in value]
    if isinstance(value, dict):
        return {name: _simple(one) for name, one in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: _simple(getattr(value, name)) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]
    return value


def _document(text: str, path: str = "notes/a.md", files: tuple[str, ...] = ()) -> Document:
    return first_document(source_of(text, path), frozenset({path, *files}))[0]


def _documents(files: dict[str, str]) -> tuple[list[Document], Folder]:
    names = frozenset(files)
    found = [_document(text, path, tuple(names)) for path, text in files.items() if path.endswith(".md")]
    vocabularies = [parse_yaml(files.get(f"{name}.yml", ""), f"{name}.yml") for name in ("people", "topics")]
    published = frozenset(name for name in names if not name.endswith(".yml"))
    attachments = frozenset(name for name in published if not name.endswith(".md"))
    return found, Folder((), vocabularies[0], vocabularies[1], published, attachments, ())


def _said(case: Case) -> Minutes:
    return minutes_of(read_lines(source_of(case["text"], case.get("path", "notes/a.md"))))[0]


def read(case: Case) -> object:
    data = bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode()
    source, issues = read_source(SourcePath("a.md"), data)
    if source.unread:
        return {"text": None, "issues": _places(issues)}
    return {
        "front": _simple(dict(source.front.values)),
        "text": source.text,
        "line": source.body_line,
        "issues": _places(issues),
    }


def yaml_values(case: Case) -> object:
    parsed = parse_yaml(case["text"], "a.yml")
    return {"value": _simple(parsed.value), "issues": _places(parsed.issues)}


def layouts(case: Case) -> object:
    path, files = SourcePath(case["path"]), frozenset({case["path"], *case.get("beside", [])})
    return {
        "url": layout.url_of(path, files),
        "kind": layout.kind_of(path, files).value,
        "event": layout.event_key(path),
    }


def slugs(case: Case) -> object:
    return urls.slugify(case["text"])


def relative(case: Case) -> object:
    return urls.relative_url(case["target"], case["page"])


def dates(case: Case) -> object:
    return _simple(day_in_path(case["path"]))


def titles(case: Case) -> object:
    text = case.get("text", "")
    found = list(markdown.headings(text, markdown.blank_code(text)))
    title, said_by = title_of(found, case.get("path", "a.md"), words_of(), case.get("written", ""))
    return {"title": title, "line": said_by.line + 1 if said_by else None}


def headings(case: Case) -> object:
    masked = markdown.blank_code(case["text"])
    return [[one.line + 1, one.level, one.text, one.anchor] for one in markdown.headings(case["text"], masked)]


def code(case: Case) -> object:
    masked = markdown.blank_code(case["text"])
    assert len(masked) == len(case["text"]), "places in the text must stay what they are"
    return masked.replace(" ", "·")


def plain(case: Case) -> object:
    return markdown.plain(case["text"])


def outline(case: Case) -> object:
    return [[one.level, one.title, one.anchor] for one in _said(case).sections]


def leads(case: Case) -> object:
    return _said(case).lead


def links(case: Case) -> object:
    found = _said(case).links
    kinds = {(True, False): " wiki", (False, True): " image", (False, False): ""}
    return [f"{x.place.line}:{x.place.col} {x.target} = {x.text}{kinds[x.wiki, x.image]}" for x in found]


def sentences(case: Case) -> object:
    return [[one.section, one.sentence] for one in _said(case).links]


def front_matter(case: Case) -> object:
    source = source_of(f"---\n{case['text']}---\nText.\n")
    found, issues = facts.facts_of(source.front, Kind(case.get("kind", "session")), "a.md")
    said = {name: _simple(getattr(found, name)) for name in case["expect"].get("facts", {})}
    return {"facts": said, "issues": _places([*source.issues, *issues])}


def _learnt(words: Vocabulary, case: Case) -> tuple[Vocabulary, tuple[Issue, ...]]:
    """A vocabulary that has learnt what a case names, and what of it looks misspelt."""
    learner = vocabulary.Learner(words)
    named = case.get("named", [])
    for name in named:
        learner.add(name)
    return learner.learnt, tuple(issue for name in named for issue in words.misspelt(Term(name), "a.md"))


def names(case: Case) -> object:
    found, _, issues = vocabulary.people(parse_yaml(case.get("people", ""), "people.yml"))
    found, unsure = _learnt(found, case)
    issues += unsure
    said = {name: found.names[url] if (url := found.find(name)) else None for name in case.get("find", [])}
    return (
        {"people": sorted(found.names), "find": said, "issues": _places(issues)}
        if "find" in case
        else {
            "people": sorted(found.names),
            "issues": _places(issues),
        }
    )


def topics(case: Case) -> object:
    found, entries, issues = vocabulary.topics(parse_yaml(case.get("topics", ""), "topics.yml"))
    found, unsure = _learnt(found, case)
    issues += unsure
    return {
        "topics": sorted(found.names),
        "broader": {topic.label: list(topic.broader) for topic in entries.values() if topic.broader},
        "issues": _places(issues),
    }


def targets(case: Case) -> object:
    found, folder = _documents(case["files"])
    relations, issues = relate(know(found, folder))
    here = next(one for one in found if one.path == case.get("of", found[0].path))
    return {"leads": relations.targets[here.url], "issues": _places([one for one in issues if one.path == here.path])}


LINKED = {
    "b.md": "# The B\n\n## Next steps\n",
    "c.png": "",
    "people.yml": "- {name: Ada Example, handle: ada-example}\n",
    "topics.yml": "- label: GAN\n",
}
"""What the texts of `linked.yml` may link to."""


def linked(case: Case) -> object:
    """A text as the parts of the house see it: where it links to, its faults, its page, its Markdown, its words."""
    text, at = case["text"], "a.md"
    found, folder = _documents({at: f"---\ntitle: A\n---\n{text}", **LINKED})
    relations, issues = relate(know(found, folder))
    here = next(one for one in found if one.path == at)
    leads = relations.targets[here.url]
    everything = {**leads, "[[The B]]": "b/", "[[@ada-example]]": "people/ada-example/", "b.md": "b/"}
    pages = [published(here, Page(here.url, ones), _CONVERTER, {}).strip() for ones in (leads, everything)]
    assert pages[0] == pages[1], "a link is made where none was collected"

    def lead(target: str) -> str | None:
        return leads.get(target, None if target.startswith("[[") else target)

    seen = {
        "leads": dict(leads),
        "issues": [issue.code for issue in issues if issue.path == at],
        "page": pages[0],
        "taken": relinked(here.text, markdown.blank_code(here.text), lead).lstrip("\n"),
        "plain": markdown.plain(text),
    }
    return {name: value for name, value in seen.items() if name in case["expect"]}


def prepared(case: Case) -> object:
    return prepare(_document(case["text"]))


def html(text: str, url: str = "notes/a/", lead: dict[str, str] | None = None) -> str:
    """A text on its page, as published."""
    page = Page(url, lead or {})
    return published(_document(text), page, _CONVERTER, {})


def render(case: Case) -> object:
    return html(case["text"], case.get("page", "notes/a/"), case.get("leads")).strip()


def unsafe(case: Case) -> object:
    found = _document(case["text"])
    folder = Folder((), Parsed(), Parsed(), frozenset({found.path}), frozenset(), ())
    _, linked = relate(know([found], folder))
    issues = [*safety.issues(found, markdown.blank_code(found.text)), *linked]
    return {"html": html(case["text"]).strip(), "issues": _places(issues)}


def agenda_topics(case: Case) -> object:
    """Topics found in texts, by label; or what is left of one heading."""
    if "title" in case:
        return cleaned(case["title"], words_of(case.get("lang", "en")))
    files = {case.get("path", "notes/a.md"): case["says"]} if "says" in case else {}
    for number, titles in enumerate(case.get("meetings", ())):
        policy = "private" if number in case.get("private", []) else ""
        facts = {"attendees": case.get("attendees", []), "policy": policy}
        front = yaml.safe_dump({name: value for name, value in facts.items() if value})
        body = "\n".join(f"## {title}\n\n{case.get('text', f'Text of meeting {number}.')}\n" for title in titles)
        files[f"wg/2024-01-0{number + 1}.md"] = f"---\n{front}---\n# Meeting {number + 1}\n\n{body}"
    files |= {f"wg/2024-02-0{number + 1}.md": text for number, text in enumerate(case.get("texts", ()))}
    known, entries, _ = vocabulary.topics(parse_yaml(yaml.safe_dump(case.get("topics", [])), "topics.yml"))
    found = _documents(files)[0]
    hidden = secrecy({one.url: one for one in found}, {}, {}).hidden
    tags = topics_of(found, known, entries, hidden)
    labels = [[tags.words.names[url] for url in tags.topics[one.url]] for one in found]
    return labels[0] if "says" in case else labels


def cited(case: Case) -> object:
    """Addresses with place and words; of `works`, key and kind of each, once for each work."""
    if "works" in case:
        works = [work_of(f"{scheme}://{one}") for one in case["works"] for scheme in ("http", "https")]
        return list(dict.fromkeys(f"{key} {kind}" for key, kind in works))
    source = source_of(case["text"])
    found = citations(source.text, markdown.blank_code(source.text), (), source.body_line)
    return [f"{x.place.line}:{x.place.col} {x.url}" + (f" = {x.title}" if x.title else "") for x in found]


def initials(case: Case) -> object:
    return policy.initials(case["name"])


def listing(case: Case) -> object:
    groups = [
        Group(label, f"in-{label}", tuple(Entry(f"{label}{number}", "x/") for number in range(count)))
        for label, count in case["groups"].items()
    ]
    return [
        {
            "at": address,
            "groups": {group.label: len(group.entries) for group in sheet.groups},
            "jumps": [one.url for one in sheet.jumps],
            "pages": [one.url for one in sheet.pages],
        }
        for address, sheet in lists.listings(groups, SitePath("sessions/"), case["size"])
    ]


def outcomes_marked(case: Case) -> object:
    said = [(kind, line) for kind, line in case["said"]]
    return marking.brief(marking.published(marking.marked_document(case["text"], said))).strip()


def turns_marked(case: Case) -> object:
    found = marking.marked_document(case["text"], case.get("said", ()), case["spoken"], case.get("recording", ""))
    return marking.brief(marking.published(found, marking.speakers_of(case.get("speakers", {})))).strip()


def letters(case: Case) -> object:
    found = lists.by_letter([Entry(title, "x/") for title in case["titles"]])
    return {group.label: [one.title for one in group.entries] for group in found}


def register_works(case: Case) -> object:
    """Each work of the reading list as `key = title`, with its address and number of places if it has several."""
    made = [_document("# T\n\nText.\n", f"notes/{name}.md") for name in ("again", "first")]
    cited = [
        [Citation(*one[:2], Place(n), *one[2:], anchor=str(n)) for n, one in enumerate(case.get(key, []))]
        for key in ("again", "cited")
    ]
    found = {
        one.url: replace(one, minutes=replace(one.minutes, citations=tuple(ones)))
        for one, ones in zip(made, cited, strict=True)
    }
    works = register.works(Relations(found, {}, {}, {}), list(found))
    return [f"{x.key} = {x.title}" + (f" <{x.url}> x{len(x.cited)}" if len(x.cited) > 1 else "") for x in works]


def languages(case: Case) -> object:
    return language_of(case["input"])


RUNNERS: dict[str, Callable[[Case], object]] = {
    "agenda_topics": agenda_topics,
    "citations": cited,
    "code": code,
    "dates": dates,
    "front_matter": front_matter,
    "headings": headings,
    "initials": initials,
    "layout": layouts,
    "languages": languages,
    "leads": leads,
    "letters": letters,
    "links": links,
    "linked": linked,
    "listing": listing,
    "marks": outcomes_marked,
    "marks_turns": turns_marked,
    "names": names,
    "outline": outline,
    "plain": plain,
    "prepare": prepared,
    "read": read,
    "register_works": register_works,
    "relative_url": relative,
    "render": render,
    "safety": unsafe,
    "sentences": sentences,
    "slugs": slugs,
    "targets": targets,
    "titles": titles,
    "topics": topics,
    "who": naming.who,
    "yaml": yaml_values,
}


def _cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {case['case']}")
        for file in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("group", "case"), _cases())
def test_case(group: str, case: Case) -> None:
    assert RUNNERS[group](case) == case["expect"]


def test_every_group_has_cases() -> None:
    assert {file.stem for file in CASES.glob("*.yml")} == RUNNERS.keys()


def test_no_two_cases_of_a_group_have_one_name() -> None:
    for file in CASES.glob("*.yml"):
        named = [case["case"] for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
        assert len(named) == len(set(named)), file.name
