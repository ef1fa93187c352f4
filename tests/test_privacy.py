"""Who may see a page, however its head says so: what cannot be understood keeps the page back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from socml_site import pipeline
from socml_site.front.facts import facts_of
from socml_site.model import Kind, Policy
from socml_site.pipeline import Understood
from socml_site.read import walk
from tests.conftest import Files
from tests.test_policy import Pages, _everything, _files

Understand = Callable[[Files], Understood]

BOMB = "\n".join(
    ["a: &a [x,x,x,x,x,x,x,x,x]"]
    + [f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]" for before, name in zip("abcd", "bcde", strict=True)]
    + ["f: [*e,*e,*e,*e,*e,*e,*e,*e]"]
)

PRIVATE = {
    "a list below the key": "---\npolicy:\n  - private\n---\n",
    "a list below the key, not indented": "---\npolicy:\n- private\n---\n",
    "the value below the key": "---\npolicy:\n  private\n---\n",
    "a folded value": "---\npolicy: >\n  private\n---\n",
    "a blank line above": "\n---\npolicy: private\n---\n",
    "a space above": " ---\npolicy: private\n---\n",
    "two byte order marks": "\ufeff\ufeff---\npolicy: private\n---\n",
    "a zero-width space above": "\u200b---\npolicy: private\n---\n",
    "a tab before the key": "---\n\tpolicy: private\n---\n",
    "indented too deep": "---\n policy: private\ntitle: x\n---\n",
    "no space behind the colon": "---\npolicy:private\n---\n",
    "a wide colon": "---\npolicy：private\n---\n",
    "no-break spaces": "---\npolicy:\u00a0private\n---\n",
    "an equals sign": "---\npolicy = private\n---\n",
    "another word": "---\npolicies: private\n---\n",
    "capitals": "---\nPOLICY: PRIVATE\n---\n",
    "quotes": "---\n'policy': \"private\"\n---\n",
    "a misspelt flag": "---\nprivte: true\n---\n",
    "a misspelt value": "---\npolicy: prviate\n---\n",
    "a status": "---\nstatus: private\n---\n",
    "a status of others": "---\nstatus: unpublished\n---\n",
    "a visibility": "---\nvisibility: private\n---\n",
    "a visibility for some": "---\nvisibility: team\n---\n",
    "private: yes": "---\nprivate: yes\n---\n",
    "in another language": "---\nprivate: ja\n---\n",
    "a German value": "---\nstatus: vertraulich\n---\n",
    "is_private": "---\nis_private: true\n---\n",
    "unlisted": "---\nunlisted: true\n---\n",
    "a tag": "---\ntags: [meeting, private]\n---\n",
    "a type": "---\ntype: confidential\n---\n",
    "within another key": "---\nsocml:\n  policy: private\n---\n",
    "in a mapping of one line": "---\n{title: x, policy: private}\n---\n",
    "YAML that cannot be read, quoted": '---\ntitle: a: b: c\n"policy": private\n---\n',
    "YAML that cannot be read, next line": "---\ntitle: a: b: c\npolicy:\n  private\n---\n",
    "YAML that grows": f"---\n{BOMB}\npolicy:\n  private\n---\n",
    "JSON": '{\n"policy": "private"\n}\n',
    "JSON on one line": '{"title": "x", "policy": "private"}\n',
    "TOML": '+++\npolicy = "private"\n+++\n',
    "TOML below a blank line": '\n+++\npolicy = "private"\n+++\n',
    "dashes turned into a long one": "—\npolicy: private\n—\n",
    "four dashes": "----\npolicy: private\n----\n",
    "a fence": "```yaml\npolicy: private\n```\n",
    "a comment": "<!--\npolicy: private\n-->\n",
    "below a heading": "# A heading\n\n---\npolicy: private\n---\n\n",
    "a line of the text": "# A heading\n\nPolicy: private\n\n",
    "a bold line of the text": "# A heading\n\n**Policy:** private\n\n",
    "a list of the text": "# A heading\n\n- Private: yes\n\n",
    "a table of the text": "# A heading\n\n| Policy | Private |\n|---|---|\n| Room | B |\n\n",
    "a status with words": "# A heading\n\nStatus: Confidential, board only\n\n",
    "a tag with its sign": "---\ntags: ['#private']\n---\n",
    "a value with its sign": "---\nstatus: '#private'\n---\n",
    "an arrow": "---\npolicy -> private\n---\n",
    "no sign at all": "---\ntitle: x\npolicy private\n---\n",
    "a word alone": "---\nprivate\n---\n",
    "a comment in a line": "<!-- policy: private -->\n",
    "an audience": "---\naudience: internal only\n---\n",
    "a classification": "---\nclassification: company confidential\n---\n",
    "draft or private": "---\nstatus: draft/private\n---\n",
    "embargoed": "---\nstatus: embargoed\n---\n",
    "nonpublic": "---\nnonpublic: true\n---\n",
    "not public": "---\nnot_public: true\n---\n",
    "non-public": "---\nnon-public: yes\n---\n",
}
"""Ways to say that a page is private."""

DRAFT = {
    "draft: y": "---\ndraft: y\n---\n",
    "draft: 1": "---\ndraft: 1\n---\n",
    "the value below the key": "---\ndraft:\n  true\n---\n",
    "a misspelt key": "---\ndrafft: true\n---\n",
    "JSON": '{\n"title": "D", "draft": true\n}\n',
    "TOML": "+++\ndraft = true\n+++\n",
    "a status in other words": "---\nstatus: WIP\n---\n",
    "in German": "---\nstatus: Entwurf\n---\n",
    "publish: false": "---\npublish: false\n---\n",
    "published: no": "---\npublished: no\n---\n",
    "dg-publish: false": "---\ndg-publish: false\n---\n",
    "publish: off, in broken YAML": "---\ntitle: [x\npublish: off\n---\n",
    "publish:: false": "---\npublish:: false\n---\n",
    "public: false": "---\npublic: false\n---\n",
    "a remark behind it": "---\nstatus: draft (do not share)\n---\n",
    "a German key": "---\nEntwurf: ja\n---\n",
    "a French key": "---\nbrouillon: oui\n---\n",
    "publish: not yet": "---\npublish: not yet\n---\n",
    **{
        f"{key}: true": f"---\n{key}: true\n---\n"
        for key in (
            *("no-publish", "no_publish", "nopublish", "do_not_publish", "dont-publish", "don't publish"),
            *("never_publish", "unpublish"),
        )
    },
}
"""Ways to say that a page is not to be published yet."""

DOUBTFUL = {
    "a number": "---\npolicy: 1\n---\n",
    "a word nobody knows": "---\npolicy: whatever\n---\n",
    "a mapping": "---\npolicy: {who: me}\n---\n",
    "an alias": "---\na: [\npolicy: *p\n---\n",
    "neither yes nor no": "---\ndraft: perhaps\n---\n",
    "who knows": "---\nvisibility: 3\n---\n",
    "published some time": "---\npublish: later\n---\n",
    "a key without a colon": "---\ntitle: x\nprivate\n---\n",
    "not named, or not private": "---\npolicy: nonprivate\n---\n",
}
"""What looks like a policy and is none."""

OPEN = {
    "named": "---\npolicy: named\n---\n",
    "names": "---\npolicy: names\n---\n",
    "public": "---\npolicy: public\n---\n",
    "an empty policy": "---\npolicy:\n---\n",
    "an empty policy above another key": "---\npolicy:\ntitle: private thoughts\n---\n",
    "a comment": "---\n# policy: private\ntitle: x\n---\n",
    "a comment behind it": "---\npolicy: named # not private\n---\n",
    "private: no": "---\nprivate: no\n---\n",
    "draft: false": "---\ndraft: false\n---\n",
    "publish: true": "---\npublish: true\n---\n",
    "dg-publish: true": "---\ndg-publish: true\n---\n",
    "a day of publication": "---\npublished: 2024-05-06\n---\n",
    "a publisher": "---\npublisher: false hopes\n---\n",
    "visibility: public": "---\nvisibility: public\n---\n",
    "hide of Material": "---\nhide:\n  - navigation\n  - toc\n---\n",
    "a private room": "---\nroom: Private\n---\n",
    "a title": "---\ntitle: Private\n---\n",
    "a topic": "---\ntopics: [private]\n---\n",
    "a summary": "---\nsummary: private keys and a draft policy\n---\n",
    "a status of a document": "---\nstatus: accepted\n---\n",
    "who may attend": "---\naccess: 3rd floor\n---\n",
    "prose between rules": "---\nWe talked of the policy: it is private.\n---\n",
    "a sentence": "# T\n\nPolicy: we must say what is private and what is not.\n\n",
    "a draft of minutes": "# T\n\nStatus: Draft\n\n",
    "an access of a room": "# T\n\nAccess: members only\n\n",
    "a heading": "# T\n\n## Private\n\n",
    "code far below": "# T\n\nWords.\n\n" + "- more\n" * 20 + "```yaml\npolicy: private\n```\n",
    "not private": "---\nnot_private: true\n---\n",
    "no draft": "---\nno-draft: yes\n---\n",
    "nothing": "---\npolicy: ~\ndraft: null\nprivate:\n---\n",
    "a licence": "---\nattribution: CC BY 4.0\n---\n",
    "a licence of a picture": "---\nimage: {attribution: Ada}\n---\n",
    "by whom": "---\npublished: by the board\n---\n",
    "where": "---\npublished: https://example.org/a\nprivacy: https://example.org/p\n---\n",
    "a link": "---\nlinks: {draft: https://example.org/d}\n---\n",
    "a recording": "---\nrecording: {published: false}\n---\n",
    "its comments": "---\ncomments_public: false\n---\n",
    "its menu": "---\nnav: {hidden: true}\n---\n",
    "a calendar": "---\ncalendar:\n  private: true\n---\n",
    "a place": "---\nlocation: private\n---\n",
    "a version": "---\nversion: draft\n---\n",
    "a category": "---\ncategories: [draft, tc]\n---\n",
    "the public of a council": "# T\n\nPublic: None\nMembers of the public: 0\n\n",
    "counts": "# T\n\nNew drafts: 1\nRFCs published: 0\nInternal: 1\nRepos, private: 1\nConfidential: 1\n\n",
    "nobody": "# T\n\nPrivacy: nobody\n\n",
    "a motion": "# T\n\n> Policy: private\n\n",
    "how to write it": "# T\n\nWrite:\n\n```yaml\ndraft: true\n```\n\n",
    "another meeting's rule": "# T\n\n- Conference\n    - Chatham House rules, so no names\n\n",
    "a house": "# T\n\nWe met at Chatham House.\n\n",
    "code of something else": "```python\nprivate = True\n```\n",
}
"""What only sounds as if a page were to be kept back."""

BODY = "# Sesame\n\nWords of the cave.\n\n**Present:** Zorba Quux, Edda Lundqvist\n"


def _told(understand: Understand, head: str) -> tuple[bool, list[str]]:
    """Whether the page is published, and the codes of what is said of it."""
    found = understand(_files(secret=head + BODY))
    return "events/fair/sessions/secret/" in found.relations.documents, [issue.code for issue in found.issues]


@pytest.mark.parametrize(
    "head",
    [*PRIVATE.values(), *DRAFT.values()],
    ids=[*(f"private: {how}" for how in PRIVATE), *(f"a draft: {how}" for how in DRAFT)],
)
def test_what_is_private_or_a_draft_is_kept_back_however_it_says_so(understand: Understand, head: str) -> None:
    published, codes = _told(understand, head)
    assert not published
    assert "unpublished" in codes


@pytest.mark.parametrize("head", DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_cannot_be_understood_keeps_the_page_back_and_is_told(understand: Understand, head: str) -> None:
    published, codes = _told(understand, head)
    assert not published
    assert "policy" in codes


@pytest.mark.parametrize("head", OPEN.values(), ids=OPEN)
def test_what_only_sounds_so_is_published(understand: Understand, head: str) -> None:
    published, codes = _told(understand, head)
    assert published
    assert "policy" not in codes


@pytest.mark.parametrize("head", ["---\npolicy: private\n---\n", *list(PRIVATE.values())[:6], '{"draft": true}\n'])
def test_nothing_of_it_is_in_any_output(pages: Pages, head: str) -> None:
    told = _everything(pages(_files(secret=head + BODY)))
    for word in ("sesame", "cave", "zorba", "lundqvist"):
        assert word not in told


@pytest.mark.parametrize(
    ("head", "policy"),
    [
        ("---\npolicy: The Chatham House Rule\n---\n", Policy.CHATHAM_HOUSE),
        ("---\npolicy: chattam-house\n---\n", Policy.CHATHAM_HOUSE),
        ("---\npolicy: anonymous\n---\n", Policy.CHATHAM_HOUSE),
        ("---\npolicy: no names\n---\n", Policy.CHATHAM_HOUSE),
        ("---\npolices: intials\n---\n", Policy.INITIALS),
        ("---\npolicy: [named, initials]\n---\n", Policy.INITIALS),
        ("# T\n\nPolicy: Chatham House Rule\n\n", Policy.CHATHAM_HOUSE),
        ("\n---\npolicy: initials\n---\n", Policy.INITIALS),
        ("---\nchatham_house: true\n---\n", Policy.CHATHAM_HOUSE),
        ("---\nchatham-house-rule: yes\n---\n", Policy.CHATHAM_HOUSE),
        ("---\nrules: Chatham House\n---\n", Policy.CHATHAM_HOUSE),
        ("# T\n\nChatham House Rule\n\n", Policy.CHATHAM_HOUSE),
        ("# T\n\n*This meeting was held under the Chatham House rule.*\n\n", Policy.CHATHAM_HOUSE),
        ("---\nchatham_house: false\n---\n", Policy.NAMED),
    ],
)
def test_a_policy_is_understood_in_other_words(understand: Understand, head: str, policy: Policy) -> None:
    (found,) = [one for one in understand(_files(talk=head + BODY)).folder.sources if one.path.endswith("talk.md")]
    assert facts_of(found.front, Kind.SESSION, found.path)[0].policy is policy


def test_front_matter_below_a_blank_line_is_front_matter(understand: Understand) -> None:
    found = understand(_files(talk="\n\ufeff\n---\ntitle: Sesame\nroom: [x\n---\n\nWords.\n"))
    assert [(issue.code, issue.line) for issue in found.issues] == [("yaml", 5)]
    found = understand(_files(talk="\n---\ntitle: Sesame\n---\n\nWords.\n"))
    assert found.relations.documents["events/fair/sessions/talk/"].title == "Sesame"
    assert found.issues == ()


def test_the_hint_names_the_line(understand: Understand) -> None:
    found = understand(_files(talk="# Talk\n\nPolicy: private\n\nWords.\n"))
    assert [(one.code, one.line) for one in found.issues] == [("unpublished", 3)]


def test_the_issue_names_the_line(understand: Understand) -> None:
    found = understand(_files(talk="---\ntitle: x\npolicy: whatever\n---\nWords.\n"))
    assert [(one.code, one.line, one.col) for one in found.issues] == [("policy", 3, 1), ("unpublished", 3, 1)]


UNLISTED = {
    "last name first": '"Zulist, Clara"',
    "a link": '"[Clara Zulist](https://github.com/clarazu)"',
    "a link of a wiki": '"[[Clara Zulist]]"',
    "a link of a wiki with words": '"[[clara|Clara Zulist]]"',
    "with somebody else": '"Clara Zulist and Ada Example"',
    "with somebody else, by a slash": '"Ada Example / Clara Zulist"',
    "with a guest": '"Clara Zulist +1"',
    "a middle initial": '"Clara J. Zulist"',
    "a middle name": '"Clara Maria Zulist"',
    "a title": '"Dr. Clara Zulist"',
    "a degree": '"Clara Zulist, PhD"',
    "another letter": '"Clara Zulizt"',
    "a letter more": '"Clara Zulists"',
    "two letters changed": '"Clara Zulsit"',
    "a slip in the first name": '"Clar Zulist"',
    "capitals": '"CLARA ZULIST"',
    "an accent": '"Clára Zulíst"',
    "run together": '"ClaraZulist"',
    "with an organisation": '"Clara Zulist (Acme)"',
    "a handle": '"@clarazu"',
    "initial and last name": '"C. Zulist"',
    "first name and initial": '"Clara Z."',
    "the last name": '"Zulist"',
    "with a hyphen": '"Clara-Zulist"',
    "with a remark": '"Clara Zulist - late"',
    **{
        f"{title} and the last name": f'"{title} Zulist"'
        for title in ("Ms", "Mr", "Dr", "Prof.", "Cllr", "Frau", "Mme")
    },
    "the last name and a letter": '"Zulist C"',
    "letters written otherwise": '"Clara Zuelist"',
    "an entity": '"Clara Zuli&#115;t"',
    "an address": "github.com/clarazu",
    "an address of the web": "https://github.com/clarazu",
}
"""Ways to name Clara Zulist in a list."""


@pytest.mark.parametrize("aliases", ["", "  aliases: [Cl Othz]\n"], ids=["alone", "with another name"])
@pytest.mark.parametrize("written", UNLISTED.values(), ids=UNLISTED)
def test_who_is_not_listed_is_not_told_however_they_are_written(pages: Pages, written: str, aliases: str) -> None:
    people = f"- name: Clara Zulist\n  handle: clarazu\n  listed: false\n{aliases}"
    text = f"---\ndate: 2024-01-01\nattendees:\n  - {written}\n  - Bo Example\n---\n# A\n\nWords.\n"
    told = _everything(pages({"m/a.md": text, "m/b.md": text.replace("01-01", "01-08"), "people.yml": people}))
    assert "bo example" in told
    for word in ("zul", "clara", "clár"):
        assert word not in told, word


@pytest.mark.parametrize(
    "files",
    [
        {"m/a.md": "---\nattendees: Zulist, Clara, Bo Example\n---\n# A\n\nWords.\n"},
        {"m/a.md": "# A\n\nWords first.\n\n**Present:** Zulist, Clara; Bo Example\n"},
        {
            "events/fair/index.md": "# Fair\n",
            "events/fair/schedule.csv": 'slot,room,title,moderator\n10:00,R,Unwritten,"Zulist, Clara"\n',
        },
        {
            "events/fair/index.md": "# Fair\n",
            "events/fair/schedule.csv": "slot,room,title,moderator\n10:00,R,Unwritten,Dr. Clara J. Zulizt\n",
        },
    ],
    ids=["front matter", "prose", "a board", "a board with a slip"],
)
def test_no_half_of_a_name_is_told(pages: Pages, files: Files) -> None:
    found = pages({**files, "people.yml": "- {name: Clara Zulist, listed: false}\n"})
    told = [page.html for path, page in found.items() if path != "m/a/"]
    told += [text for path, text in found.files.items() if path.startswith(("api/v1/people", "graph", "events/"))]
    assert "clara" not in "".join(told).casefold()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Juan García López", "Juan García"),
        ("Juan García López", "J. García"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Jörg Müller", "Jorg Muller"),
        ("Joost van der Berg", "van der Berg"),
        ("Joost van der Berg", "Berg, J. van der"),
        ("山田太郎", "山田さん"),
        ("山田太郎", "山田太郎様"),
    ],
)
def test_names_of_other_kinds_are_not_told(pages: Pages, name: str, written: str) -> None:
    text = f"---\nattendees:\n  - '{written}'\n  - Bo Example\n---\n# A\n\nWords.\n"
    people = f"- {{name: {name}, listed: false}}\n"
    found = pages({"m/a.md": text, "m/b.md": text, "people.yml": people})
    assert [path for path in found if path.startswith("people/") and path != "people/"] == ["people/bo-example/"]
    assert written not in found["m/a/"].html


def test_others_of_that_name_are_told(pages: Pages) -> None:
    people = "- {name: Clara Zulist, listed: false}\n- {name: Tom Zulist}\n"
    text = "---\nattendees: [Tom Zulist, Clara Berg, Zoe Zulu]\n---\n# A\n\nWords.\n"
    told = _everything(pages({"m/a.md": text, "people.yml": people}))
    for word in ("tom zulist", "clara berg", "zoe zulu"):
        assert word in told, word


def test_a_name_that_is_a_link_is_a_name(pages: Pages) -> None:
    text = (
        '---\nattendees: ["[[Ada Marsh]]", "[Bo Rao](https://example.org/bo)", "[[cy|Cy Falk]]"]\n---\n# A\n\nWords.\n'
    )
    found = pages({"m/a.md": text, "m/b.md": text})
    assert {"people/ada-marsh/", "people/bo-rao/", "people/cy-falk/"} <= found.keys()


def _about(found: object, url: str) -> str:
    """All that is told of a person: their page, their feeds, and their entries in the API."""
    pages_, files = found, found.files  # type: ignore[attr-defined]
    own = [pages_[url].html, pages_[url].record]  # type: ignore[index]
    own += [text for path, text in files.items() if path.startswith(url)]
    for path, text in files.items():
        if path.startswith("api/") and path.endswith(".json") and "schema" not in path:
            own += [line for line in text.split("\n") if url in line and not path.endswith("sessions.json")]
    return "\n".join(own).casefold()


def test_a_pseudonym_is_told_beside_no_sentence_with_the_name(pages: Pages) -> None:
    files = {
        "m/2024-01-01-a.md": "# A\n\n**Chair:** Bo Zureal\n\n## Action items\n\n"
        "- [ ] Bo Zureal to call the shop by 2024-02-01\n- [ ] ACTION: @bozureal to write\n- [ ] Zureal: sweep\n",
        "m/2024-01-08-b.md": "# B\n\nWe thank Bo Zureal and @bozureal.\n\n**Present:** Ada Example, Bo Zureal\n\n"
        "Bo Zureal: I decide. \n\nDECISION: Bo Zureal pays\n",
        "people.yml": "- {name: Bo Zureal, handle: bozureal, as: B. E.}\n",
    }
    found = pages(files)
    assert "b. e." in found["people/b-e/"].html.casefold()
    assert "zureal" not in _about(found, "people/b-e/")


@pytest.mark.parametrize("policy", ["chatham-house", "initials"])
@pytest.mark.parametrize(
    "said", ["- **Scribe:** @zuhandle", "Thanks, @zuhandle!", "[[Anna Zuperson]] spoke.", "**Present:** Anna Zuperson"]
)
def test_nobody_has_a_page_for_a_session_that_names_nobody(pages: Pages, policy: str, said: str) -> None:
    text = f"---\npolicy: {policy}\n---\n# A\n\n{said}\n\nWe spoke.\n"
    found = pages({"m/2024-01-01-a.md": text, "people.yml": "- {name: Anna Zuperson, handle: zuhandle}\n"})
    assert not [path for path in found if path.startswith("people/") and path != "people/"]
    own = [text for path, text in found.files.items() if path.startswith(("api/v1/people", "people/", "graph"))]
    assert "zuhandle" not in "".join(own)
    assert "zuperson" not in "".join(own)


SECRET = "# Sess\n\nzubody\n\n**Present:** Anna Zuaak, Bo Example\n"


@pytest.mark.parametrize(
    ("index", "page"),
    [
        ("index.md", "2024-01-01.md"),
        ("index.md", "deep/er/2024-01-01.md"),
        ("meetup/index.md", "meetup/2024/01-01.md"),
        ("meetup/README.md", "meetup/2024/01-01.md"),
        ("events/fair/index.md", "events/fair/sessions/a.md"),
        ("events/fair/index.md", "events/fair/more/deep/a.md"),
        ("events/index.md", "events/fair/sessions/a.md"),
        ("guide/index.md", "guide/one.md"),
        ("meetup/_index.md", "meetup/2024/01-01.md"),
    ],
)
@pytest.mark.parametrize("word", ["policy: private", "status: draft"])
def test_an_index_speaks_for_all_below_it(pages: Pages, index: str, page: str, word: str) -> None:
    files = {"index.md": "# Home\n", index: f"---\n{word}\n---\n# Meet\n\nx\n", page: SECRET}
    told = _everything(pages(files))
    for secret in ("zubody", "zuaak"):
        assert secret not in told


def test_an_index_lets_nobody_be_named_below_it(pages: Pages) -> None:
    files = {
        "meetup/index.md": "---\npolicy: chatham-house\n---\n# Meet\n\nx\n",
        "meetup/2024/01-01.md": "---\nattendees: [Anna Zuaak]\n---\n# Sess\n\nzubody\n",
    }
    told = _everything(pages(files))
    assert "zubody" in told
    assert "zuaak" not in told


@pytest.mark.parametrize("data", [b"---\npolicy: private\n---\n# Meet\0\n", b"\0", b"\0\0policy"])
def test_an_index_that_cannot_be_read_closes_its_folder(
    write: Callable[[Files], object], understand: Understand, data: bytes
) -> None:
    found = understand(
        {
            "index.md": "# Home\n",
            "events/fair/index.md": data,
            "events/fair/sessions/a.md": SECRET,
            "events/fair/x.pdf": b"%PDF",
        }
    )
    assert [(issue.code, issue.path) for issue in found.issues] == [
        ("binary", "events/fair/index.md"),
        ("unpublished", "events/fair/sessions/a.md"),
        ("unpublished", "events/fair/x.pdf"),
    ]
    assert {one.path for one in found.relations.documents.values()} == {"index.md"}
    assert found.relations.attachments == frozenset()


@pytest.mark.parametrize(
    ("head", "attachments"),
    [
        ("policy: chatham-house", {"m/plan.png", "other/loose.vtt", "m/both.txt"}),
        ("policy: initials", {"m/plan.png", "other/loose.vtt", "m/both.txt"}),
        ("policy: private", {"other/loose.vtt", "m/both.txt"}),
        ("policy: named", {"m/plan.png", "m/talk.vtt", "m/t.vtt", "m/s/scan.png", "other/loose.vtt", "m/both.txt"}),
    ],
)
def test_files_of_a_session_that_names_nobody(understand: Understand, head: str, attachments: set[str]) -> None:
    found = understand(
        {
            "m/s.md": f"---\n{head}\n---\n# S\n\n![plan](plan.png) [talk](talk.vtt) [both](both.txt)\n",
            "n/open.md": "# Open\n\n[both](../m/both.txt)\n",
            "m/plan.png": b"\x89PNG\r\n\x1a\n",
            "m/talk.vtt": "WEBVTT\n",
            "m/t.vtt": "WEBVTT\n",
            "m/both.txt": "x",
            "m/s/scan.png": b"\x89PNG\r\n\x1a\n",
            "other/loose.vtt": "WEBVTT\n",
        }
    )
    assert found.relations.attachments == attachments


OPT_OUTS = {
    "no": "- {name: Zorba Quux, listed: no}\n",
    "in German": "- {name: Zorba Quux, listed: nein}\n",
    "nobody knows": "- {name: Zorba Quux, listed: perhaps}\n",
    "nothing": "- name: Zorba Quux\n  listed:\n",
    "misspelt": "- {name: Zorba Quux, listd: false}\n",
    "private": "- {name: Zorba Quux, private: true}\n",
    "hidden": "- {name: Zorba Quux, hidden: yes}\n",
    "public: no": "- {name: Zorba Quux, public: false}\n",
    "another name that is none": "- {name: Zorba Quux, as: [B, E]}\n",
    "another name left empty": "- name: Zorba Quux\n  as:\n",
    "listed twice, the second time not": "- {name: Zorba Quux}\n- {name: Zorba Quux, listed: false}\n",
    "listed twice, the first time not": "- {name: Zorba Quux, listed: false}\n- {name: Zorba Quux}\n",
    "said twice": "- name: Zorba Quux\n  listed: false\n  listed: true\n",
    "no name": "- {nme: Zorba Quux, listed: false}\n",
    "a mapping": "Zorba Quux:\n  listed: false\n",
    "broken YAML": "- name: Zorba Quux\n  listed: false\n- name: [x\n",
    "no text": b"- name: Zorba Quux\0\n  listed: false\n",
    "in capitals": "- {name: Zorba Quux, Listed: false}\n",
    "another name in capitals": "- {name: Zorba Quux, As: Z. Q.}\n",
    "anonymous": "- {name: Zorba Quux, anonymous: true}\n",
    "hide": "- {name: Zorba Quux, hide: true}\n",
    "visible: no": "- {name: Zorba Quux, visible: false}\n",
    "shown as": "- {name: Zorba Quux, shown_as: Z. Q.}\n",
    "a pseudonym": "- {name: Zorba Quux, pseudonym: Z. Q.}\n",
    "not listed": "- {name: Zorba Quux, not-listed: true}\n",
    "an address for a handle": "- {name: Someone Else, handle: 'https://github.com/zorbaq', listed: false}\n",
}
"""Ways to write in people.yml that Zorba Quux (@zorbaq) must not be named."""


@pytest.mark.parametrize("people", OPT_OUTS.values(), ids=OPT_OUTS)
def test_an_opt_out_counts_however_it_is_written(pages: Pages, people: str | bytes) -> None:
    handle = people == OPT_OUTS["an address for a handle"]
    name = "@zorbaq" if handle else "Zorba Quux"
    text = f"---\nattendees: ['{name}', Bo Example]\n---\n# A\n\nWords.\n"
    told = _everything(pages({"m/a.md": text, "m/b.md": text, "people.yml": people}))
    for word in ("zorba", "quux"):
        assert word not in told, word


@pytest.mark.parametrize(
    "people", ["- {name: Zorba Quux}\n", "- {name: Zorba Quux, listed: yes}\n", "ada: {name: x}\n", ""]
)
def test_who_asked_for_nothing_is_named(pages: Pages, people: str) -> None:
    text = "---\nattendees: [Zorba Quux, Bo Example]\n---\n# A\n\nWords.\n"
    assert "people/zorba-quux/" in pages({"m/a.md": text, "m/b.md": text, "people.yml": people})


@pytest.mark.parametrize("how", ["a link out", "a link to itself", "a pipe", "too large"])
def test_an_index_that_cannot_be_opened_closes_its_folder(
    write: Callable[[Files], Path], tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({"index.md": "# Home\n", "events/fair/sessions/a.md": SECRET})
    index = root / "events/fair/index.md"
    if how == "a link out":
        outside = tmp_path / "outside.md"
        outside.write_text("---\npolicy: private\n---\n# Meet\n", encoding="utf-8")
        index.symlink_to(outside)
    elif how == "a link to itself":
        index.symlink_to(index)
    elif how == "a pipe":
        os.mkfifo(index)
    else:
        monkeypatch.setattr(walk, "MOST_BYTES", 100)
        index.write_text("---\npolicy: private\n---\n" + "x" * 100, encoding="utf-8")
    found = pipeline.understand(root)
    assert {one.path for one in found.relations.documents.values()} == {"index.md"}
    assert "unreadable" in {issue.code for issue in found.issues}
