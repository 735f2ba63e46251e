"""The evidence file of an operation: what was decided, on what grounds, and all it rests on."""

from zoneinfo import ZoneInfo

from merchant_desk.documents.drawing.evidence_articles import draw_article
from merchant_desk.documents.drawing.evidence_words import Words
from merchant_desk.documents.drawing.facts_table import (
    Column,
    draw_pairs,
    draw_section,
    draw_table,
    draw_text,
)
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    HEIGHT,
    MM,
    SMALL,
    SOFT,
    STRONG_LINE,
    TINY,
    TITLE,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import number
from merchant_desk.values.promotion_evidence import (
    ATTACHMENT,
    SEAL,
    Evidence,
    evidence_json,
    sha256,
)
from merchant_desk.values.promotion_words import (
    channel_words,
    event_words,
    kind_words,
    level_words,
    state_words,
)
from merchant_desk.values.texts import _, ngettext

_MIDDLE = 110 * MM
_HASH = Style(12, Face.STRONG_FIGURES)


def render(evidence: Evidence) -> bytes:
    """Return the file as a PDF, its facts attached, its last line the hash of all before it."""
    facts = evidence_json(evidence)
    digest = sha256(facts)
    shop = plain_line(evidence.shop.trade_name or evidence.shop.name)
    title = _("Dossier de preuve, {operation}").format(
        operation=plain_line(evidence.operation.title)
    )
    paper = Paper(title, shop)
    paper.attach(ATTACHMENT, facts, "application/json", f"sha256 {digest}")
    words = Words(ZoneInfo(evidence.shop.time_zone))
    flow = Flow(
        paper,
        lambda page, first: _first(page, evidence) if first else _next(page, evidence),
    )
    _draw_operation(flow, evidence, words)
    _draw_verdict(flow, evidence, words)
    _draw_texts(flow, evidence)
    for article in evidence.articles:
        draw_article(flow, article, words)
    _draw_journal(flow, evidence, words)
    _draw_digest(flow, digest)
    for place, page in enumerate(flow.pages, 1):
        level = HEIGHT - 11 * MM
        page.text(MARGIN, level, f"sha256 {digest[:16]}…", TINY)
        page.right(RIGHT, level, f"{place}/{len(flow.pages)}", SMALL)
    body = paper.finish()
    return body + SEAL + sha256(body).encode() + b"\n"


def _first(page: Page, evidence: Evidence) -> float:
    shop, y = evidence.shop, 13 * MM
    name = plain_line(shop.trade_name or shop.name)
    for line in typeface(Face.HEAVY).wrapped(name, 17, 85 * MM)[:2]:
        y += 6.8 * MM
        page.text(MARGIN, y, line, Style(17, Face.HEAVY))
    y += 1.5 * MM
    known_as = () if name == plain_line(shop.name) else (shop.name,)
    for told in (*known_as, *shop.address, _("SIRET {number}").format(number=shop.siret)):
        y += 3.9 * MM
        page.text(MARGIN, y, plain_line(told)[:70], SMALL.but(size=8))
    page.text(_MIDDLE, 20 * MM, _("Dossier de preuve"), TITLE)
    title = plain_line(evidence.operation.title)
    for place, line in enumerate(typeface(Face.STRONG).wrapped(title, 12, 85 * MM)[:2]):
        page.text(_MIDDLE, (27.5 + 5 * place) * MM, line, Style(12, Face.STRONG))
    return max(y, 38 * MM) + 4 * MM


def _next(page: Page, evidence: Evidence) -> float:
    title = typeface(Face.STRONG).shortened(plain_line(evidence.operation.title), 10, 90 * MM)
    page.text(MARGIN, 17 * MM, title, Style(10, Face.STRONG))
    page.right(RIGHT, 17 * MM, _("Dossier de preuve"), Style(10, Face.STRONG))
    page.line(MARGIN, 19.5 * MM, RIGHT, STRONG_LINE)
    return 22 * MM


def _draw_operation(flow: Flow, evidence: Evidence, words: Words) -> None:
    told = evidence.operation
    draw_section(flow, _("L’opération"))
    ends = words.moment(told.ends_at) if told.ends_at else _("sans fin fixée")
    draw_pairs(
        flow,
        (
            (_("Nature"), kind_words(told.kind)),
            (_("Commence"), words.moment(told.starts_at)),
            (_("Prend fin"), ends),
            (_("Canaux"), channel_words(told.channels)),
            (_("État"), state_words(told.state)),
            (_("Articles"), number(len(evidence.articles))),
            (_("Heures"), evidence.shop.time_zone.replace("_", " ")),
            (_("Identifiant"), told.id),
        ),
    )


def _draw_verdict(flow: Flow, evidence: Evidence, words: Words) -> None:
    check = evidence.checks[-1]
    draw_section(flow, _("Ce que dit la loi"))
    told = ngettext(
        "Vérifié le {at} par {by}, selon les règles du {version}.",
        "Vérifié {count} fois, la dernière le {at} par {by}, selon les règles du {version}.",
        len(evidence.checks),
    ).format(
        count=number(len(evidence.checks)),
        at=words.moment(check.at),
        by=plain_line(check.by),
        version=words.day(check.rules_version),
    )
    draw_text(flow, told, BODY.but(ink=SOFT))
    flow.skip(2 * MM)
    findings = check.answer["findings"]
    if not findings:
        draw_text(flow, _("Aucune règle n’est enfreinte."), BODY_STRONG)
    for finding in findings:
        flow.need(14 * MM)
        level = level_words(finding["level"]).capitalize()
        draw_text(flow, f"{level} · {finding['rule']}", BODY_STRONG)
        draw_text(flow, finding["message_fr"], BODY)
        ground = [finding["legal_reference"], *finding.get("skus", ())]
        draw_text(flow, " · ".join(ground), SMALL)
        flow.skip(2 * MM)
    _draw_acknowledged(flow, evidence, words)


def _draw_acknowledged(flow: Flow, evidence: Evidence, words: Words) -> None:
    if not evidence.acknowledged:
        return
    draw_section(flow, _("Avertissements lus et assumés"))
    columns = (
        Column(_("Règle"), 46 * MM, BODY_STRONG.but(size=8)),
        Column(_("Avertissement"), 82 * MM, BODY.but(size=8)),
        Column(_("Par"), 22 * MM, BODY.but(size=8)),
        Column(_("Le"), 30 * MM, BODY.but(size=8)),
    )
    rows = [
        (each.rule, each.message, each.by, words.moment(each.at)) for each in evidence.acknowledged
    ]
    draw_table(flow, columns, rows)


def _draw_texts(flow: Flow, evidence: Evidence) -> None:
    texts = evidence.operation.plan.get("texts", ())
    if not texts:
        return
    draw_section(flow, _("Les mots employés"))
    draw_pairs(flow, [(Words.place(each["place"]), each["text"]) for each in texts])


def _draw_journal(flow: Flow, evidence: Evidence, words: Words) -> None:
    draw_section(flow, _("Journal"))
    columns = (
        Column(_("Le"), 36 * MM),
        Column(_("Ce qui s’est passé"), 84 * MM, BODY_STRONG),
        Column(_("Par"), 60 * MM),
    )
    rows = []
    for each in evidence.events:
        told = event_words(each.kind)
        if "labels" in each.detail:
            told = f"{told} ({each.detail['labels']})"
        rows.append((words.moment(each.at), told, each.by))
    draw_table(flow, columns, rows)


def _draw_digest(flow: Flow, digest: str) -> None:
    flow.need(62 * MM)
    draw_section(flow, _("Empreinte"))
    draw_text(
        flow,
        _(
            "Tous les faits de ce dossier sont joints à ce PDF dans le fichier {file}, avec les "
            "questions posées et les réponses entières. Son empreinte SHA-256 est\u00a0:"
        ).format(file=ATTACHMENT),
        BODY,
    )
    flow.skip(3 * MM)
    # What a reader copies, or a verifier finds in the page, is the hash in one piece.
    flow.page.operators(f"/Span <</ActualText (sha256 {digest})>> BDC", "0 0 0")
    for start in (0, 32):
        flow.skip(6 * MM)
        groups = [digest[at : at + 8] for at in range(start, start + 32, 8)]
        flow.page.text(MARGIN, flow.y, "  ".join(groups), _HASH)
    flow.page.operators("EMC", "0 0 0")
    flow.skip(3 * MM)
    draw_text(
        flow,
        _(
            "Un caractère changé, ici ou dans les faits joints, change l’empreinte. Pour le "
            "vérifier sans ce programme\u00a0: python verify_evidence.py suivi du nom du fichier. "
            "La dernière ligne du fichier PDF porte aussi l’empreinte de tout ce qui la précède."
        ),
        BODY,
    )
