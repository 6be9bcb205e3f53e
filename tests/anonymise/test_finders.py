from __future__ import annotations

import pytest

from qualcode.anonymise.contact_checks import luhn
from qualcode.anonymise.contact_finders import find_contacts
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import HitType, Level


def _hits(text: str) -> list[tuple[str, str]]:
    result = pseudonymise(text, level=Level.PUBLISHED, case="Västerbottens län")
    return [(hit.type.value, hit.text) for hit in result.hits]


@pytest.mark.parametrize(
    "number",
    [
        "070-174 06 12",
        "0701740612",
        "+46 70 174 06 12",
        "+46 (0)70-174 06 12",
        "0046701740612",
        "08-465 004 17",
        "040/628 04 22",
        "031 390 06 01",
        "(0)70-174 06 09",
    ],
)
def test_swedish_phone_numbers(number: str) -> None:
    assert ("phone", number) in _hits(f"Ring {number}, tack.")


@pytest.mark.parametrize(
    "text",
    [
        "mötet 13.00-15.30",
        "2024-11-05",
        "0-24 år",
        "16 000 mil",
        "08.30-10.05",
        "kap. 3 och 4",
        "3,1 mkr 2023–2026",
        "640 personer",
    ],
)
def test_other_figures_are_no_phone_numbers(text: str) -> None:
    assert _hits(f"Det gäller {text} i år.") == []


@pytest.mark.parametrize(
    "number",
    [
        "911107-9803",
        "19911107-9803",
        "199111079803",
        "911107 9803",
        "911107+9803",
        "9 1 1 1 0 7 - 9 8 0 3",
        "911107–9803",
        "9\u03361\u03361\u03361\u03360\u03367\u0336-\u03369\u03368\u03360\u03363\u0336",
    ],
)
def test_identity_numbers(number: str) -> None:
    found = _hits(f"ärendet ({number}) syntes")
    assert [kind for kind, _ in found] == ["personnummer"]


def test_a_coordination_number_and_a_wrong_check_digit() -> None:
    assert luhn("9111079803")
    assert not luhn("9111079804")
    assert _hits("Det gällde 911167-9806 då.")[0][0] == "personnummer"
    assert _hits("Det gällde 911107-9804 då.")[0][0] == "personnummer", "the written form shows what is meant"
    assert _hits("Diarienummer 9111079804 då.") == []
    assert _hits("Organisationsnumret är 911399-9804 då.") == []


@pytest.mark.parametrize(
    "address",
    [
        "Storgatan 12",
        "Hästgatan 41 B, Visby",
        "Hantverkargränd 14, 152 40 Södertälje",
        "Västra Storgatan 41 B, Nyköping",
        "Norra vägen 3",
        "Box 123, 901 01 Umeå",
    ],
)
def test_addresses(address: str) -> None:
    assert ("address", address) in _hits(f"Kontoret ligger på {address}.")


def test_mail_and_web() -> None:
    assert _hits("Skriv till a-l.bjork@kust.example eller se www.kust.example/om, https://x.example/a?b=1.") == [
        ("email", "a-l.bjork@kust.example"),
        ("url", "www.kust.example/om"),
        ("url", "https://x.example/a?b=1"),
    ]
    assert _hits("Läs på www.folkhalsomyndigheten.se och 1177.se om det.") == []


def test_a_plate_needs_its_word() -> None:
    assert _hits("Bilen med reg.nr ABC 12D stod kvar.") == [("personnummer", "ABC 12D")]
    assert _hits("Enligt HSL 123 gäller det.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sedan talade Fatuma Warsame om det.", "Fatuma Warsame"),
        ("Vi frågade Gunvor om det.", "Gunvor"),
        ("Min kollega heter Zbigniew.", "Zbigniew"),
        ("Gunvor tycker att det är bra.", "Gunvor"),
        ("Det sa Sten Berg i går.", "Sten Berg"),
        ("Sten Berg sa det.", "Sten Berg"),
        ("Vi pratade med Lena von Sydow igen.", "Lena von Sydow"),
        ('Då ringde Karl-Erik "Kalle" Ström.', 'Karl-Erik "Kalle" Ström'),
        ("Det är länssamordnaren Wretling som vet.", "Wretling"),
        ("Jo, säger Hodzic, det stämmer.", "Hodzic"),
        ("Åsas förslag vann.", "Åsas"),
    ],
)
def test_persons_without_a_list(text: str, name: str) -> None:
    assert ("person", name) in _hits(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sten på sten byggs det.",
        "Dag efter dag gick. Dags att sluta.",
        "Berg och dalar finns överallt.",
        "Björnar finns det gott om. Ström saknades.",
        "Stig in! Kalla det vad ni vill.",
        "Tom lokal, ingen mat. Sol ute, vind inne.",
        "Hans chef sa nej. Per telefon gick det.",
        "SUICIDPREVENTION OCH SAMVERKAN",
        "Vi arbetar med YAM, MHFA, SIP och BUP i regionen.",
        "Enligt Socialstyrelsen, Mind, Suicide Zero och Rädda Barnen.",
        "Handlingsplanen finns. Länsnätverket också. Socialtjänsten med.",
        "Liv & hälsa ung mäter. God och nära vård fortsätter. Vi ses på Teams.",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert _hits(text) == []
    assert pseudonymise(text, level=Level.STORED).text == text


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Vi bor i Skellefteå nu.", "place", "Skellefteå"),
        ("I Nacka kommun går det.", "place", "Nacka kommun"),
        ("Hela Norrbotten är med.", "county", "Norrbotten"),
        ("Den gotländska vägen.", "county", "gotländska"),
        ("Smålänningarna tackar nej.", "place", "Smålänningarna"),
        ("Region Skåne äger den.", "county", "Region Skåne"),
        ("Det är i Lund det händer.", "place", "Lund"),
        ("Hon satt i bilen mot Sälen.", "place", "Sälen"),
        ("De hade ett stockholmsnummer.", "place", "stockholmsnummer"),
    ],
)
def test_places(text: str, kind: str, name: str) -> None:
    assert (kind, name) in _hits(text)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Det sköts av Nätverk Vändpunkten.", "group", "Nätverk Vändpunkten"),
        ("Vi har Kustrådet till det.", "group", "Kustrådet"),
        ("Då kom föreningen Ljusglimt in.", "organisation", "föreningen Ljusglimt"),
        ("Mottagningen Kajutan stängde.", "organisation", "Mottagningen Kajutan"),
        ("Det drivs av Skärgårdshus AB i dag.", "organisation", "Skärgårdshus AB"),
        ("Hon arbetar på Ekhagens vårdcentral.", "organisation", "Ekhagens vårdcentral"),
        ("Gruppen “Stigarna” finns kvar.", "group", "Gruppen “Stigarna”"),
        ('Projektet heter "Stigen" internt.', "group", "Stigen"),
        ("Eleverna på Strandskolan klagar.", "organisation", "Strandskolan"),
    ],
)
def test_groups_and_units(text: str, kind: str, name: str) -> None:
    assert (kind, name) in _hits(text)


def test_listed_people_are_found_in_all_their_forms() -> None:
    roster = "Deltagare: Johanna Alm (rektor), Karl-Erik Johansson (kurator), Dag Frid (socialchef)\n"
    text = (
        roster
        + "Johanna sa. Alm höll med. J.A. skrev. Karl-Erik, Karl Erik Johanson och Johansons. "
        + "Dag om skolan: nej. DAG FRID: Ja. Dags plan. Frid log. i chatten: johanna, johanssons idé"
    )
    found = [name for kind, name in _hits(text) if kind == "person"][3:]
    assert found == [
        "Johanna",
        "Alm",
        "J.A.",
        "Karl-Erik",
        "Karl Erik Johanson",
        "Johansons",
        "Dag",
        "DAG FRID",
        "Dags",
        "Frid",
        "johanna",
        "johanssons",
    ]


def test_labels_of_initials() -> None:
    text = "Från länet: Annelie Hjort (AH), länssamordnare; P-G Sandin (PG), socialchef\n\nTV: Hej.\nAH: Ja, AH här.\nTV: Och PG?\nPG: Här."
    assert [name for kind, name in _hits(text) if kind == "person"] == [
        "Annelie Hjort",
        "AH",
        "P-G Sandin",
        "PG",
        "TV",
        "AH",
        "AH",
        "TV",
        "PG",
        "PG",
    ]


def test_contacts_do_not_need_their_anchor_twice() -> None:
    assert list(find_contacts("inget här")) == []
    assert [f.type for f in find_contacts("a@b.se")] == [HitType.EMAIL]


@pytest.mark.parametrize(
    "line",
    [
        "[Eva] Vi vill ha stöd",
        "[Eva] Vi, som sagt, vill ha stöd",
        "Men Vi har inget stöd.",
        "Då tror Vi att det går.",
        "Bara vi. Kom in Vi vill höra mer.",
    ],
)
def test_a_town_that_is_a_function_word_says_nothing(line: str) -> None:
    # That the town is named elsewhere changes nothing.
    hits = _hits(f"Hon kommer från Vi.\n{line}")
    assert [hit for hit in hits if hit[0] == "place"] == [("place", "Vi")]


@pytest.mark.parametrize("line", ["De bor i Vi.", "Resan till Vi tar tid.", "De som bor i Vi har långt till skolan."])
def test_such_a_town_is_a_place_after_a_word_of_place(line: str) -> None:
    assert ("place", "Vi") in _hits(line)


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        ("Ring henne (073 5512209).", "Ring henne ([telefonnummer])."),
        ("Nås på (0480) 12 34 56.", "Nås på [telefonnummer]."),
        ("Nås på (08-) 123 456 78.", "Nås på [telefonnummer]."),
        ("(se 0480-12 34 56, vardagar)", "(se [telefonnummer], vardagar)"),
        ("Svarar på (+46) 73 551 22 09.", "Svarar på [telefonnummer]."),
        ("Svarar på (+46 73 551 22 09).", "Svarar på ([telefonnummer])."),
        ("Svarar på +46 (73) 551 22 09.", "Svarar på [telefonnummer]."),
        ("Svarar på +46 (0) 73 551 22 09.", "Svarar på [telefonnummer]."),
        ("Nås på 0480-12 34 56 / 57.", "Nås på [telefonnummer]."),
        ("Växeln 0480/12 34 56 (ankn 12)", "Växeln [telefonnummer] (ankn [telefonnummer])"),
        ("Ring 46(0)73-551 22 09 först.", "Ring [telefonnummer] först."),
        ("Sök x4512 på växeln.", "Sök [telefonnummer] på växeln."),
        ("Ring växeln x4512.", "Ring växeln [telefonnummer]."),
        ("Direkt: 448 00 12", "Direkt: [telefonnummer]"),
        ("Direktnummer 448 00 12.", "Direktnummer [telefonnummer]."),
        ("Målet gäller direkt: 2024-2025.", "Målet gäller direkt: 2024-2025."),
        ("Vi växlar x120 i kurvan direkt: 40 av 60.", "Vi växlar x120 i kurvan direkt: 40 av 60."),
        ("Växeln 0480-12 34 56, anknytning 221", "Växeln [telefonnummer], anknytning [telefonnummer]"),
        ("Trygg anknytning 12 veckor efter födseln.", "Trygg anknytning 12 veckor efter födseln."),
    ],
)
def test_brackets_slashes_and_extensions_of_phone_numbers(written: str, hidden: str) -> None:
    assert pseudonymise(written, level=Level.STORED, statistical=False).text == hidden


def test_a_surname_that_is_a_word_speaks_before_a_colon() -> None:
    done = pseudonymise("Berg: ja, det stämmer\nEk: nej\nBerg: vi får se\n", level=Level.STORED).text
    assert "Berg" not in done
    assert "Ek:" not in done
