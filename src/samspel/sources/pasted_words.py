"""The headings and words that lists use, in Swedish and English, folded. Data, read by `pasted`."""

import re
from collections.abc import Mapping

__all__ = ["COUNTRIES", "HEADINGS", "OWNERS", "PERSON_HEADING", "ROLE_WORDS", "SECTOR_WORDS"]

_FIELDS: Mapping[str, str] = {
    "name": "namn, name, företag, företagsnamn, foretag, bolag, bolagsnamn, aktör, aktor, actor,"
    " organisation, organisationsnamn, organization, organisation name, organization name, medlem,"
    " medlemmar, medlemsföretag, member, members, partner, partners, företagets namn, kund,"
    " company, company name, firma, förening, firm, firms, actor name, aktörens namn, deltagare",
    "org_number": "org nr, orgnr, organisationsnummer, organisationsnr, org nummer, orgnummer,"
    " organisation number, organization number, org number, registration number, reg nr, vat,"
    " momsnr, momsregistreringsnummer, vat number, org no",
    "sector": "sektor, sector, samhällssektor, kategori, category",
    "roles": "roll, roller, role, roles, aktörstyp, typ, type, organisationstyp,"
    " organisation type, organization type, typ av organisation, typ av aktör",
    "ownership": "ägande, ägare, ägarform, ägarkategori, organisationsägande, organisationsagande,"
    " ownership, owner",
    "municipality": "kommun, ort, stad, municipality, city, town, säteskommun, postort, säte, seat,"
    " kommunnamn",
    "country": "land, country, landkod, country code",
    "industry": "bransch, sni, sni kod, snikod, näringsgren, industry, huvudbransch, verksamhet,"
    " nace, branschkod",
    "member_from": "medlem sedan, medlem från, medlemsdatum, member since, member from,"
    " inträde, inträdesdatum, joined, anslöt, anslutningsdatum",
    "person": "kontakt, kontaktperson, kontaktpersoner, contact, contact person, e post, epost,"
    " email, e mail, mail, mejl, mailadress, e postadress, telefon, tel, phone, mobil,"
    " telefonnummer, mobile, vd, ceo, personnummer, förnamn, efternamn, first name, last name,"
    " surname, ansvarig, namn kontaktperson, kontaktpersonens namn, tfn, ordförande, representant,"
    " kontaktuppgifter, kontaktuppgift, firmatecknare, ledamot, styrelseledamot, handläggare,"
    " person, personer, representative, signatory, board member, chair, phone number",
    "keep": "webb, webbplats, hemsida, web, website, url, kommentar, anteckning, notering, comment,"
    " note, notes, anställda, antal anställda, employees, omsättning, turnover, adress, address,"
    " postnummer, postnr, nr, id, län, region, county",
}
HEADINGS: Mapping[str, str] = {
    word.strip(): field for field, words in _FIELDS.items() for word in words.split(",")
}

# A heading with one of these in it is about persons, unless it counts them or the staff.
PERSON_HEADING = re.compile(
    r"^(?!.*\b(?:antal|number of)\b).*(?:kontakt|contact|ledamot|ledamöter|board member|trustee"
    r"|represent[ae]|ombud|ansvarig|responsible|tecknare|signatory|ordförande|chair|handläggare"
    r"|officer|sekreterare|secretary|föredragande|person(?!al|nel)|personuppgift|personalia"
    r"|e ?post(?:adress)?\b|e ?mail|mejl|telefon|phone|mobil(?:nr|nummer|telefon)?\b|direktör"
    r"|chef\b|manager|director\b|förnamn|efternamn|first name|last name|surname"
    r"|\b(?:vd|ceo|cto|cfo|md|delägare|tel|tfn)\b)"
)

_SECTORS: Mapping[str, str] = {
    "academia": "akademi, akademin, academia, academic, universitet, högskola, forskning",
    "public": "offentlig, offentlig sektor, offentligt, public, public sector, myndighet, kommun,"
    " kommunal, region, stat, statlig",
    "private": "privat, privat sektor, private, private sector, näringsliv, näringslivet, företag,"
    " business, company",
    "civil": "civil, civilsamhälle, civilsamhället, civil sektor, civil society, ideell,"
    " ideell sektor, förening, ngo, civila sektorn, idéburen",
}
SECTOR_WORDS: Mapping[str, str] = {
    word.strip(): sector for sector, words in _SECTORS.items() for word in words.split(",")
}

_OWNERS: Mapping[str, str] = {
    "public": "public, offentlig, offentligt, kommunal, kommunalt, kommun, statlig, statligt, stat,"
    " staten, region, regional, offentligt ägd, kommunägt, kommunalt ägt, statligt ägt",
    "private": "private, privat, privatägt, enskild, enskilt",
}
OWNERS: Mapping[str, str] = {
    word.strip(): owner for owner, words in _OWNERS.items() for word in words.split(",")
}

_ROLES: Mapping[str, str] = {
    "firm": "firm, företag, firma, bolag, company, sme, small or medium sized enterprise sme,"
    " large enterprise, enterprise except sme, medlemsföretag, små och medelstora företag",
    "research": "research, forskning, forskare, forskningsinstitut, institut, research institute,"
    " higher education and research institution",
    "education": "education, utbildning, skola, högskola, universitet, university,"
    " education and research institution, folkhögskola, higher education and research institution",
    "capital": "capital, kapital, finansiär, investerare, bank, fond, investor, riskkapital",
    "authority": "authority, myndighet, kommun, region, länsstyrelse, local public authority,"
    " regional public authority, national public authority, sectoral agency, public authority",
    "civil": "civil, civilsamhälle, förening, ideell förening, ngo, civil society,"
    " interest groups including ngos",
    "platform": "platform, plattform, kluster, klusterorganisation, cluster",
    "support": "support, stöd, främjare, business support organisation, science park, inkubator,"
    " incubator, innovationsstöd, företagsstöd",
    "market": "market, marknad, kund, customer, export",
}
# A word may stand for several roles: a university does both.
ROLE_WORDS: dict[str, tuple[str, ...]] = {}
for _role, _words in _ROLES.items():
    for _word in _words.split(","):
        ROLE_WORDS[_word.strip()] = (*ROLE_WORDS.get(_word.strip(), ()), _role)

COUNTRIES: Mapping[str, str] = {
    "sverige": "SE", "sweden": "SE", "se": "SE", "finland": "FI", "fi": "FI", "norge": "NO",
    "norway": "NO", "no": "NO", "danmark": "DK", "denmark": "DK", "dk": "DK", "island": "IS",
    "iceland": "IS", "is": "IS", "tyskland": "DE", "germany": "DE", "de": "DE", "estland": "EE",
    "estonia": "EE", "ee": "EE", "lettland": "LV", "latvia": "LV", "litauen": "LT",
    "lithuania": "LT", "polen": "PL", "poland": "PL", "storbritannien": "GB", "uk": "GB",
    "united kingdom": "GB", "gb": "GB", "frankrike": "FR", "france": "FR", "fr": "FR",
    "nederländerna": "NL", "netherlands": "NL", "nl": "NL", "italien": "IT", "italy": "IT",
    "spanien": "ES", "spain": "ES", "usa": "US", "us": "US", "kanada": "CA", "canada": "CA",
    "schweiz": "CH", "switzerland": "CH", "österrike": "AT", "austria": "AT", "belgien": "BE",
    "belgium": "BE", "japan": "JP", "kina": "CN", "china": "CN", "grönland": "GL",
    "färöarna": "FO",
}  # fmt: skip
