"""The fields that a column can fill, and what columns are called in English and French: the place to add a name.

Names are compared without case, accents, spaces and signs. A field's name is the one that a data file has; `reads` is
how a cell is read (`cells.py`), or a list of words (`words.py`).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from giftplan.records.folding import folded


class Field(NamedTuple):
    """One field, how its cells are read, and the names of its columns, with commas between them."""

    name: str
    reads: str
    columns: str


PARTNER_FIELDS = (
    Field("id", "id", "id, identifiant, partner id, id partenaire, code client"),
    Field(
        "name",
        "text",
        "name, nom, company, company name, société, raison sociale, entreprise, client, account, account name, "
        "compte, nom du compte, organisation, organization, partner, partenaire, nom de la société, customer, "
        "customer name, nom du client, nom de l'entreprise",
    ),
    Field(
        "country",
        "country",
        "country, pays, billing country, mailing country, pays de facturation, country code, code pays, "
        "country/region, pays/région",
    ),
    Field("subdivision", "text", "subdivision, subdivision code"),
    Field("sector", "sector", "sector, secteur, industry, secteur d'activité, industrie, activité"),
    Field("tier", "tier", "tier, niveau, rang, partnership tier, niveau de partenariat"),
    Field(
        "owner",
        "member",
        "owner, responsable, commercial, account owner, propriétaire, propriétaire du compte, account manager, "
        "responsable de compte, chargé de compte",
    ),
    Field(
        "since",
        "day",
        "since, depuis, client depuis, customer since, partner since, partenaire depuis, date d'entrée en relation",
    ),
    Field("relation", "relation", "relation, relationship, type de relation, relationship type"),
    Field("status", "status", "status, statut, account status, statut du compte"),
    Field("departed.date", "day", "departed, departed on, left on, parti le, date de départ, date de fin"),
    Field("departed.why", "text", "departed why, reason for leaving, motif de départ"),
    Field(
        "lifetime_value.amount",
        "amount",
        "lifetime value, valeur vie client, customer lifetime value, clv, ltv, valeur vie",
    ),
    Field("lifetime_value.basis", "basis", "lifetime value basis, basis, base de la valeur vie client, base"),
    Field(
        "lifetime_value.as_of",
        "day",
        "lifetime value as of, as of, valeur vie client au, date de la valeur vie client, valeur au",
    ),
    Field("policy.gifts", "policy", "gifts, cadeaux, gift policy, politique cadeaux, policy"),
    Field("policy.limit", "amount", "limit, plafond, gift limit, limite, plafond cadeaux, policy limit"),
    Field("policy.per", "per", "per, limit per, plafond par, policy per"),
    Field("policy.currency", "currency", "limit currency, devise du plafond, policy currency"),
    Field("policy.at_most", "text", "at most, gifts a year, cadeaux par an, policy at most"),
    Field("policy.asked", "text", "asked, policy asked, interlocuteur politique cadeaux"),
    Field("policy.verified", "day", "verified, policy verified, vérifié, vérifié le, politique vérifiée le"),
    Field("policy.source", "text", "source, policy source, source de la politique"),
    Field("policy.document", "text", "document, policy document"),
    Field("contacts.id", "id", "contact id, id contact, id du contact"),
    Field(
        "contacts.name",
        "text",
        "contact, contact name, nom du contact, primary contact, contact principal, full name, nom complet",
    ),
    Field("contacts.first_name", "text", "first name, prénom, contact first name, prénom du contact"),
    Field("contacts.last_name", "text", "last name, nom de famille, surname, contact last name"),
    Field(
        "contacts.role",
        "text",
        "role, contact role, fonction, poste, job title, title, rôle, fonction du contact, intitulé du poste",
    ),
    Field("contacts.language", "language", "language, langue, contact language, preferred language, langue préférée"),
    Field("causes", "list", "causes, causes soutenues"),
    Field("ties", "ties", "ties, liens"),
    Field("reviewed", "day", "reviewed, revu le, tier reviewed"),
)

GIFT_FIELDS = (
    Field(
        "partner",
        "text",
        "partner, partenaire, company, société, client, account, account name, raison sociale, entreprise, compte, "
        "nom du compte, customer, partner id, id partenaire",
    ),
    Field("date", "day", "date, jour, day, gift date, date du cadeau, given on, donné le, offert le, remis le"),
    Field("direction", "direction", "direction, sens, given or received, donné ou reçu"),
    Field("touch", "touch", "touch, moment, temps fort"),
    Field(
        "recipients",
        "list",
        "recipient, recipients, destinataire, destinataires, bénéficiaire, bénéficiaires, contact, contacts, person, "
        "personne",
    ),
    Field("shared_by", "text", "shared by, number of people, people, nombre de personnes, partagé par"),
    Field("nature", "text", "nature, gift, cadeau, description, objet, item, désignation, libellé, gift description"),
    Field("why", "text", "why, motif, reason, raison, pourquoi, occasion"),
    Field("gift", "idea", "idea, idée, catalogue, catalogue id"),
    Field("kind", "kind", "kind, type, nature du cadeau, gift type, type de cadeau, catégorie, category"),
    Field(
        "value",
        "amount",
        "value, valeur, montant, amount, prix, price, prix ttc, montant ttc, valeur ttc, cost, coût, gift value",
    ),
    Field("extras", "amount", "extras, frais, frais ttc, shipping, frais de port, delivery cost, frais annexes"),
    Field("vat_percent", "percent", "vat, tva, vat %, tva %, taux de tva, vat rate, vat percent"),
    Field("currency", "currency", "currency, devise, monnaie, currency code, code devise"),
    Field("rate", "number", "rate, exchange rate, taux de change, cours"),
    Field("by", "member", "by, given by, donné par, offert par, remis par, par, owner, responsable, commercial"),
    Field("supplier", "text", "supplier, fournisseur, vendor, shop, magasin"),
    Field("quantity", "text", "quantity, quantité, qty, qté, nombre, pieces, pièces"),
    Field("colour", "text", "colour, color, couleur"),
    Field("wrapping", "text", "wrapping, emballage, papier"),
    Field("logo", "logo", "logo"),
    Field("delivery", "delivery", "delivery, livraison, remise"),
    Field("outcome", "outcome", "outcome, statut, status, suite, résultat, suite donnée"),
    Field("recorded", "day", "recorded, recorded on, enregistré, enregistré le, saisi le"),
    Field("declared", "day", "declared, declared on, déclaré, déclaré le"),
    Field("thanked", "day", "thanked, thanked on, remercié, remercié le"),
    Field("invoice", "text", "invoice, facture, invoice number, n° de facture, numéro de facture, n° facture"),
)

FIELDS = {"partners": PARTNER_FIELDS, "gifts": GIFT_FIELDS}

REVENUE = "revenue."
_REVENUE = re.compile(
    r"(?:revenue|annualrevenue|turnover|sales|ca|caht|chiffreaffaires|chiffredaffaires|chiffredaffairesht)"
    r"((?:19|20)\d\d)|((?:19|20)\d\d)(?:revenue|turnover|sales|ca)"
)


def field_of_column(what: str, column: str) -> Field | None:
    """The field that a column of that name fills in an import of `what`, if its name is known."""
    name = folded(column)
    if what == "partners" and (year := _REVENUE.fullmatch(name)):
        return field_named(what, f"{REVENUE}{year[1] or year[2]}")
    return _by_column(what).get(name)


def field_named(what: str, name: str) -> Field | None:
    """The field of that name; `revenue.2025` is one for each year."""
    if what == "partners" and re.fullmatch(r"revenue\.\d{4}", name):
        return Field(name, "amount", "")
    return next((field for field in FIELDS[what] if field.name == name), None)


def field_names(what: str) -> list[str]:
    """The names that `--map` takes."""
    return [field.name for field in FIELDS[what]] + ([f"{REVENUE}2025"] if what == "partners" else [])


@lru_cache(maxsize=2)
def _by_column(what: str) -> dict[str, Field]:
    """The names of columns; a field's own name is one of them."""
    own = {folded(field.name): field for field in FIELDS[what]}
    return own | {folded(column): field for field in FIELDS[what] for column in field.columns.split(", ")}
