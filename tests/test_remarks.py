"""What is said of somebody beside their name stays in the prose: it is no data about them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from socml_site.minutes.people.entry import entry_of
from tests.conftest import Files, Pages, first_document, source_of

REMARKS = {
    "English": (
        "vegan; gluten free; Allergic to nuts; in a wheelchair; Pregnant; sick; arrives Friday; late; left at "
        "15:40; needs a room; +1; First time; guest; remote; on the phone; Wheelchair User; No Pork; Knee "
        "Surgery; Diabetic; Arriving Late; Just Joining; Coeliac; 10' late; Mon-Wed; May 3; 2pm; until noon; "
        "Jury Duty; Broken Arm, Tired; Guest from Acme; Phil at Acme; ADHD; HIV; Broke Leg; Broken Arm; Divorced; "
        "Hungover; Fish; Chicken; Beef; Steak; Salmon; GF; Plus One; Knee; Bipolar; Widowed; Wedding; Sober; "
        "Heart Attack; Lost Luggage; Root Canal; Insomnia; Blind; Muslim; Queer; Food Poisoning; Sore Throat; Tofu; "
        "Panic Attacks; Ramadan; IBS; Lamb; Surrogate; In Labour; On Parole; Evicted; Cold Sore"
    ),
    "German": (
        "Vegan; glutenfrei; Nussallergie; Rollstuhl; schwanger; Krank; kommt Freitag; später; ab 15 Uhr; "
        "braucht Zimmer; Gast; telefonisch; ohne Fleisch; Laktoseintoleranz; Anreise am Sonntag; Krücken; "
        "Erkältet; Lachs; Rind; Beinbruch; Geschieden; Verkatert; Plus Begleitung"
    ),
    "French": (
        "végétalienne; Sans Gluten; allergique aux noix; en fauteuil roulant; Enceinte; malade; arrive "
        "vendredi; en retard; à distance; invitée; Chambre; pas de porc; Béquilles; "
        "Poulet; Saumon; Jambe Cassée; Divorcée; VIH"
    ),
    "Spanish": (
        "Vegana; Sin Gluten; alérgica; silla de ruedas; Embarazada; enferma; llega el viernes; Tarde; "
        "invitada; remoto; Habitación; Celíaco; Pollo; Ternera; Divorciado; Resaca; Pierna Rota"
    ),
    "Portuguese": (
        "vegano; Sem Glúten; alérgico; Cadeira de Rodas; Grávida; doente; chega sexta-feira; Atrasado, tarde; "
        "remoto; precisa de Quarto; Frango; Salmão; Perna Quebrada; Ressaca"
    ),
    "Italian": (
        "vegana; Senza Glutine; Allergica; Sedia a Rotelle; Incinta; malato; arriva venerdì; In Ritardo; da remoto; "
        "Manzo; Pollo; Divorziata; Gamba Rotta"
    ),
    "Dutch": (
        "Veganist; Glutenvrij; notenallergie, Noten; Rolstoel; Zwanger; ziek; komt vrijdag, Aankomst; Te "
        "Laat; online; gast; Kip; Zalm; Gescheiden; Gebroken"
    ),
    "Swedish": (
        "Vegan; Glutenfri; Nötallergi, allergisk; Rullstol; Gravid; sjuk; kommer fredag; Sen; på distans; Gäst; "
        "Kyckling; Lax; Frånskild; Bakfull"
    ),
    "Norwegian": "veganer; Glutenfri; Nøtteallergi, allergisk; Rullestol; Gravid; Syk; kommer fredag; Forsinket; gjest",
    "Danish": "veganer; Glutenfri; Nøddeallergi, Nødder; Kørestol; Gravid; Syg; kommer fredag; Forsinket; gæst",
    "Polish": (
        "weganka; Bezglutenowa; Alergia na Orzechy; Wózek; W Ciąży; chora; przyjazd w piątek; Spóźniony; zdalnie; Gość"
        "; Kurczak; Łosoś; Rozwiedziona; Kac"
    ),
    "Czech": (
        "veganka; Bezlepková; Alergie na Ořechy; Vozík; Těhotná; nemocná; přijede v pátek; Pozdě; vzdáleně; Host; "
        "Kuře; Losos; Rozvedená; Kocovina"
    ),
}
"""Remarks on food, health, travel, coming and going; each may stand in brackets, behind a dash or behind a comma."""
ALL = [
    pytest.param(remark.strip(), id=f"{language}: {remark.strip()}")
    for language, remarks in REMARKS.items()
    for remark in remarks.split(";")
]
PLACES = ("{} ({})", "{} [{}]", "{} - {}", "{} – {}", "{}: {}", "{}, {}", "{} | {}", "{} @ada ({})", "{} from {}")


@pytest.mark.parametrize("remark", ALL)
def test_a_remark_is_no_affiliation_and_no_other_spelling(remark: str) -> None:
    for place in PLACES:
        text = place.format("Vera Grant", remark)
        found = entry_of(text)
        if found:
            assert (found.name, found.affiliation) == ("Vera Grant", ""), text
            assert found.also in ((), ("@ada",)), text


@pytest.mark.parametrize(
    "organisation",
    [
        *(
            "Acme",
            "Northern University",
            "University of the North",
            "Acme Ltd",
            "eBay",
            "3M",
            "W3C",
            "Universität zu Köln",
        ),
        *("Université de Lyon", "Linux Foundation", "ILL", "BIS", "Red Barn", "acme.example"),
        *("Center for Bench Research", "Bench & Sons", "Café Nord", "Čapek Institut", "New Acme", "TSC"),
        *("Università della Svizzera italiana", "Leaning Technologies", "Heptio", "Bench Foundation"),
    ],
)
def test_what_looks_like_an_organisation_is_one_where_it_may_stand(organisation: str) -> None:
    for place in ("{} ({})", "{} [{}]", "{}, {}", "{} (she/her, {})", "{} (guest, {})", "{} (Org: {})", "{} - Org: {}"):
        text = place.format("Ada King", organisation)
        found = entry_of(text)
        assert found is not None
        assert found.affiliation == organisation, text
    for place in ("{} - {}", "{} – {}", "{}: {}", "{} | {}", "{} / {}", "{} - arriving from {}", "{} (vegan, {})"):
        text = place.format("Ada King", organisation)
        found = entry_of(text)
        assert found is not None
        assert (found.name, found.affiliation) == ("Ada King", ""), text


@pytest.mark.parametrize("head", ["## Attendees (Name - Organisation)", "## Attendees\n\n- Name, affiliation"])
def test_the_head_of_a_list_says_that_organisations_follow(pages: Callable[[Files], Pages], head: str) -> None:
    text = f"# Call\n\n{head}\n- Ada King - acme labs\n- Bo Stone - vegan\n- Cy Marsh - Acme\n"
    found = pages({"calls/2024-05-03.md": text})
    people = {
        path: page.artifact.view.person for path, page in found.items() if page.artifact.template == "person.html"
    }
    shown = {path: person.affiliation for path, person in people.items()}
    assert shown == {"people/ada-king/": "acme labs", "people/bo-stone/": "", "people/cy-marsh/": "Acme"}


def test_remarks_are_published_in_the_prose_alone(pages: Callable[[Files], Pages]) -> None:
    words = ("zeroveg", "vegan", "wheelchair", "pregnan", "allerg", "nuts", "arriv", "ferry", "tired", "knee", "xenon")
    text = (
        "# Call\n\nWe met.\n\n## Attendees\n\n- Ada King - vegan\n- Bo Stone (Wheelchair)\n- Cy Marsh, Pregnant\n"
        "- Di Reed: allergic to nuts\n- Ed Moss – arrives by ferry\n- Fay Ito | Xenon\n- Gus Lake vegan\n"
        "- Hal Orr (Acme, tired)\n\n## Guests\n\n| Name | Affiliation |\n|---|---|\n| Ian Poe | Vegan |\n"
    )
    talk = (
        "# Talk\n\nWe met.\n\n## Words\n\n"
        "Jo Ray (Knee surgery): hello to you.\n\nKit Low (tired): hello to you too.\n\n"
        "Jo Ray: and good bye to all.\n\nKit Low: then good bye to all of you too.\n"
    )
    front = "---\nattendees: [Ada King - vegan, Bo Stone (Wheelchair), 'Lou Fox (zeroveg)']\n---\n\nWords.\n"
    found = pages({"calls/2024-05-03.md": text, "calls/2024-05-04.md": front, "calls/2024-05-05.md": talk})
    own = {"calls/2024-05-03/": text, "calls/2024-05-05/": talk}
    told = [
        f"{path} {'' if path in own else page.html + page.record} {page.artifact.title} {page.artifact.description}"
        for path, page in found.items()
    ]
    told += [f"{path} {data}" for path, data in found.files.items() if path.removesuffix("index.md") not in own]
    everything = "\n".join(told).casefold()
    assert "people/kit-low/" in found
    for word in words:
        assert word not in everything, word
    for path, prose in own.items():
        shown = found[path].html.casefold()
        assert {word: shown.count(word) for word in words} == {word: prose.casefold().count(word) for word in words}


@pytest.mark.parametrize("place", ["{} - from {}", "{}, from {}", "{} (from {})", "{} – from {}", "{} from {}"])
def test_from_says_where_somebody_belongs(place: str) -> None:
    found = entry_of(place.format("Ada King", "Heptio"))
    assert found and (found.name, found.affiliation) == ("Ada King", "Heptio")
    for remark in ("Friday", "Home", "14:20", "home on the phone"):
        other = entry_of(place.format("Ada King", remark))
        assert other is None or other.affiliation == ""


PEOPLE = ("Ada King", "Bo Stone", "Cy Marsh", "Di Reed", "Ed Moss", "Fay Ito", "Gus Lake", "Hal Orr")


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        (["Zebedee"], []),
        (["Qwmv"], []),
        (["XQZW"], []),
        (["Acme", "Acme"], ["Acme", "Acme"]),
        (["Acme", "Hill", "Red Barn"], ["Acme", "Hill", "Red Barn"]),
        (["Acme Ltd"], ["Acme Ltd"]),
        (["Northern University"], ["Northern University"]),
        (["Red Barn"], ["Red Barn"]),
        (["eBay"], ["eBay"]),
        (["acme.example"], ["acme.example"]),
        (["Org: Acme"], ["Acme"]),
    ],
)
@pytest.mark.parametrize("form", ["list", "line"])
def test_one_word_beside_one_of_many_is_no_affiliation(beside: list[str], expected: list[str], form: str) -> None:
    names = [f"{name} ({beside[n]})" if n < len(beside) else name for n, name in enumerate(PEOPLE)]
    text = "## Present\n\n- " + "\n- ".join(names) if form == "list" else "Present: " + ", ".join(names)
    said = first_document(source_of(f"# Call\n\n{text}\n", "notes/a.md"), frozenset({"notes/a.md"}))[0].minutes
    assert [one.name for one in said.people] == list(PEOPLE)
    assert [one.affiliation for one in said.people if one.affiliation] == expected
