"""The words of the law in the form: goods, places of texts, mentions, reasons, customers."""

from merchant_desk.values.texts import later

CATEGORIES = {
    "general_goods": later("Marchandises courantes"),
    "clothing": later("Vêtements"),
    "shoes": later("Chaussures"),
    "toy": later("Jouets"),
    "jewellery": later("Bijoux"),
    "electronics": later("Électronique"),
    "appliance": later("Électroménager"),
    "furniture": later("Meubles"),
    "food": later("Alimentation"),
    "alcohol": later("Alcool"),
    "soft_drink": later("Boissons sans alcool"),
    "fresh_fruit_veg": later("Fruits et légumes frais"),
    "pet_food": later("Aliments pour animaux"),
    "pgc_nonfood": later("Hygiène et entretien"),
    "infant_formula_first_age": later("Lait premier âge"),
    "book_new": later("Livres neufs"),
    "press": later("Presse"),
    "tobacco": later("Tabac"),
    "vape": later("Vapotage"),
    "medicine": later("Médicaments"),
    "live_animal": later("Animaux vivants"),
    "gift_card": later("Cartes cadeaux"),
    "service": later("Services"),
}
EXCLUDED = (
    "book_new",
    "infant_formula_first_age",
    "tobacco",
    "vape",
    "medicine",
    "food",
    "alcohol",
    "gift_card",
)
"""What a general claim usually leaves out."""
PLACES = {
    "label": later("Étiquette en rayon"),
    "in_shop": later("Affiche en boutique"),
    "street": later("Vitrine, rue"),
    "web": later("Bandeau du site"),
    "email": later("E-mail"),
    "sms": later("SMS"),
    "social": later("Réseaux sociaux"),
    "print": later("Prospectus, presse"),
    "letter": later("Courrier"),
    "terms": later("Conditions de l’offre"),
}
MENTIONS = {
    "offer_period": later("Dates de l’offre"),
    "quantity": later("Quantités disponibles"),
    "goods_nature": later("Produits concernés"),
    "origin_same_size": later("Origine, aussi grande que le prix"),
    "receipt_date": later("Date du récépissé"),
    "health_warning": later("Message sanitaire"),
    "proof": later("Preuve de l’allégation"),
}
WHO = {
    "all": later("Tout le monde"),
    "segment": later("Certains clients"),
    "single_customer": later("Un seul client"),
}
BASES = {
    "": later("Non précisé"),
    "loyalty_members": later("Porteurs de la carte"),
    "invitation": later("Clients invités"),
    "newsletter": later("Abonnés à la lettre"),
    "purchase_history": later("Selon leurs achats"),
    "staff": later("Le personnel"),
    "students": later("Les étudiants"),
    "sex": later("Selon le sexe"),
    "nationality": later("Selon la nationalité"),
}
REASONS = {
    "": later("Non précisé"),
    "cessation": later("Cessation d’activité"),
    "seasonal_suspension": later("Suspension saisonnière"),
    "change_of_activity": later("Changement d’activité"),
    "change_of_conditions": later("Conditions d’exploitation"),
    "other": later("Autre motif"),
}
COORDINATION = {
    "independent": later("Votre seule initiative"),
    "local": later("Avec les commerces voisins"),
    "chain": later("Une enseigne"),
    "national": later("Une opération nationale"),
}
COVERS = {
    "": later("Non précisé"),
    "all": later("Toute la boutique"),
    "selection": later("Une sélection"),
}
CLAIM_SCOPES = {
    "shop": later("Toute la boutique"),
    "site": later("Tout le site"),
    "department": later("Un rayon"),
}
RATE_SCOPES = {
    "department": later("Un rayon"),
    "category": later("Une catégorie"),
    "shop": later("Toute la boutique"),
}
EXCEPTIONS = {
    "end_of_season": later("Fin de saison"),
    "obsolete": later("Démodé ou dépassé"),
    "restock_cheaper": later("Racheté moins cher"),
    "alignment": later("Prix d’un concurrent"),
    "perishable": later("Périssable menacé"),
    "cessation": later("Cessation d’activité"),
    "soldes": later("Pendant les soldes"),
}
BUYERS = {
    "consumers": later("Des particuliers"),
    "businesses": later("Des professionnels"),
}
COLUMNS = {
    "name": later("Dénomination précise"),
    "quantity": later("Quantité"),
    "selling_price": later("Prix de vente"),
    "average_purchase_price_ht": later("Prix d’achat moyen HT"),
}
BUNDLES = {
    "n_for_m": later("3 pour 2"),
    "nth_reduced": later("Le 2e à -50\u00a0%"),
    "threshold": later("-30\u00a0% dès 3 articles"),
    "extra_quantity": later("+20\u00a0% offert"),
    "lot": later("Lot à prix unique"),
}
