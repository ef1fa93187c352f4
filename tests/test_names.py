"""Who is who, from files to relations: evidence, participations, owners, speakers, and what of it may be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socml_site.link import evidence, know, relate
from socml_site.link.names.doubts import MOST, issues
from socml_site.link.names.spelling import fold
from socml_site.model import (
    Document,
    Facts,
    Kind,
    Link,
    Mention,
    Minutes,
    Named,
    Outcome,
    OutcomeKind,
    Owner,
    Place,
    Policy,
    Relations,
    Role,
    SitePath,
    SourcePath,
    Status,
    Turn,
)
from socml_site.pipeline import Understood
from socml_site.withhold import policy
from tests import naming
from tests.bench.stages import crowd
from tests.conftest import Files, calls

PEOPLE = """\
- {name: Zora Quill, aliases: [Zed], handle: zq, listed: false}
- {name: Yan Abel, as: A reader}
"""
CAST = (
    Named("Ada Abel", (Role.ATTENDED, Role.NOTED), Place(4, 1), also=("AA", "@ada")),
    Named("Bo Brook", (Role.ATTENDED, Role.SPOKE), Place(5, 1)),
    Named("Zed", (Role.ATTENDED, Role.SPOKE), Place(6, 1)),
    Named("Yan Abel", (Role.ATTENDED, Role.SPOKE), Place(7, 1)),
    Named("Cy Costa", (Role.ABSENT,), Place(8, 1)),
)


def session(facts: Facts = Facts(), **said: object) -> Document:  # noqa: B008
    """Minutes with the people of CAST, in which each of them said and promised something."""
    turns = tuple(
        Turn(one.name, one.name.split()[0], Place(20 + at, 1), 20 + at, f"t{at}", words=3)
        for at, one in enumerate(CAST)
    )
    outcomes = (
        outcome("AA to write to everyone", "AA"),
        outcome("to call", "Zed"),
        outcome("to sing", "Yan Abel"),
        outcome("to come", "everyone"),
        outcome("to go", "Ada Abel and @ada, Bo"),
        outcome("to fly", "Nobody Known"),
    )
    minutes = Minutes(date=date(2024, 1, 1), words=9, people=CAST, turns=turns, outcomes=outcomes)
    minutes = replace(minutes, **said)  # type: ignore[arg-type]
    return Document(SourcePath("wg/a.md"), SitePath("wg/a/"), Kind.SESSION, "A", facts, minutes, "Words.")


def outcome(text: str, *owners: str) -> Outcome:
    """An action item."""
    return Outcome(OutcomeKind.ACTION, text, Place(30, 1), "o1", owners=owners)


def related(*documents: Document, people: str = PEOPLE) -> Relations:
    """What the documents say of each other, before anything is withheld."""
    return relate(know(documents, naming.folder(list(documents), people)))[0]


def told(*documents: Document, people: str = PEOPLE) -> Relations:
    """What may be told of them."""
    return policy.withhold(related(*documents, people=people))[0]


def roles(relations: Relations) -> list[tuple[str, str]]:
    """Names with roles, as shown."""
    return [(one.name, one.role.value) for one in relations.participations]


def test_roles_come_from_the_prose() -> None:
    assert roles(related(session())) == [
        ("Ada Abel", "noted"),
        ("Bo Brook", "spoke"),
        ("Zora Quill", "spoke"),
        ("Yan Abel", "spoke"),
        ("Ada Abel", "attended"),
        ("Bo Brook", "attended"),
        ("Zora Quill", "attended"),
        ("Yan Abel", "attended"),
        ("Cy Costa", "absent"),
    ]


def test_front_matter_is_the_last_word_on_the_roles_it_gives() -> None:
    facts = Facts(people=(Mention("Di Diaz", Role.ATTENDED), Mention("AA", Role.MODERATED)))
    assert roles(related(session(facts))) == [
        ("Ada Abel", "moderated"),
        ("Ada Abel", "noted"),
        ("Bo Brook", "spoke"),
        ("Zora Quill", "spoke"),
        ("Yan Abel", "spoke"),
        ("Di Diaz", "attended"),
        ("Cy Costa", "absent"),
    ]


def test_who_is_absent_by_one_word_and_present_by_another_was_there() -> None:
    facts = Facts(people=(Mention("Cy Costa", Role.MODERATED),))
    assert ("Cy Costa", "absent") not in roles(related(session(facts)))


def test_a_file_of_several_sessions_leaves_its_people_to_them() -> None:
    whole = replace(session(), parts=(SitePath("wg/a/1/"),))
    part = replace(session(), url=SitePath("wg/a/1/"), whole=whole.url)
    relations = related(whole, part)
    assert {one.document for one in relations.participations} == {part.url}
    assert {one.document for one in relations.statements} == {part.url}


def test_owners_are_people_of_the_meeting_or_words() -> None:
    owners = [one.owners for one in related(session()).statements]
    ada, bo = Owner("Ada Abel", SitePath("people/ada-abel/")), Owner("Bo Brook", SitePath("people/bo-brook/"))
    assert owners == [
        (ada,),
        (Owner("Zora Quill", SitePath("people/zora-quill/")),),
        (Owner("Yan Abel", SitePath("people/yan-abel/")),),
        (Owner("everyone"),),
        (ada, bo),
        (Owner("Nobody Known"),),
    ]


def test_who_only_promises_something_has_no_page() -> None:
    assert not [url for url in related(session()).people if "nobody" in url]


def test_an_owner_known_from_other_meetings_is_found() -> None:
    other = naming.document("wg/2024-01-08", ["Di Diaz"])
    owner = related(session(outcomes=(outcome("to go", "Di"),)), other).statements[0].owners
    assert owner == (Owner("Di Diaz", SitePath("people/di-diaz/")),)


@pytest.mark.parametrize("owner", ["Zed and Nobody", "Nobody, @zq", "Zora Quill/Ada"])
def test_somebody_not_listed_is_taken_out_of_several_owners(owner: str) -> None:
    found = told(session(outcomes=(outcome("to go", owner),))).statements[0].owners
    assert [one.name for one in found] in (["Nobody"], ["Ada Abel"])


def test_who_is_not_listed_is_withheld_from_everything_said() -> None:
    said = replace(outcome("so it is", "Zed", "@zq"), kind=OutcomeKind.DECISION)
    turns = (Turn("Zora Quil", "Z", Place(40, 1), 41), Turn("Zed", "Zed", Place(42, 1), 43))
    found = told(session(people=CAST[:2], outcomes=(said,), turns=turns))
    assert found.statements[0].owners == ()
    assert found.speakers == {}


def test_what_was_withdrawn_or_only_informs_is_no_statement() -> None:
    said = (
        replace(outcome("to go"), withdrawn=True),
        replace(outcome("so"), kind=OutcomeKind.INFO),
        replace(outcome("yes"), kind=OutcomeKind.DECISION),
    )
    assert [one.outcome.text for one in related(session(outcomes=said)).statements] == ["yes"]


def test_of_a_named_session_the_unlisted_and_renamed_are_withheld() -> None:
    found = told(session())
    assert {name for name, _ in roles(found)} == {"Ada Abel", "Bo Brook", "Cy Costa", "A reader"}
    assert [tuple(owner.name for owner in one.owners) for one in found.statements] == [
        ("Ada Abel",),
        (),
        ("A reader",),
        ("everyone",),
        ("Ada Abel", "Bo Brook"),
        ("Nobody Known",),
    ]
    assert set(found.speakers[SitePath("wg/a/")]) == {"Ada Abel", "Bo Brook", "Cy Costa"}
    assert [one.label for one in found.documents[SitePath("wg/a/")].minutes.turns] == ["Ada", "Bo", "Cy"]


def test_initials_stand_for_owners_and_speakers_too() -> None:
    found = told(session(Facts(policy=Policy.INITIALS)))
    document = found.documents[SitePath("wg/a/")]
    assert {name for name, _ in roles(found)} == {"A. A.", "B. B.", "C. C.", "A. R."}
    assert all(one.person is None for one in found.participations)
    # A sentence that holds a name itself is in no register.
    assert found.statements[3].owners == (Owner("A. A."), Owner("B. B."))
    assert found.speakers[document.url]["A. A."] == Owner("A. A.")
    assert [(one.speaker, one.label) for one in document.minutes.turns] == [("A. A.", ""), ("B. B.", ""), ("C. C.", "")]


@pytest.mark.parametrize(
    "facts", [Facts(policy=Policy.CHATHAM_HOUSE), Facts(policy=Policy.PRIVATE), Facts(status=Status.DRAFT)]
)
def test_where_nobody_may_be_named_nobody_owns_or_speaks(facts: Facts) -> None:
    found = told(session(facts))
    assert found.participations == ()
    assert found.people == {}
    assert found.speakers == {}
    assert [one.owners for one in found.statements] == [()] * (5 if facts.policy is Policy.CHATHAM_HOUSE else 0)
    assert all(one.minutes.turns == () for one in found.documents.values())


@pytest.mark.parametrize("chosen", list(Policy))
def test_no_document_keeps_a_name(chosen: Policy) -> None:
    for document in told(
        session(Facts(policy=chosen, people=(Mention("Di Diaz", Role.MODERATED),)))
    ).documents.values():
        assert document.facts.people == ()
        assert document.minutes.people == ()
        assert all(one.owners == () for one in document.minutes.outcomes)


def test_the_policy_of_a_file_holds_for_its_sessions() -> None:
    whole = replace(session(Facts(policy=Policy.CHATHAM_HOUSE)), parts=(SitePath("wg/a/1/"),))
    part = replace(session(), url=SitePath("wg/a/1/"), whole=whole.url)
    assert told(whole, part).participations == ()
    hidden = replace(whole, facts=Facts(status=Status.DRAFT))
    assert told(hidden, part).documents == {}


def test_spellings_of_withheld_minutes_are_on_no_page() -> None:
    closed = naming.document(
        "wg/2024-01-01", ["Jane Doe; @shadow; JD; (Secret Corp); https://jd.example"], policy="chatham-house"
    )
    found = told(closed, naming.document("wg/2024-01-08", ["Jane Doe; Janey"]))
    person = found.people[SitePath("people/jane-doe/")]
    assert (person.aliases, person.handle, person.homepage, person.affiliation) == (("Janey",), "", "", "")


def test_a_person_is_told_of_with_what_the_minutes_say() -> None:
    found = told(
        naming.document("wg/2024-01-01", ["Jane Doe; @jdoe; JD; (Acme); https://jd.example"]),
        naming.document("wg/2024-01-08", ["Jane B. Doe; (Bolt)"]),
        naming.document("wg/2024-01-15", ["Jane Doe; (Bolt)", "Jane Other; javascript:alert"]),
    )
    person = found.people[SitePath("people/jane-doe/")]
    assert (person.handle, person.homepage, person.affiliation) == ("jdoe", "https://jd.example", "Bolt")
    assert person.aliases == ("JD", "Jane B. Doe")
    assert found.people[SitePath("people/jane-other/")].homepage == ""


def test_spellings_lead_to_the_page() -> None:
    documents = [
        naming.document("wg/2024-01-01", ["Dan Abel; @sailor"]),
        naming.document("wg/2024-01-08", ["Daniel Abel; @sailor"]),
    ]
    link = [Link(name, name, Place(9, 1), wiki=True) for name in ("@sailor", "Dan Abel", "Daniel Abel")]
    documents[0] = replace(documents[0], minutes=replace(documents[0].minutes, links=tuple(link)))
    leads = related(*documents).targets[documents[0].url]
    assert set(leads.values()) == {"people/daniel-abel/"}


def test_evidence_says_why_and_where() -> None:
    minutes = {
        "wg/2024-01-01": ["Dan Abel; @sailor"],
        "far/2021-01-01": ["Daniel Abel; @sailor; DA"],
        "far/2021-01-08": ["Dan"],
        "wg/2024-01-08": ["Bo Brook"],
    }
    who = naming.settle({"minutes": minutes})
    wanted = {
        ("DA", "named so in the same minutes", "far/2021-01-01.md"),
        ("Dan", "the only one with this short form of a first name in these meetings", "far/2021-01-08.md"),
    }
    for name in ("Dan Abel", "daniel abel", "@sailor", "DA"):
        found = [join for joins in evidence(who, name).values() for join in joins]
        assert wanted <= {(one.name, one.reason, one.path) for one in found}, name
        assert [(one.name, one.into) for one in found if one.reason == "the same handle @sailor" and one.certain], name
    assert evidence(who, "Bo Brook") == evidence(who, "Nobody") == {}


def test_doubts_are_told_once_with_a_line_for_the_file() -> None:
    minutes = {
        "wg/2024-01-01": ["Ada Lovelace"],
        "wg/2024-01-08": ["Ada Lovelase: x"],
        "wg/2024-01-15": ["Ada Lovelace"],
    }
    minutes["wg/2024-01-08"] = ["Ada Lovelase"]
    (found,) = issues(naming.settle({"minutes": minutes}).doubts)
    assert (found.path, found.line, found.code, str(found.severity)) == ("wg/2024-01-08.md", 5, "duplicate", "hint")
    assert found.message == "`Ada Lovelase` may be `Ada Lovelace`"
    assert "`- {name: Ada Lovelace, aliases: [Ada Lovelase]}`" in found.hint


def test_a_doubt_about_somebody_listed_names_the_entry() -> None:
    case = {
        "minutes": {"wg/2024-01-01": ["Ada Lovelase"], "wg/2024-01-08": ["Ada Lovelace"]},
        "people": "- name: Ada Lovelace\n",
    }
    (found,) = issues(naming.settle(case).doubts)
    assert "add `Ada Lovelase` to the aliases of `Ada Lovelace`" in found.hint


def test_two_whom_the_file_lists_are_not_doubted() -> None:
    case = {
        "minutes": {"wg/2024-01-01": ["Ada Lovelase"], "wg/2024-01-08": ["Ada Lovelace"]},
        "people": "- name: Ada Lovelace\n- name: Ada Lovelase\n",
    }
    assert naming.settle(case).doubts == ()


def test_many_doubts_do_not_drown_the_rest() -> None:
    names = [f"{first}{last}" for first in "BCDFGHKLMNPRST" for last in ("arnaby", "ernaby", "irnaby")]
    minutes = {
        f"wg/2024-01-{at:02}": [f"{names[at]} Tremblay{letter}" for letter in ("", "s")]
        if at % 2
        else [f"{names[at]} Tremblay"]
        for at in range(1, 28)
    }
    minutes = {
        f"{folder}/{path}": [name]
        for path, people in minutes.items()
        for folder, name in zip("ab", people, strict=False)
    }
    minutes |= {f"c{at}/2024-01-01": [f"Xaver{'abcdefghijklmnopqrstuvwxyz'[at]}lo Montgomery"] for at in range(26)}
    doubts = naming.settle({"minutes": minutes}).doubts
    found = list(issues(doubts))
    assert len(doubts) > MOST
    assert len(found) == MOST + 1
    assert found[-1].message.startswith(f"{len(doubts) - MOST} more pairs")
    assert [one.likeness for one in doubts] == sorted((one.likeness for one in doubts), reverse=True)


def test_the_order_of_files_does_not_matter() -> None:
    minutes = {
        "wg/2024-01-01": ["Dan Abel; @sailor", "Ada"],
        "wg/2024-01-08": ["Daniel Abel; @sailor", "Ada Brook"],
        "wg/2024-01-15": ["Daniel", "A. Brook"],
    }
    forward = naming.settle({"minutes": minutes})
    backward = naming.settle({"minutes": dict(reversed(minutes.items()))})
    assert forward.of == backward.of
    assert forward.people == backward.people


def test_the_work_grows_with_the_number_of_names() -> None:
    def work(sessions: int) -> int:
        found = crowd(sessions)
        folder = naming.folder(found)
        return calls(lambda: know(found, folder))

    assert work(400) < 4 * 1.5 * work(100)


NAMES = st.sampled_from(
    [
        "Dan Abel",
        "Daniel Abel",
        "Dan",
        "Daniel",
        "Dan A.",
        "D. Abel",
        "DA",
        "Danny",
        "Abel",
        "Daniel B. Abel",
        "danabel",
    ]
)
BESIDE = st.sampled_from(
    ["", "; @sailor", "; @danabel", "; DA", "; https://abel.example", "; (Acme)", "; Dan", "; @x2"]
)
LIST = st.lists(st.builds("{}{}".format, NAMES, BESIDE), max_size=5, unique_by=lambda one: fold(one.split(";")[0]))


@settings(max_examples=300, deadline=None)
@given(lists=st.lists(LIST, max_size=6))
def test_two_of_one_list_are_never_one_person(lists: list[list[str]]) -> None:
    who = naming.settle({"minutes": {f"wg/2024-01-{at:02}": people for at, people in enumerate(lists, 1)}})
    for at, people in enumerate(lists, 1):
        names = [one.split(";")[0] for one in people]
        found = [who.find(SitePath(f"wg/2024-01-{at:02}/"), name) for name in names]
        pages = [owner.person for owner in found if owner and owner.person]
        assert len(pages) == len(set(pages)), (names, pages)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Bo Example (Acme) @bo", "Bo Example"),
        ("Ada (Acme) King", "Ada (Acme) King"),
        ("Ada <b>King</b> Example", "Ada <b>King</b> Example"),
        ("Cy Example - Acme", "Cy Example"),
    ],
)
def test_of_a_name_in_front_matter_only_a_remark_falls_away(
    understand: Callable[[Files], Understood], written: str, shown: str
) -> None:
    found = understand({"a.md": f"---\nattendees: ['{written}']\n---\n\nText.\n"}).relations
    assert [one.name for one in found.participations] == [shown]
