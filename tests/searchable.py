"""Small sites for searching: one in French and English that holds what readers of either type in many ways, one of many years."""

from pathlib import Path

from tests.tiny_site import write_site

FRENCH = """\
title: L’armée fait état d’un évènement à Koursk
date: 2024-10-28
lang: fr
summary: Séoul et l'armée ukrainienne parlent de soldats nord-coréens, Moscou n'en dit rien.
topics: [ports]
key_facts:
  - id: troupes
    text: Des soldats Nord-Coréens ont été déployés ; la Corée du Nord le nie.
    status: contested
    attributed_to: [Volodymyr Zelensky]
    sources: [depeche]
  - id: gain
    text: L’armée russe a pris 478 km² en octobre.
    status: unverified
    sources: [depeche]
figures:
  - id: effectif
    label: Soldats attendus
    value: 12000
    unit: soldats
    as_of: 2024-10-28
    nature: forecast
    source: depeche
quotes:
  - id: mots
    text: Nous pensons qu’ils auront bientôt douze mille hommes au front
    speaker: Volodymyr Zelensky
    date: 2024-10-28
    source: depeche
open_questions:
  - id: retour
    question: Que reçoit Pyongyang en retour ?
    answered_by: []
sources:
  - id: depeche
    title: Dépêche du 28 octobre
    url: https://example.org/depeche
"""
ENGLISH = """\
title: The ministry reports on its deployments
date: 2023-05-01
lang: en
summary: Some 12,000 people were deployed, the ministry says.
topics: [ports]
key_facts:
  - id: deployed
    text: The minister, Łukasz Müller, acknowledged a deployment of 12,000 people to Zürich.
    status: unverified
    sources: [note]
quotes:
  - id: word
    text: We will never again leave the harbour unguarded
    speaker: Łukasz Müller
    date: 2023-05-01
    source: note
sources:
  - id: note
    title: Note to editors
    url: https://example.org/note
"""
HIDDEN = """\
title: Xylophone {state}
date: 2024-01-01
lang: en
{more}
summary: A marker word, xylophone, that no search may find.
key_facts:
  - id: x
    text: Xylophone.
    status: unverified
    sources: [s]
sources:
  - id: s
    title: Source
    url: https://example.org/s
"""
KINDS_OF_HIDDEN = {
    "draft": "state: draft",
    "amber": "tlp: amber",
    "withdrawn": "state: withdrawn\nchanges:\n  - {date: 2024-02-01, kind: retraction, note: It was wrong.}",
}
ANNUAL = """\
title: {title}
date: {date}
lang: en
summary: A convoy passed.
topics: [{topic}]
key_facts:
  - id: seen
    text: {text}
    status: {status}
    attributed_to: [Harbour Office]
    sources: [log]
sources:
  - id: log
    title: {source}
    url: https://example.org/log
"""
YEARS = range(2012, 2024)
"""Of each year there is a briefing in January, one in February and one in March; that of February has what is contested."""
BEST, GOOD, FAIR = "The lighthouse of 2012 is dark", "Convoy of March 2017", "Convoy of March 2023"
"""What has a lighthouse in its title, in a fact, in the title of a source."""


def write_searchable(folder: Path) -> Path:
    """The site's folder."""
    write_site(folder)
    texts = {"2024-10-28-evenement": FRENCH.replace("    answered_by: []\n", ""), "2023-05-01-ministry": ENGLISH}
    texts |= {f"2024-01-01-{state}": HIDDEN.format(state=state, more=more) for state, more in KINDS_OF_HIDDEN.items()}
    for name, text in texts.items():
        (folder / "briefings" / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / "docs" / "search.md").write_text("# Search\n\n<!-- briefpress: search -->\n", encoding="utf-8")
    return folder


def write_years(folder: Path) -> Path:
    """The folder of a site with briefings of many years."""
    write_site(folder, briefings=0)
    (folder / "briefings/registry/topics.yml").write_text("ports: {name: Ports}\nroads: {name: Roads}\n", "utf-8")
    (folder / "docs" / "search.md").write_text("# Search\n\n<!-- briefpress: search -->\n", encoding="utf-8")
    for year in YEARS:
        for month, name in enumerate(("January", "February", "March"), 1):
            text = _annual(f"{year}-{month:02}-01", f"Convoy of {name} {year}")
            (folder / f"briefings/{year}-{month:02}-convoy.yml").write_text(text, encoding="utf-8")
    return folder


def _annual(date: str, title: str) -> str:
    place = "the lighthouse" if title == GOOD else "the river"
    return ANNUAL.format(
        title=BEST if date == "2012-03-01" else title,
        date=date,
        topic="roads" if date < "2014" else "ports",
        text=f"Forty lorries came to {place}.",
        status="contested" if "-02-" in date else "unverified",
        source="Register of the lighthouse" if title == FAIR else "Register of the port",
    )
