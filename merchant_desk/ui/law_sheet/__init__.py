"""The « fiche légale » of articles: what the rules on prices ask about them."""
