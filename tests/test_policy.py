"""What may not be told is in no output: looked for on every page, in every attribute and every figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from socml_site.pipeline import Understood
from tests.conftest import Files
from tests.conftest import Pages as Wiki

Pages = Callable[[Files], Wiki]

EVENT = "---\ntitle: The Fair\nstart: 2020-02-01\n---\n\nTalk.\n"


def _session(title: str, more: str = "", people: str = "Edda Lundqvist, Gustav Hoppe, Zorba Quux") -> str:
    return f"---\ntitle: {title}\ndate: 2020-02-01\nattendees: [{people}]\ntopics: [robots]\n{more}---\n\nWords said.\n"


def _everything(pages: Wiki) -> str:
    """All that is published: addresses, articles, titles, descriptions, what search is told, and all other files."""
    told = [
        f"{path} {page.html} {page.record} {page.artifact.title} {page.artifact.description} {page.artifact.search}"
        for path, page in pages.items()
    ]
    files = [f"{path} {text}" for path, text in pages.files.items()]
    assert any(path.endswith("feed.xml") for path in pages.files)
    return "\n".join((*told, *files)).casefold()


def _files(**sessions: str) -> dict[str, str]:
    return {
        "events/fair/index.md": EVENT,
        **{f"events/fair/sessions/{name}.md": text for name, text in sessions.items()},
    }


def test_what_may_be_told_is_told(pages: Pages) -> None:
    found = pages(_files(arms=_session("Arms")))
    told = _everything(found)
    assert "people/zorba-quux/" in found
    assert "zorba quux" in told
    assert "events/fair/sessions/arms/" in found


@pytest.mark.parametrize("secret", ["status: draft\n", "policy: private\n"])
def test_a_page_that_is_not_published_is_nowhere(pages: Pages, secret: str) -> None:
    hidden = _session("Xylophones", f"{secret}summary: Marimbas\nroom: Vault\nmoderators: [Nora Noname]\n")
    hidden = hidden.replace("robots", "robots, kazoos").replace("Words said", "Didgeridoos said")
    found = pages(_files(arms=_session("Arms", people="Edda Lundqvist"), zither=hidden))
    told = _everything(found)
    for word in ("xylophone", "marimba", "vault", "nora", "kazoo", "didgeridoo", "zither", "zorba", "gustav"):
        assert word not in told, word
    assert found["topics/robots/"].artifact.view.listing.total == 1
    assert found["sessions/"].artifact.view.listing.total == 1
    assert found[""].artifact.view.numbers.sessions == 1
    assert found[""].artifact.view.numbers.people == 1


@pytest.mark.parametrize("secret", ["status: draft\n", "policy: private\n"])
def test_a_mistaken_link_does_not_give_a_hidden_page_away(pages: Pages, secret: str) -> None:
    """The hints of issues are shown on the page, and may name only what is published."""
    one = _session("Arms").replace("Words said", "[[Xylophone]], [x](zithar.md), [y](zither.md#wong), [[Same]]")
    hidden = _session("Xylophones", secret, "Nora Noname").replace("Words said.", "## Wrongdoing")
    files = _files(arms=one, zither=hidden, marimba=_session("Same", secret), kazoo=_session("Same"))
    told = _everything(pages(files))
    for word in ("xylophones", "wrongdoing", "marimba"):
        assert word not in told, word


def test_a_hint_does_not_name_a_hidden_event(pages: Pages) -> None:
    files = _files(arms=_session("Arms", "event: nowhere\n")) | {
        "events/xylophonia/index.md": "---\ntitle: Xylophonia\npolicy: private\n---\nText"
    }
    assert "xylophonia" not in _everything(pages(files))


def test_all_of_a_private_event_is_hidden(pages: Pages) -> None:
    files = _files(arms=_session("Arms", people="Edda Lundqvist")) | {
        "events/xylophonia/index.md": "---\ntitle: Xylophonia\npolicy: private\n---\nText",
        "events/xylophonia/sessions/zither.md": _session("Zithers"),
    }
    told = _everything(pages(files))
    for word in ("xylophonia", "zither", "zorba"):
        assert word not in told, word


def test_somebody_who_is_not_listed_is_nowhere(pages: Pages) -> None:
    people = "- name: Zorba Quux\n  aliases: [Zorbas]\n  handle: zq\n  affiliation: Quuxcorp\n  listed: false\n"
    files = _files(arms=_session("Arms"), legs=_session("Legs", "moderators: [Zorbas]\n")) | {"people.yml": people}
    found = pages(files)
    told = _everything(found)
    for word in ("zorba", "quux", "zq"):
        assert word not in told, word
    assert found["people/edda-lundqvist/"].artifact.view.met[0].label == "Gustav Hoppe"
    assert len(found["people/edda-lundqvist/"].artifact.view.met) == 1
    assert len(found["topics/robots/"].artifact.view.people) == 2
    assert found[""].artifact.view.numbers.people == 2
    assert "2 people in common" in found["events/fair/sessions/arms/"].html


def test_somebody_is_shown_under_the_name_they_want(pages: Pages) -> None:
    people = "- name: Zorba Quux\n  aliases: [Zorbas]\n  handle: zq\n  affiliation: Quuxcorp\n  as: A reader\n"
    found = pages(_files(arms=_session("Arms"), legs=_session("Legs")) | {"people.yml": people})
    told = _everything(found)
    for word in ("zorba", "quux", "zq"):
        assert word not in told, word
    assert "people/a-reader/" in found
    assert "A reader" in found["events/fair/sessions/arms/"].html
    assert found["people/a-reader/"].artifact.view.listing.total == 2


def test_initials_stand_for_names_and_lead_nowhere(pages: Pages) -> None:
    found = pages(_files(arms=_session("Arms", "policy: initials\nspeakers: [Nora Noname]\n")))
    told = _everything(found)
    for word in ("zorba", "quux", "lundqvist", "hoppe", "noname"):
        assert word not in told, word
    shown = found["events/fair/sessions/arms/"].html
    assert "Z. Q." in shown
    assert "N. N." in shown
    assert not [path for path in found if path.startswith("people/") and path != "people/"]
    assert found["topics/robots/"].artifact.view.people == []


def test_under_chatham_house_nobody_is_named_or_counted(pages: Pages) -> None:
    closed = _session("Arms", "policy: chatham-house\nspeakers: [Nora Noname]\n")
    found = pages(_files(arms=closed, legs=_session("Legs", people="Edda Lundqvist")))
    told = _everything(found)
    for word in ("zorba", "quux", "hoppe", "noname", "z. q."):
        assert word not in told, word
    assert found["people/edda-lundqvist/"].artifact.view.listing.total == 1
    assert found["people/edda-lundqvist/"].artifact.view.met == []
    assert "Edda" not in found["events/fair/sessions/arms/"].html
    assert found["events/fair/sessions/arms/"].artifact.view.shared.related[0].reason == "robots"


def test_whom_minutes_perhaps_name_is_named_nowhere_else_under_chatham_house(pages: Pages) -> None:
    """A row of names is not sure enough to be a list of those present, but sure enough to keep them back."""
    row = "---\ntitle: Arms\n{}---\n\nZorba Quux, Nora Noname, Gustav Hoppe\n\n- DECISION: Zorba paints the shed.\n"
    closed, named = (pages(_files(arms=row.format(policy))) for policy in ("policy: chatham-house\n", ""))
    assert "Zorba paints" in closed["events/fair/sessions/arms/"].html
    assert "paints" in named["decisions/"].html
    assert "paints" not in closed["decisions/"].html


def test_an_events_policy_holds_for_its_sessions(pages: Pages) -> None:
    files = _files(arms=_session("Arms"))
    files["events/fair/index.md"] = EVENT.replace("start:", "policy: chatham-house\nstart:")
    told = _everything(pages(files))
    assert "zorba" not in told
    assert "words said" in told


def test_who_signs_a_report_is_named(pages: Pages) -> None:
    report = (
        "---\ntitle: R\nevent: fair\nauthors: [Edda Lundqvist]\nattendees: [Zorba Quux]\npolicy: chatham-house\n---\n"
    )
    found = pages(_files() | {"reports/r.md": report})
    assert "Edda Lundqvist" in found["reports/r/"].html
    assert "zorba" not in _everything(found)


def test_links_to_what_is_hidden_keep_their_words(understand: Callable[[Files], Understood], pages: Pages) -> None:
    one = _session("Arms").replace("Words said", "See [the others](zither.md) and [[Xylophones|those]]")
    files = _files(arms=one, zither=_session("Xylophones", "status: draft\n"))
    shown = pages(files)["events/fair/sessions/arms/"].html
    assert "See <a>the others</a> and those" in shown
    assert [issue.code for issue in understand(files).issues] == ["withheld", "withheld", "unpublished"]


def test_a_link_to_somebody_who_is_not_listed_counts_for_nothing(pages: Pages) -> None:
    text = "---\ntitle: {}\n---\n\nAsk @zq.\n"
    files = {"people.yml": "- {name: Zorba Quux, handle: zq, listed: false}\n"}
    found = pages(files | {"a/x.md": text.format("X"), "b/y.md": text.format("Y")})
    assert found["a/x/"].artifact.view.shared.related == []
    assert "<a>" not in found["a/x/"].html
    assert "quux" not in _everything(found)


def test_files_of_a_hidden_page_are_hidden_with_it(understand: Callable[[Files], Understood]) -> None:
    files = {
        "events/open/index.md": "# Open\n\nText. [both](both.pdf)\n",
        "events/open/both.pdf": "%PDF",
        "events/open/loose.pdf": "%PDF",
        "events/open/sessions/s.md": "---\npolicy: private\n---\n# S\n\n[own](own.pdf) and [both](../both.pdf)\n",
        "events/open/sessions/own.pdf": "%PDF",
        "events/closed/index.md": "---\nstatus: draft\n---\n# Closed\n\nText.\n",
        "events/closed/photo.png": "PNG",
    }
    assert understand(files).relations.attachments == {"events/open/both.pdf", "events/open/loose.pdf"}


@pytest.mark.parametrize(
    ("event", "session", "shown"),
    [
        ("named", "named", "Ada Lovelace"),
        ("initials", "named", "A. L."),
        ("named", "initials", "A. L."),
        ("chatham-house", "initials", ""),
        ("initials", "chatham-house", ""),
    ],
)
def test_the_stricter_of_two_policies_holds(
    understand: Callable[[Files], Understood], event: str, session: str, shown: str
) -> None:
    files = {
        "events/e/index.md": f"---\npolicy: {event}\n---\n# E\n\nText.\n",
        "events/e/sessions/s.md": f"---\npolicy: {session}\nattendees: [Ada Lovelace]\n---\n# S\n\nText.\n",
    }
    assert [one.name for one in understand(files).relations.participations] == ([shown] if shown else [])


@pytest.mark.parametrize(
    "front",
    [
        "---\npolicy: pirvate\n---\n",
        "---\npolcy: private\n---\n",
        "---\nstatus: drfat\n---\n",
        "---\npolicy: private\npolicy: named\n---\n",
        "---\ndraft: true\n---\n",
        "---\npublished: false\n---\n",
        "---\ntitle: [open\nstatus: draft\n---\n",
        "---\npolicy: [private\n---\n",
        "---\nstatus: draft\n\n",
        "---\nstatus: draft\n...\n",
        '+++\nstatus = "draft"\n+++\n',
    ],
)
def test_what_is_meant_to_stay_hidden_stays_hidden_however_it_is_written(pages: Pages, front: str) -> None:
    made = pages(_files(secret=f"{front}# Sesame\n\nWords of the cave.\n"))
    assert "events/fair/sessions/secret/" not in made
    assert "sesame" not in _everything(made)
    assert "cave" not in _everything(made)


@pytest.mark.parametrize("front", ["policy: unnamed", "policy: chattam-house", "polices: intials"])
def test_a_policy_that_is_misspelt_names_nobody(pages: Pages, front: str) -> None:
    made = pages(_files(talk=f"---\n{front}\nattendees: [Edda Lundqvist]\n---\n# Talk\n\nWords.\n"))
    assert "events/fair/sessions/talk/" in made
    assert "lundqvist" not in _everything(made)


@pytest.mark.parametrize("front", ["status: held", "policy: named", "summary: a draft of it", "private: no"])
def test_what_only_sounds_hidden_is_published(pages: Pages, front: str) -> None:
    assert "events/fair/sessions/talk/" in pages(_files(talk=f"---\n{front}\n---\n# Talk\n\nWords.\n"))


def test_a_notice_does_not_repeat_what_is_wrong(pages: Pages) -> None:
    front = "---\npolicy: initials\nmoderators: {Edda Lundqvist: x}\nsummary: [Grace Hopper]\n---\n"
    made = pages(_files(talk=f"{front}# Talk\n\nWords.\n"))
    assert "problems with this page" in made["events/fair/sessions/talk/"].html
    assert "lundqvist" not in _everything(made)
    assert "hopper" not in _everything(made)
