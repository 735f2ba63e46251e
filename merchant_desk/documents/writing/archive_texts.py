"""The texts that go with an archive: what each file is, and the draft of the attestation."""

from merchant_desk.values.chain_report import ChainReport
from merchant_desk.values.clock import paris_date
from merchant_desk.values.fiscal_archive import FISCAL_VERSION, SOFTWARE, ArchiveAsked
from merchant_desk.values.french import long_date, moment, number, short_date
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.texts import _, speaking_to_customers

_FILES = """\
documents.jsonl   factures, avoirs, tickets, acomptes : une pièce par ligne, avec ses lignes, ses
                  taux et l’empreinte salée de son client (jamais son nom)
payments.jsonl    encaissements et remboursements
closings.jsonl    clôtures de jour, de mois et d’exercice, avec les totaux perpétuels
events.jsonl      journal des événements
copies.jsonl      duplicatas
archives.jsonl    archives faites avant celle-ci
seals.jsonl       la chaîne : le texte signé de chaque enregistrement, sa signature, son empreinte
keys.jsonl        les clés publiques qui ont signé (Ed25519, RFC 8032)
parties.jsonl     données personnelles : noms et adresses imprimés, et le sel de leur empreinte
references.jsonl  données personnelles : numéros de chèque et libellés de virement
sellers.jsonl     l’identité de la boutique telle qu’imprimée, par empreinte
*.csv             les mêmes faits pour un tableur : point-virgule, virgule décimale, UTF-8
manifest.json     l’empreinte SHA-256 de chaque fichier et les bornes de chaque chaîne
manifest.sig      la signature du manifeste, en hexadécimal
verify_archive.py le programme de vérification : Python 3.9 ou plus récent, rien d’autre
"""


def readme(asked: ArchiveAsked, seller: Seller | None, report: ChainReport) -> str:
    """Return what an inspector reads first."""
    with speaking_to_customers():
        name = "—" if seller is None else f"{seller.name} (SIREN {seller.siren})"
        state = (
            _("Au moment de l’archive, tout ce qui est scellé était intact ({links} maillons).")
            if report.holds
            else _("ATTENTION\u00a0: la vérification a trouvé des écarts, listés dans ecarts.txt.")
        ).format(links=number(report.links))
        unsigned = _("{n} enregistrements récents sont chaînés sans signature.").format(
            n=number(report.unsigned)
        )
        lines = [
            _("ARCHIVE FISCALE, du {first} au {last}").format(
                first=short_date(asked.first), last=short_date(asked.last)
            ),
            name,
            _("Faite le {at} par {person} avec {software} {version} (version fiscale {fiscal}).")
            .format(
                at=moment(asked.at), person=asked.person or "—", software=SOFTWARE,
                version=asked.version, fiscal=FISCAL_VERSION,
            ),
            "", state, *([unsigned] if report.unsigned else []), "",
            _("Pour vérifier, sans le logiciel\u00a0:"),
            "    python verify_archive.py .",
            _("ou, sur le fichier ZIP lui-même\u00a0:"),
            "    python verify_archive.py archive.zip --anchor REPÈRE",
            _("Le repère est imprimé à chaque clôture\u00a0: il prouve que rien n’a été coupé."),
            "", _FILES,
            _("Montants en centimes d’euro dans les fichiers .jsonl, instants en UTC."),
        ]  # fmt: skip
        return "\n".join(lines) + "\n"


def problems_text(report: ChainReport) -> str:
    """Return every row that is not as it was sealed."""
    return "\n".join(each.sentence for each in report.problems) + "\n"


def attestation(asked: ArchiveAsked, seller: Seller | None) -> str:
    """Return the draft of the individual attestation (after BOI-LETTRE-000242), to be signed."""
    with speaking_to_customers():
        buyer = "…" if seller is None else f"{seller.name}, SIREN {seller.siren}"
        return _ATTESTATION.format(
            software=SOFTWARE,
            version=asked.version,
            fiscal=FISCAL_VERSION,
            root=FISCAL_VERSION.partition(".")[0],
            buyer=buyer,
            day=long_date(paris_date(asked.at)),
        )


_ATTESTATION = """\
PROJET — sans valeur tant qu’il n’est pas complété et signé par l’éditeur
(d’après BOI-LETTRE-000242)

ATTESTATION INDIVIDUELLE
relative à l’utilisation d’un logiciel ou système de caisse satisfaisant à des conditions
d’inaltérabilité, de sécurisation, de conservation et d’archivage des données en vue du contrôle
de l’administration fiscale (CGI, art. 286, I-3° bis)

VOLET 1 — à remplir par l’éditeur

Je soussigné, …………………………, représentant légal de …………………………, éditeur du logiciel de caisse
{software}, version fiscale {fiscal} (version {version}), licence n° …………, atteste que ce logiciel,
mis sur le marché à compter du …………, satisfait aux conditions d’inaltérabilité, de sécurisation, de
conservation et d’archivage des données en vue du contrôle de l’administration fiscale, prévues au
3° bis du I de l’article 286 du code général des impôts.

La dernière version majeure de ce logiciel est identifiée par la racine {root} ; les versions
mineures ultérieures le sont par les subdivisions de cette racine, qui ne désignent qu’elles.

Fait à …………………, le …………………          Signature du représentant légal de l’éditeur :

Il est rappelé que l’établissement d’une fausse attestation est un délit pénal passible de 3 ans
d’emprisonnement et de 45 000 € d’amende (code pénal, art. 441-1). L’usage d’une fausse attestation
est passible des mêmes peines.

VOLET 2 — à remplir par l’entreprise utilisatrice

Je soussigné, …………………………, représentant légal de {buyer}, certifie avoir acquis le …………, auprès de
…………………………, le logiciel de caisse mentionné au volet 1, et l’utiliser pour enregistrer les
règlements de mes clients depuis le …………

Fait à …………………, le …………………          Signature du représentant légal de l’entreprise :

Il est rappelé que l’établissement d’une fausse attestation est un délit pénal passible de 3 ans
d’emprisonnement et de 45 000 € d’amende (code pénal, art. 441-1). L’usage d’une fausse attestation
est passible des mêmes peines.

Projet préparé le {day}. L’auto-contrôle des scellés était réussi.
"""
