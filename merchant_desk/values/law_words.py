"""What the words of the law are called: goods, flags, trades, receipts, where prices came from."""

from merchant_desk.values.texts import later

CATEGORY_NAMES = {
    "general_goods": later("Marchandises courantes"),
    "clothing": later("Vêtements"),
    "shoes": later("Chaussures"),
    "appliance": later("Électroménager"),
    "electronics": later("Électronique"),
    "toy": later("Jouets"),
    "furniture": later("Meubles"),
    "jewellery": later("Bijoux"),
    "antique": later("Antiquités"),
    "food": later("Alimentation"),
    "fresh_fruit_veg": later("Fruits et légumes frais"),
    "alcohol": later("Alcool"),
    "soft_drink": later("Boissons sans alcool"),
    "infant_formula_first_age": later("Lait premier âge"),
    "infant_formula_follow_on": later("Lait de suite"),
    "pet_food": later("Aliments pour animaux"),
    "pgc_nonfood": later("Hygiène et entretien"),
    "book_new": later("Livres neufs"),
    "book_used": later("Livres d’occasion"),
    "press": later("Presse"),
    "tobacco": later("Tabac"),
    "vape": later("Vapotage"),
    "medicine": later("Médicaments"),
    "live_animal": later("Animaux vivants"),
    "event_ticket": later("Billets de spectacle"),
    "gift_card": later("Cartes cadeaux"),
    "digital_content": later("Contenus numériques"),
    "service": later("Services"),
}
FLAG_NAMES = {
    "perishable": later("Périssable"),
    "rapid_deterioration": later("Menacé d’altération rapide"),
    "second_hand": later("Occasion"),
    "previous_season": later("De la saison passée"),
}
ACQUISITION_NAMES = {
    "purchased": later("Acheté à un fournisseur"),
    "own_production": later("Fabriqué par la boutique"),
    "consignment": later("En dépôt-vente"),
}
SHOP_KIND_NAMES = {
    "retail": later("Commerce de détail"),
    "grocery": later("Épicerie, alimentation"),
    "wine_shop": later("Caviste"),
    "bookshop": later("Librairie"),
    "pharmacy": later("Pharmacie"),
    "pet_shop": later("Animalerie"),
    "bar": later("Bar"),
    "tobacconist": later("Bureau de tabac"),
    "vape_shop": later("Boutique de vapotage"),
    "producer": later("Producteur, artisan"),
    "wholesaler_to_professionals": later("Grossiste pour professionnels"),
    "web_only": later("Vente en ligne seulement"),
}
SPECIES_NAMES = {
    "": later("Espèce inconnue"),
    "cat": later("Chat"),
    "dog": later("Chien"),
    "fish": later("Poisson"),
    "bird": later("Oiseau"),
    "rodent": later("Rongeur"),
    "reptile": later("Reptile"),
    "other": later("Autre animal"),
}
WHY_NAMES = {
    "eligible": later("peuvent être soldées"),
    "too_late": later("reçues ou mises en vente trop tard"),
    "not_paid": later("fournisseur payé trop tard, ou pas encore"),
    "unknown": later("paiement du fournisseur inconnu"),
    "aside": later("en quarantaine"),
}
PRICE_SOURCES = {
    "desk": later("ici"),
    "storefront": later("boutique en ligne"),
    "import": later("import"),
    "promotion": later("opération"),
    "correction": later("noté après coup"),
}
PRICE_CHANNELS = {
    "": later("partout"),
    "shop": later("en boutique"),
    "web": later("sur le site"),
    "marketplace": later("places de marché"),
}
