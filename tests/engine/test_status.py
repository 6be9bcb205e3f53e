from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.domain.coding import Suggestion

Proposed = Callable[..., tuple[Suggestion, ...]]

SENTENCES = [
    # plain
    ("plan", "present", "Länet har en gemensam handlingsplan sedan förra hösten."),
    ("plan", "present", "Deltagarna beskriver att det finns en handlingsplan för hela länet."),
    ("plan", "present", "Handlingsplanen antogs av alla kommuner i mars."),
    ("plan", "present", "Handlingsplanen är inte särskilt känd ute i verksamheterna."),
    ("plan", "present", "Handlingsplanen ska revideras nästa år."),
    ("plan", "present", "Handlingsplanen ska gälla till 2027."),
    ("plan", "present", "Vi följer handlingsplanen och kommer att fortsätta med det."),
    ("plan", "present", "Det saknas pengar i handlingsplanen."),
    ("network", "present", "Nätverket har funnits i tio år."),
    ("network", "present", "Det finns sedan tidigare ett länsnätverk."),
    ("training", "present", "Över hundra chefer utbildades i våras."),
    ("training", "present", "Vi håller på att utbilda kuratorer och fortsätter med lärarna."),
    ("analysis", "present", "Varje år tas en behovsanalys fram."),
    ("plan", "present", "Länssamordnaren berättade att det fanns en handlingsplan."),
    ("plan", "present", "Kanske fyrtio sidor lång är vår handlingsplan."),
    # negation
    ("plan", "absent", "Någon länsgemensam handlingsplan finns inte."),
    ("plan", "absent", "Länet saknar handlingsplan."),
    ("plan", "absent", "En handlingsplan fattas."),
    ("plan", "present", "Handlingsplanen är den grupp där besluten fattas."),
    ("plan", "present", "Om vår handlingsplan fattas besluten i styrgruppen."),
    ("plan", "absent", "Det finns ännu inte någon handlingsplan."),
    ("plan", "absent", "Länet står utan handlingsplan."),
    ("plan", "absent", "Vi har varken handlingsplan eller nätverk."),
    ("network", "absent", "Vi har varken handlingsplan eller nätverk."),
    ("plan", "absent", "En handlingsplan har vi aldrig haft."),
    ("plan", "absent", "Handlingsplan: saknas"),
    ("plan", "absent", "Handlingsplan – nej."),
    ("plan", "absent", "Handlingsplan\tfinns ej"),
    (
        "plan",
        "absent",
        "Ingen av deltagarna känner till att det skulle finnas någon handlingsplan, och det gör det inte heller.",
    ),
    ("plan", "absent", "Det är inte så att vi har en handlingsplan."),
    ("plan", "absent", "Arbetet görs utan en egen handlingsplan."),
    ("analysis", "absent", "Behovsanalyser görs inte på länsnivå."),
    ("analysis", "absent", "Vi arbetar ej utifrån någon behovsanalys."),
    ("analysis", "absent", "Det görs inga behovsanalyser gemensamt."),
    ("training", "absent", "Vi har inte hunnit utbilda någon."),
    ("school", "absent", "Skolan är inte med i ledningsgruppen."),
    ("school", "absent", "I ledningsgruppen sitter ingen från skolan."),
    ("network", "absent", "Länsnätverk har vi inget."),
    ("network", "absent", "Icke något nätverk finns i länet."),
    ("plan", "absent", "Det blev aldrig någon handlingsplan."),
    ("plan", "absent", "Ingen handlingsplan är på gång."),
    ("plan", "absent", "Någon handlingsplan kommer inte att tas fram."),
    # pseudo-negation, double negation, negation of something else
    ("plan", "present", "Vi har inte bara en handlingsplan utan även en årsplan."),
    ("plan", "present", "Handlingsplan saknas inte i länet."),
    ("plan", "present", "Handlingsplanen är inget hinder för arbetet."),
    ("plan", "present", "Vi hann inte prata om skolan men handlingsplanen finns."),
    ("plan", "present", "Ingen kommun arbetar utan handlingsplan."),
    ("plan", "present", "Det är inte folkhälsorådet utan handlingsplanen som styr."),
    ("network", "present", "Vi har ingen plan för beroende, men ett nätverk finns."),
    ("network", "present", "Länsnätverket träffas fyra gånger om året, fast inte på sommaren."),
    ("training", "present", "Utan stimulansmedlen hade det varit svårt, men utbildningar ges."),
    ("training", "present", "Inte minst utbildningar har varit viktiga."),
    # plans
    ("plan", "planned", "En handlingsplan är planerad."),
    ("training", "planned", "Kurser för lärare är planerade."),
    ("plan", "planned", "Vi ska ta fram en handlingsplan."),
    ("plan", "planned", "En handlingsplan är under framtagande."),
    ("plan", "planned", "Det finns ingen handlingsplan men arbete pågår med att ta fram en."),
    ("plan", "planned", "Ambitionen är att ha en länsgemensam handlingsplan."),
    ("plan", "planned", "Tanken är att kommunerna tillsammans tar fram en handlingsplan."),
    ("plan", "planned", "Ledningsgruppen har beslutat att ta fram en handlingsplan."),
    ("plan", "planned", "Handlingsplanen är ännu inte beslutad."),
    ("plan", "planned", "En handlingsplan är ute på remiss."),
    ("plan", "planned", "Handlingsplanen är inte riktigt klar."),
    ("plan", "planned", "Vi håller på att skriva en handlingsplan."),
    ("plan", "planned", "Någon handlingsplan finns inte. Arbete pågår för att ta fram en."),
    ("plan", "planned", "Vi har en handlingsplan som ännu inte är antagen."),
    ("training", "planned", "Nästa år kommer vi att utbilda alla lärare."),
    ("training", "planned", "Vi planerar utbildningar för skolpersonal."),
    ("network", "planned", "Ett länsnätverk är på gång."),
    ("network", "planned", "Ett nätverk ska startas till våren."),
    ("plan", "planned", "Handlingsplan: under arbete"),
    # past
    ("network", "past", "Tidigare hade vi ett länsnätverk."),
    ("network", "past", "Det fanns ett länsnätverk förut."),
    ("network", "past", "Länsnätverket lades ned 2022."),
    ("network", "past", "Länsnätverket finns inte längre."),
    ("network", "past", "Vi har inte kvar något nätverk."),
    ("plan", "past", "Handlingsplanen gick ut i december."),
    ("plan", "past", "Vi hade en handlingsplan men den löpte ut."),
    ("plan", "past", "Länet har haft en handlingsplan. Den gick ut 2023."),
    ("plan", "past", "Det fanns en handlingsplan till 2021, som aldrig ersattes."),
    ("training", "past", "Utbildningarna avslutades när pengarna tog slut."),
    ("network", "past", "Ett nätverk som lades ned under pandemin."),
    ("training", "past", "Utbildningarna upphörde."),
    # possible
    ("plan", "possible", "Kanske finns det en handlingsplan."),
    ("plan", "possible", "Det är oklart om det finns en handlingsplan."),
    ("plan", "possible", "En deltagare tror att det finns en handlingsplan."),
    ("plan", "possible", "Vi vet inte om länet har någon handlingsplan."),
    ("plan", "possible", "Eventuellt ska en handlingsplan tas fram."),
    ("network", "possible", "Det finns möjligen ett nätverk, ingen var säker."),
    ("network", "possible", "Om det finns något nätverk är osäkert."),
    # nothing asserted
    ("plan", "not-asserted", "Har ni någon handlingsplan?"),
    ("plan", "not-asserted", "Samtalsledaren: Berätta om er handlingsplan."),
    ("plan", "not-asserted", "Samtalsledaren frågade om det finns en handlingsplan."),
    ("network", "not-asserted", "I andra län finns ett nätverk."),
    ("network", "not-asserted", "Grannlänet har ett nätverk som fungerar bra."),
    ("plan", "not-asserted", "Om vi hade en handlingsplan vore det lättare."),
    ("plan", "not-asserted", "Hade vi haft en handlingsplan hade det varit lättare."),
    ("plan", "not-asserted", "Vi hann inte prata om handlingsplanen."),
    ("analysis", "not-asserted", "Behovsanalyser togs inte upp under mötet."),
    # views, requests, topics
    ("worry", "present", "Flera känner oro för bredden i strategin."),
    ("worry", "absent", "Ingen känner någon oro för bredden."),
    ("worry", "absent", "Vi är inte oroliga."),
    ("advice", "present", "Vi saknar rekommendationer om metoder."),
    ("advice", "present", "Det finns inga rekommendationer, och det skulle vi behöva."),
    ("advice", "present", "Kan ni inte ge oss rekommendationer?"),
    ("advice", "absent", "Vi behöver inte fler rekommendationer."),
    ("notice", "present", "Sena besked ställde till det i fjol."),
    # English
    ("plan", "absent", "There is no action plan in the county and the work is done without it."),
    ("plan", "planned", "The county will draw up an action plan and it is to be adopted."),
    ("plan", "past", "The action plan is no longer in use and it has not been replaced."),
    ("plan", "possible", "It is not clear to us, but perhaps there is an action plan of the region."),
    ("plan", "present", "The county has an action plan that is used by all of the municipalities."),
]


@pytest.mark.parametrize(
    ("code", "status", "text"), SENTENCES, ids=[f"{i}-{s}" for i, (_, s, _) in enumerate(SENTENCES)]
)
def test_status_follows_from_what_stands_around(proposed: Proposed, code: str, status: str, text: str) -> None:
    found = {s.status.value for s in proposed(text) if s.code == code}
    assert found == {status}, text
