"""Valid files of every kind that is read, small and with everything in them that readers look at: seeds to be mutated."""

from __future__ import annotations

import io
import zipfile
from datetime import date

TEXT = """\
Dialog med Gotlands län 17 oktober 2024, utkast

Deltagare:
Ragnhild Ståhlkvist, samordnare, regionen
Torgny Bodelius, skolchef, kommunen

1. Styrning
Länet har en handlingsplan – beslutad i våras – och en budget på 1,5 miljoner.
- Det finns ”ingen” samordnare i Öckerö.
* Nästa år byggs stödet ut.

Stöd
Frågor till 070-174 06 05.
"""
MARKDOWN = """\
---
title: Dialog med länet
case: Gotland
wave: "2024"
date: 17 oktober 2024
status: godkänd
participants:
  - {name: Ragnhild Ståhlkvist, role: samordnare, organisation: regionen}
  - name: Torgny Bodelius
    role: skolchef
---
# Dialog med länet #

Styrning
--------

> Ragnhild säger att *planen* följs upp.

| Fråga | Svar |
|:------|-----:|
| Plan  | ja   |

```
kod
```

1. ett
   - två [länk](http://example.invalid)
"""
TABLE = """\
fil;län;omgång;datum;status;språk;grupp
gotland.md;Gotland;2024;2024-10-17;godkänd;sv;"norra; övre"
dalarna.txt;Dalarna;2024;22 oktober 2024;utkast;svenska;södra
"kronoberg ""utkast"".txt";Kronoberg;2023;5/11 2023;skickad;en;
"""
CODEBOOK = r"""
id: smått
version: "1"
names: {sv: Smått, en: Small}
groups:
  plan: [handlingsplan, "*plan", styrdokument]
  more: [$plan, "ta|tog … fram"]
themes:
  - id: plans   # det som är beslutat
    names: {sv: Planer, en: Plans}
    brief: {sv: Vad som är beslutat, en: What is decided}
    colour: "#3b6ea5"
    codes:
      - id: county-plan
        names: {sv: Länsplan, en: County plan}
        threshold: 0.5
        indicators:
          - words: [$more, "=BUP", ~efterlevandestöd]
            unless: [utkast]
            weight: 0.9
          - near: [[$plan], [suicid*, självmord*]]
            within: 8
          - regex: '\bplan(en)?\s+för\b'
          - tokens: [{LOWER: "plan"}, {LOWER: "mot"}]
        exclude: [trafikplan]
      - id: budget
        names: {sv: Budget, en: Budget}
        kind: request
        indicators:
          - fuzzy: [budget]
            threshold: 90
          - sentence: [[pengar], [år]]
            says: absent
counts:
  - id: with-plan
    label: {sv: Län med plan, en: Counties with a plan}
    count: plans/county-plan and not (plans/budget[present,planned])
    remainder: {sv: ingen plan, en: no plan}
  - id: people
    label: {sv: Deltagare, en: Participants}
    unit: participant
    measure: sum
    of: with-plan
"""
GUIDE = """\
areas:
  action-plans:
    headings: ["Vad har ni på papper?", "Planer"]
    words: ["styrdokument*", planen]
  support-needs:
    headings: ["Vad kan vi göra för er?"]
defaults: true
not-asked:
  "2023": [national-strategy, action-plans/budget]
"""
QUERIES = """\
plan = "plans/county-plan and not plans/budget[present,planned]"
"län utan plan" = 'plans/county-plan[absent] or "ingen plan"'
"""
CODES = """\
<?xml version="1.0" encoding="UTF-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Annat 3.1"><Codes>
<Code guid="{10000000-0000-4000-8000-000000000000}" name="Vård &amp; stöd" isCodable="false" color="#f0a">
<Description>Kort.

Definition: Längre om vård.
Examples:
- Ett exempel.
Id: vård-stöd
Kind: request</Description>
<Code guid="20000000-0000-4000-8000-000000000000" name="Plan" isCodable="true" color="#aabbcc"><Description>Om planer.</Description></Code>
<Code guid="30000000-0000-4000-8000-000000000000" name="Plan" isCodable="true"/></Code>
</Codes><Sets><Set guid="40000000-0000-4000-8000-000000000000" name="Höst"/></Sets></CodeBook>
"""
PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Studie" origin="Annat 3.1">
<Users><User guid="50000000-0000-4000-8000-000000000000" name="Ann"/></Users>
<CodeBook><Codes><Code guid="10000000-0000-4000-8000-000000000000" name="Vård" isCodable="true"><Description>Kort.</Description>
<NoteRef targetGUID="60000000-0000-4000-8000-000000000000"/>
<Code guid="20000000-0000-4000-8000-000000000000" name="Plan" isCodable="true"/></Code>
<Code guid="21000000-0000-4000-8000-000000000000" name="Status" isCodable="false"><Description>Id: qualcode-status</Description>
<Code guid="22000000-0000-4000-8000-000000000000" name="planned" isCodable="true"/></Code></Codes></CodeBook>
<Variables><Variable guid="70000000-0000-4000-8000-000000000000" name="År" typeOfVariable="Integer"/></Variables>
<Cases><Case guid="80000000-0000-4000-8000-000000000000" name="Gotland"><VariableValue><VariableRef
targetGUID="70000000-0000-4000-8000-000000000000"/><IntegerValue>2024</IntegerValue></VariableValue><SourceRef
targetGUID="90000000-0000-4000-8000-000000000000"/></Case></Cases>
<Sources><TextSource guid="90000000-0000-4000-8000-000000000000" name="Dialog.docx" plainTextPath="internal://ett.txt">
<PlainTextSelection guid="a0000000-0000-4000-8000-000000000000" startPosition="7" endPosition="40"
creatingUser="50000000-0000-4000-8000-000000000000"><Description>Hör efter.</Description>
<Coding guid="b0000000-0000-4000-8000-000000000000"><CodeRef targetGUID="20000000-0000-4000-8000-000000000000"/></Coding>
<Coding guid="b1000000-0000-4000-8000-000000000000"><CodeRef targetGUID="22000000-0000-4000-8000-000000000000"/></Coding>
</PlainTextSelection><Coding guid="c0000000-0000-4000-8000-000000000000"><CodeRef
targetGUID="10000000-0000-4000-8000-000000000000"/></Coding></TextSource>
<AudioSource guid="d0000000-0000-4000-8000-000000000000" name="Ljud" path="relative:///a.m4a"><Transcript
guid="e0000000-0000-4000-8000-000000000000"><PlainTextContent>Vi har en plan. Den är ny.</PlainTextContent>
<SyncPoint guid="f0000000-0000-4000-8000-000000000000" timeStamp="0" position="0"/>
<SyncPoint guid="f1000000-0000-4000-8000-000000000000" timeStamp="9" position="15"/>
<TranscriptSelection guid="f2000000-0000-4000-8000-000000000000" fromSyncPoint="f0000000-0000-4000-8000-000000000000"
toSyncPoint="f1000000-0000-4000-8000-000000000000"><Coding guid="f3000000-0000-4000-8000-000000000000"><CodeRef
targetGUID="20000000-0000-4000-8000-000000000000"/></Coding></TranscriptSelection></Transcript></AudioSource></Sources>
<Notes><Note guid="60000000-0000-4000-8000-000000000000" creatingUser="50000000-0000-4000-8000-000000000000">
<PlainTextContent>Vad räknas?</PlainTextContent></Note><Note guid="61000000-0000-4000-8000-000000000000" plainTextPath="internal://två.txt"/>
</Notes><Sets><Set guid="62000000-0000-4000-8000-000000000000" name="Höst"><MemberSource
targetGUID="90000000-0000-4000-8000-000000000000"/></Set></Sets></Project>
"""
SNAPSHOT = {
    "project.json": '{\n "codebooks": ["small.yaml"],\n "format": 1,\n "mark": "Arbetsmaterial",\n "project": "q-1"\n}\n',
    "documents.jsonl": '{"document": "ab12cd34", "name": "dialog.md", "case": "Gotlands län", "wave": "2024", "attributes": {}, '
    '"roles": ["samordnare"], "sha256": "ab12cd34", "text": "0123456789abcdef", "id": "d1"}\n',
    "codings.jsonl": '{"document": "ab12cd34", "start": 7, "end": 40, "code": "plans/county-plan", "coder": "kodare-1", '
    '"status": "present", "origin": "manual", "corrects": false, "score": 1.0, "id": "k1"}\n'
    '{"document": "ab12cd34", "start": 7, "end": 40, "code": "plans/budget", "coder": "bo", "status": "planned", "id": "k2"}\n',
    "judgements.jsonl": '{"case": "Gotlands län", "wave": "2024", "code": "plans/budget", "coder": "bo", "status": "planned", '
    '"summary": "På gång.", "at": "2024-11-01T10:00:00+00:00"}\n',
    "memos.jsonl": '{"target": "project", "coder": "bo", "text": "Läs om.", "id": "m1"}\n',
    "readings.jsonl": '{"document": "ab12cd34", "coder": "bo"}\n',
}
"""The files of a snapshot by name; one at a time is mutated."""


def word_file() -> bytes:
    """Give a Word file with headings, a list, a table, a comment and properties."""
    import docx

    made = docx.Document()
    made.core_properties.title = "Dialog med Gotlands län"
    made.add_heading("Dialog med länet", 1)
    for line in TEXT.splitlines():
        made.add_paragraph(line)
    run = made.add_paragraph("En punkt", style="List Bullet").runs[0]
    made.add_comment([run], text="Stämmer det?", author="Torgny Bodelius", initials="TB")
    cells = made.add_table(rows=2, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Plan", "ja"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def workbook() -> bytes:
    """Give an Excel table with dates, figures and text."""
    from openpyxl import Workbook

    made = Workbook()
    made.active.append(["fil", "län", "omgång", "datum", "status", "grupp"])
    made.active.append(["gotland.md", "Gotland", 2024, date(2024, 10, 17), "godkänd", 1.5])
    made.active.append(["dalarna.txt", "Dalarna", "2024", "22 oktober 2024", "utkast", True])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset77 Geneva;}}{\stylesheet{\s1 heading 1;}{\s2 toc 1;}}"
    r"{\info{\title Dialog Gotland}{\author Torgny}}{\header h}\pard\s1 Dialog med l\'e4net\par\pard\s2 Inneh\u229\'e5ll\par"
    r"\pard Vi har {\deleted ingen}{\revised en} plan{\footnote \pard Not.}. {\field{\*\fldinst HYPERLINK x}{\fldrslt l}}\par"
    r"{\listtext\pard 1.\tab}\ls1 En punkt{\*\atnid TB}{\*\atnauthor Torgny}\chatn{\*\annotation \pard Ja?}\par"
    r"\pard\intbl A\cell B\par b\cell\row\pard"
    r"{\v dolt}{\*\shpinst{\shptxt \pard Ruta\par}}{\pict ffd8\bin4 abcd} slut\u-10179?\u-8703?\par}"
)
VTT = """\
WEBVTT - Möte

NOTE gjord av Teams

8c7/12-0
00:00:03.100 --> 00:00:05.000 align:start
<v Ragnhild Ståhlkvist>Länet har en &amp; annan <i>plan</i>.</v>

01:00:03.100 --> 01:00:05.000
<v.loud torgny bodelius>Nej. <01:00:04.000>Jo.</v> <v Ragnhild Ståhlkvist>Så.</v>
"""
SRT = """\
1
00:00:03,100 --> 00:00:05,000
Ragnhild Ståhlkvist: Länet har en plan.

2
00:00:05,100 --> 00:00:07,000
{\\an8}Torgny: Nej: det <b>har</b> det inte.

3
00:00:08,100 --> 00:00:09,000
Torgny: Jo.
"""
ANSWERS = """\
Svarsnr;Namn;Län;År;Belopp (tkr);Vad fungerar bra i samverkan?;Övriga kommentarer
R1;Ragnhild Ståhlkvist;Gotland;2024;1 500;Vi har en handlingsplan som alla känner till numera.;Nej.
R2;;Kalmar;2024;vet ej;;"Det finns ""ingen"" budget.
- en punkt"
"""
ODT_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
ODT = f"""<?xml version="1.0"?><office:document-content {ODT_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Heading_20_1" style:default-outline-level="2"/>
<style:style style:name="T1"><style:text-properties text:display="none"/></style:style></office:automatic-styles>
<office:body><office:text><text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region>
<text:changed-region text:id="c2"><text:deletion><text:p>gammal</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Dialog med länet</text:h><text:p text:style-name="P1">Styrning</text:p>
<text:p>Vi har<text:s text:c="3"/>en <text:change-start text:change-id="c1"/>ny<text:change-end text:change-id="c1"/>
<text:change text:change-id="c2"/> <text:span text:style-name="T1">dold</text:span>plan<text:note><text:note-body><text:p>Not.</text:p>
</text:note-body></text:note>.<office:annotation><dc:creator>Torgny</dc:creator><text:p>Ja?</text:p></office:annotation></text:p>
<text:list><text:list-item><text:p>ett</text:p><text:list><text:list-item><text:p>två</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell>
</table:table-row></table:table><text:p><draw:frame><draw:text-box><text:p>Ruta</text:p></draw:text-box></draw:frame></text:p>
</office:text></office:body></office:document-content>"""


def open_document() -> bytes:
    """Give an OpenDocument text."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", ODT)
        package.writestr(
            "styles.xml",
            f'<office:styles {ODT_NAMES}><style:style style:name="Heading_20_1"/></office:styles>',
        )
        package.writestr(
            "META-INF/manifest.xml", '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
    return target.getvalue()


def answers_workbook() -> bytes:
    """Give an Excel table of answers."""
    from openpyxl import Workbook

    made = Workbook()
    made.active.append(["Response ID", "County", "Date", "Amount", "Comments"])
    made.active.append([17, "Gotland", date(2024, 10, 17), 1500.5, "We have a plan."])
    made.active.append(["x@y.se", "Kalmar", "2024", "12 mnkr", "Nej.\nDet finns ingen."])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def pdf_file() -> bytes:
    """Give a PDF of two pages in two columns, with a running head and page numbers."""
    pages = []
    for number in (1, 2):
        drawn = [f"BT /F0 9 Tf 50 810 Td (Myndigheten) Tj ET BT /F0 9 Tf 290 30 Td ({number} av 2) Tj ET"]
        drawn.append("BT /F1 20 Tf 50 760 Td (Dialog med l\xe4net) Tj ET q 1 0 0 1 0 0 cm Q")
        for n in range(7):
            drawn.append(f"BT /F0 11 Tf 50 {720 - 14 * n} Td (Vi har en handlings-) Tj ET")
            drawn.append(f"BT /F0 11 Tf 320 {720 - 14 * n} Td [(Det finns) -250 (ingen budget)] TJ ET")
        pages.append("\n".join(drawn))
    made = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 2 /Kids [6 0 R 8 0 R] >>"]
    made += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{f} /Encoding /WinAnsiEncoding >>"
        for f in ("Helvetica", "Helvetica-Bold")
    ]
    for number, drawn_page in enumerate(pages):
        made.append(f"<< /Length {len(drawn_page)} >>\nstream\n{drawn_page}\nendstream")
        made.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> >>"
        )
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(made, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(made) + 1} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def project_file() -> bytes:
    """Give a project of REFI-QDA with two sources, a transcript, notes and a set."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", PROJECT)
        made.writestr("sources/ett.txt", TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
        made.writestr("Sources/två.txt", "En 😀 anteckning.")
    return target.getvalue()
