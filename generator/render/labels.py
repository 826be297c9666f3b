"""The contract's own words and the labels under which readers see them (translated by the catalogs).

The labels of likelihood carry the ranges of ICD 203, those of reliability and credibility the grades of the Admiralty
code. TLP labels are part of their standard and are never translated.
"""

from typing import Final


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for a message that is translated later
    """Mark a message for the catalogs."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802  # as above
    """The same for a message of one and of many."""
    return singular, plural


LABELS: Final[dict[str, dict[str, str]]] = {
    "status": {
        "unverified": N_("Unverified"),
        "corroborated": N_("Corroborated"),
        "confirmed": N_("Confirmed"),
        "contested": N_("Contested"),
        "refuted": N_("Refuted"),
        "unverifiable": N_("Unverifiable"),
        "retracted": N_("Retracted"),
    },
    "kind": {
        "fact": N_("Fact"),
        "assumption": N_("Assumption"),
        "judgement": N_("Judgement"),
        "forecast": N_("Forecast"),
    },
    "stance": {
        "confirms": N_("Confirms"),
        "denies": N_("Denies"),
        "qualifies": N_("Qualifies"),
        "declines-to-comment": N_("Declines to comment"),
        "withdraws": N_("Withdraws"),
    },
    "likelihood": {
        "almost-no-chance": N_("Almost no chance (01–05 %)"),
        "very-unlikely": N_("Very unlikely (05–20 %)"),
        "unlikely": N_("Unlikely (20–45 %)"),
        "roughly-even-chance": N_("Roughly even chance (45–55 %)"),
        "likely": N_("Likely (55–80 %)"),
        "very-likely": N_("Very likely (80–95 %)"),
        "almost-certain": N_("Almost certain (95–99 %)"),
    },
    "confidence": {
        "low": N_("Low confidence"),
        "moderate": N_("Moderate confidence"),
        "high": N_("High confidence"),
    },
    "reliability": {
        "A": N_("completely reliable"),
        "B": N_("usually reliable"),
        "C": N_("fairly reliable"),
        "D": N_("not usually reliable"),
        "E": N_("unreliable"),
        "F": N_("reliability cannot be judged"),
    },
    "credibility": {
        "1": N_("confirmed by other sources"),
        "2": N_("probably true"),
        "3": N_("possibly true"),
        "4": N_("doubtful"),
        "5": N_("improbable"),
        "6": N_("truth cannot be judged"),
    },
    "nature": {
        "observed": N_("Observed"),
        "estimate": N_("Estimate"),
        "claim": N_("Claim"),
        "forecast": N_("Forecast"),
        "target": N_("Target"),
    },
    "dated": {
        "fact": N_("Key fact"),
        "assumption": N_("Assumption"),
        "judgement": N_("Judgement"),
        "forecast": N_("Forecast"),
        "quote": N_("Quote"),
        "figure": N_("Figure"),
    },
    "question": {
        "open": N_("Still open"),
        "partly-answered": N_("Partly answered"),
        "answered": N_("Answered"),
        "moot": N_("Moot"),
    },
    "source": {
        "article": N_("Article"),
        "statement": N_("Statement"),
        "social-post": N_("Social media post"),
        "report": N_("Report"),
        "dataset": N_("Data set"),
        "interview": N_("Interview"),
        "broadcast": N_("Broadcast"),
        "legal-text": N_("Legal text"),
        "other": N_("Other"),
    },
    "change": {
        "update": N_("Update"),
        "correction": N_("Correction"),
        "retraction": N_("Retraction"),
        "minor": N_("Minor change"),
        "clarification": N_("Clarification"),
    },
    "actor": {
        "person": N_("Person"),
        "organisation": N_("Organisation"),
        "state": N_("State"),
        "other": N_("Other"),
    },
    "role": {
        "asserted": N_("Asserted"),
        "replied": N_("Replied"),
        "said": N_("Said"),
        "counted": N_("Counted"),
    },
    "board": {
        "open": N_("Open questions"),
        "partly-answered": N_("Partly answered questions"),
        "answered": N_("Answered questions"),
        "moot": N_("Moot questions"),
    },
}


def tlp_label(level: str) -> str:
    """The label of the Traffic Light Protocol 2.0, as its standard spells it."""
    return f"TLP:{level.upper()}"
