"""Minutes made on the spot, for measuring speed: invented sentences from a seed, one in eight about what the codebook looks for.

Compounds are put together by chance, so that new distinct words keep coming as they do in Swedish, and no paragraph comes twice.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

SIZE = 30_000
"""Bytes of a document."""
SHARE = 8
"""One sentence in so many is about what the codebook looks for."""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_FIRST = _listed(
    "buss skol brygg cykel torg lantbruks fiske skogs hamn verkstads kontors lokal tvätt städ kyl lager trafik väg snö vatten "
    "avlopps el energi fönster golv tak möbel bok spel idrotts simhalls scen musik teater konst hantverks keramik väv trä "
    "metall papp glas säck sommar vinter höst vår helg kvälls natt morgon lunch kaffe frukost mat soppa bröd frukt trädgårds "
    "park djur häst hund bi odlings "
)
_SECOND = _listed(
    "schema tabell lokal hall rum kö avgift biljett linje rutt säsong vecka tur dag karta skylt grind port trappa hiss dörr "
    "ränna kur kiosk butik disk kassa låda hylla vagn kärra maskin motor pump ledning kabel lampa klocka ruta skiva balk sten "
    "kant bänk matta nota lista mapp bild film kurs cirkel tävling lott resa buffé ranson portion sort skörd gröda hage stig "
    "glänta damm brunn "
)
_ENDINGS = ("", "", "n", "en", "et", "er", "erna", "arna", "s")
_WHO = (
    "Vaktmästaren",
    "En av tränarna",
    "Biblioteket",
    "De som bor i norra delen",
    "Föreningen",
    "Lokalvårdarna",
    "Två av grannarna",
    "Köket",
    "Fastighetsbolaget",
    "Entreprenören",
    "Den som kör turen",
    "Vi",
    "Ungdomarna",
    "Butiken vid torget",
)
_DID = (
    "berättade om",
    "visade",
    "har bytt",
    "målade om",
    "flyttade",
    "frågade efter",
    "räknade",
    "mätte",
    "köpte in",
    "lånade ut",
    "tog bilder av",
    "lagade",
    "väntar på",
    "tröttnade på",
    "är nöjda med",
    "ställde undan",
)
_HOW = (
    "den sista {month}",
    "strax före klockan {hour}",
    "för {number} kronor",
    "på {number} meters håll",
    "tillsammans med {other}",
    "trots {other} och {third}",
    "eftersom {other} stod i vägen",
    "när {other} var slut",
    "innan {third} hann komma",
    "vid {other}",
    "utom på tisdagar",
    "i tur och ordning",
)
_GOING_ON = (
    "Sedan gick samtalet över till {other} och {third}",
    "Det tog {number} minuter att reda ut vad som hörde till {other}",
    "Kaffet var kallt och {other} hade glömts kvar i {third}",
    "I protokollet står bara {other}, inget mer",
    "Någon skrattade åt att {other} liknade {third}",
    "Regnet slog mot {other} hela eftermiddagen",
    "Numret på {other} är {number}",
    "Alla såg {other} men bara {who} såg {third}",
)
_FINDINGS = (
    "Vi har en gemensam handlingsplan för suicidprevention sedan {year}",
    "Länet har ingen handlingsplan för {topic}",
    "En behovsanalys om {topic} ska göras under {month}",
    "Det finns ett länsnätverk för {topic} som träffas {number} gånger om året",
    "Efterlevandestödet saknas helt i {place}",
    "Medlen kommer sent och det går inte att planera för {topic}",
    "Vi önskar långsiktiga medel och färre mål, sade {who2}",
    "Samordnaren för {topic} slutade i {month} och tjänsten är inte tillsatt",
    "Styrgruppen med chefer från kommunerna och regionen leder arbetet med {topic}",
    "Kommunerna deltar inte i nätverket om {topic}",
    "Barn och unga hörs genom en enkät om {topic} vartannat år",
    "Brukarorganisationerna är med i arbetsgruppen för {topic}",
    "Kanske görs en uppföljning av handlingsplanen under {year}",
    "Tidigare fanns en gemensam ledningsgrupp men den lades ned {year}",
    "Elevhälsan och socialtjänsten utbildas i första hjälpen till psykisk hälsa",
    "I {place} har man tagit fram en plan mot suicid, hos oss är den på gång",
    "Arbetet med de nationella målen följs upp av {who2}",
    "Överenskommelsen beslutas för sent på året, menar {who2}",
    "Vi utgår från en behovsanalys när vi fördelar stimulansmedlen",
    "Stödet till anhöriga efter suicid bygger på {other}",
)
_TOPICS = (
    "suicidprevention",
    "psykisk hälsa",
    "unga vuxna",
    "äldres hälsa",
    "anhörigstöd",
    "psykisk ohälsa",
    "samsjuklighet",
)
_OWN = ("samordnaren", "ordföranden", "en kommunchef", "regionens företrädare", "utvecklingsledaren")
_PLACES = ("grannlänet", "Kalmar", "länet", "Skåne", "flera kommuner", "Halland", "hela regionen", "norra länsdelen")
_MONTHS = _listed("januari februari mars april maj juni juli augusti september oktober november december ")
_HEADS = (
    "Inledning",
    "Suicidprevention",
    "Samverkan",
    "Behov och analys",
    "Uppföljning",
    "Övrigt",
    "Medel",
    "Efterlevandestöd",
)


class Minutes:
    """Minutes without end, always the same from the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - invented text
        self._seen: set[int] = set()

    def documents(self, count: int, size: int = SIZE) -> Iterator[str]:
        """Give ``count`` texts of about ``size`` bytes."""
        return (self.document(size) for _ in range(count))

    def document(self, size: int = SIZE) -> str:
        """Give one text: headings, turns, list items and paragraphs of some sentences."""
        parts = [f"Minnesanteckningar nr {self._chance.randrange(10_000)}"]
        held = len(parts[0])
        while held < size:
            if len(parts) % 9 == 1:
                parts.append(f"## {self._chance.choice(_HEADS)}")
            parts.append(self._paragraph())
            held += len(parts[-1].encode()) + 2
        return "\n\n".join(parts)

    def _paragraph(self) -> str:
        """Give a paragraph that has not been given before."""
        while True:
            text = " ".join(self._sentence() for _ in range(self._chance.randrange(3, 8)))
            kind = self._chance.randrange(8)
            if kind == 0:
                text = f"Deltagare {self._chance.randrange(1, 9)}: {text}"
            elif kind == 1:
                text = "\n".join(f"- {self._sentence()}" for _ in range(3))
            mark = hash(text)
            if mark not in self._seen:
                self._seen.add(mark)
                return text

    def _sentence(self) -> str:
        chance = self._chance
        kind = chance.randrange(SHARE * 4)
        if kind < 4:
            form = chance.choice(_FINDINGS)
        elif kind < 4 + SHARE:
            form = chance.choice(_GOING_ON)
        else:
            form = f"{chance.choice(_WHO)} {chance.choice(_DID)} {self._thing()} {chance.choice(_HOW)}"
            if kind % 3 == 0:
                form += f", {chance.choice(_HOW)}"
        said = form.format(
            other=self._thing(),
            third=self._thing(),
            who=chance.choice(_WHO).lower(),
            who2=chance.choice(_OWN),
            topic=chance.choice(_TOPICS),
            place=chance.choice(_PLACES),
            month=chance.choice(_MONTHS),
            number=chance.randrange(2, 4000),
            hour=chance.randrange(7, 19),
            year=chance.randrange(2015, 2026),
        )
        return said + ("?" if kind == SHARE * 3 else ".")

    def _thing(self) -> str:
        chance = self._chance
        middle = chance.choice(_FIRST) if chance.randrange(6) == 0 else ""
        return chance.choice(_FIRST) + middle + chance.choice(_SECOND) + chance.choice(_ENDINGS)
