"""What other programs write for the words of our fields, in English and French: the place to add one.

Each list: our word, then what else is written for it, with commas between. Compared without case, accents and signs.
"""

from functools import lru_cache

from giftplan.records.folding import folded

WORDS: dict[str, dict[str, str]] = {
    "status": {
        "prospect": "lead, piste",
        "active": "actif, active client, client actif, client, customer",
        "departed": "parti, perdu, lost, left, ancien client, former client, former",
    },
    "relation": {
        "client": "customer, acheteur",
        "supplier": "fournisseur, vendor",
        "distributor": "distributeur, reseller, revendeur",
        "referrer": "prescripteur, apporteur d'affaires",
    },
    "basis": {
        "realised": "realized, réalisé, réalisée, constaté",
        "contracted": "contractuel, contractualisé, signé, signed",
        "forecast": "prévision, prévisionnel, prévisionnelle, estimé, estimated",
    },
    "policy": {
        "unknown": "inconnu, inconnue, ?",
        "allowed": "autorisé, autorisés, yes, oui",
        "limited": "limité, limités, plafonné, plafonnés",
        "approval": "sur autorisation, sur accord, accord préalable, with approval",
        "refused": "refusé, refusés, no, non, interdit, interdits",
    },
    "per": {
        "gift": "cadeau, par cadeau, per gift",
        "year": "an, année, par an, per year, year and company",
        "person-gift": "personne et cadeau, person and gift",
        "person-year": "personne et an, person and year, par personne et par an, per person and year",
    },
    "ties": {"none": "aucun, no, non", "friend": "ami, amie, amical", "family": "famille, familial"},
    "language": {
        "en": "english, anglais",
        "fr": "french, français, fr-fr, fra, fre",
        "de": "german, allemand, deutsch",
        "es": "spanish, espagnol, español",
        "it": "italian, italien, italiano",
        "nl": "dutch, néerlandais, nederlands",
        "pt": "portuguese, portugais, português",
        "ja": "japanese, japonais",
        "zh": "chinese, chinois",
        "ar": "arabic, arabe",
        "sv": "swedish, suédois, svenska",
        "nb": "norwegian, norvégien, norsk",
        "da": "danish, danois, dansk",
        "fi": "finnish, finnois",
        "pl": "polish, polonais",
        "ko": "korean, coréen",
    },
    "direction": {
        "given": "donné, donnée, offert, offerte, envoyé, out, sortant, gave",
        "received": "reçu, reçue, in, entrant, got",
    },
    "outcome": {
        "accepted": "accepté, acceptée, remis, livré, delivered, ok",
        "shared": "partagé, partagée",
        "declined": "refusé, refusée, décliné, refused",
        "returned": "retourné, retournée, rendu, renvoyé",
        "cancelled": "canceled, annulé, annulée",
    },
    "kind": {
        "desk": "bureau, objet de bureau, papeterie, stationery",
        "book": "livre, livres, books",
        "event": "événement, billet, ticket, spectacle",
        "organisation": "organization, agenda, planner",
        "wellbeing": "bien-être, well-being, wellness",
        "hamper": "panier, panier gourmand, coffret, gift basket, basket",
        "food": "gourmandise, alimentation, chocolat, épicerie, chocolate",
        "drink": "boisson, vin, wine, alcool, alcohol, champagne",
        "experience": "expérience, atelier, workshop",
        "service": "prestation, formation, training",
        "donation": "don",
        "card": "carte, carte de vœux, greeting card",
        "voucher": "bon, bon d'achat, chèque cadeau, carte cadeau, gift card",
        "cash": "espèces, argent, money",
        "other": "autre, divers",
        "hospitality": "repas, restaurant, déjeuner, dîner, invitation, meal, lunch, dinner, hospitalité",
    },
    "logo": {"none": "aucun, sans", "discreet": "discret", "prominent": "visible, grand"},
    "delivery": {
        "shipped": "envoyé, envoi, expédié, livré, poste, mail",
        "in-person": "in person, en main propre, en personne, remis en main propre",
    },
    "sector": {
        "agriculture": "agricole, agroalimentaire",
        "automotive": "automobile",
        "banking": "banque",
        "defence": "défense, defense",
        "health": "santé, healthcare",
        "insurance": "assurance, assurances",
        "manufacturing": "industrie, fabrication",
        "pharma": "pharmacie, pharmaceutique, pharmaceuticals",
        "public": "secteur public, public sector, administration",
        "retail": "commerce, distribution, commerce de détail",
    },
}


@lru_cache(maxsize=32)
def our_words(kind: str) -> dict[str, str]:
    """What is written, folded, with our word for it."""
    return {folded(word): ours for ours, others in WORDS[kind].items() for word in (ours, *others.split(", "))}
