"""FR-FERIES: which days are public holidays, and where."""

from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.typography import set_in_french

FR_FERIES = LegalRule(
    id="FR-FERIES",
    title="Jours fériés",
    article="Code du travail, art. L3133-1 et L3134-13",
    explanation=set_in_french("""\
Onze jours sont fériés dans tout le pays : le 1er janvier, le lundi de Pâques, le 1er mai, le \
8 mai, l’Ascension, le lundi de Pentecôte, le 14 juillet, le 15 août, le 1er novembre, le \
11 novembre et le 25 décembre.

En Moselle, dans le Bas-Rhin et dans le Haut-Rhin s’ajoutent le Vendredi saint et le 26 décembre. \
Outre-mer s’ajoute le jour de l’abolition de l’esclavage : 22 mai en Martinique, 27 mai en \
Guadeloupe, 10 juin en Guyane, 20 décembre à La Réunion, 27 avril à Mayotte, 9 octobre à \
Saint-Barthélemy, 28 mai à Saint-Martin.

Ces jours comptent pour le délai de rétractation : quand le dernier jour est un samedi, un \
dimanche ou un jour férié, le client a jusqu’au premier jour ouvrable qui suit.\
"""),
    confidence="K",
    unsure=(
        "Le Vendredi saint n’est férié que dans les communes qui ont un temple protestant ou une"
        " église mixte\u00a0: il est compté ici dans les trois départements entiers."
    ),
)
