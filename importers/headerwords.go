package importers

import "strings"

// headerWords are what German and French files call our columns, as headerKey
// has them, by kind of file and field. What a company, a part or a price is
// called differs by kind, as it does in English.
var headerWords = map[As]map[string]string{
	Partners: {
		"external_id":     "lieferanten nr|lieferantennummer|lieferanten id|kreditor nr|kreditorennummer|code fournisseur|numero fournisseur|n fournisseur",
		"name":            "firma|firmenname|lieferantenname|kreditor|unternehmen|hersteller|raison sociale|nom du fournisseur|societe|entreprise",
		"website":         "webseite|internet|internetseite|site web|site internet",
		"vat_no":          "umsatzsteuer id|ust id|ust id nr|umsatzsteuer identifikationsnummer|numero de tva|n tva|tva|tva intracommunautaire",
		"registration_no": "handelsregisternummer|handelsregister|siren|siret",
		"country":         "staat|herkunftsland",
		"parent":          "konzern|mutter|maison mere|societe mere",
		"status":          "statut",
	},
	Products: {
		"external_id":    "produktnummer|produkt nr|code produit",
		"name":           "produkt|produktname|produit|nom du produit",
		"sku":            "artikelnummer|artikel nr",
		"annual_revenue": "jahresumsatz|chiffre d affaires",
		"currency":       "wahrung|devise",
		"status":         "statut",
	},
	Components: {
		"external_id": "artikelnummer|artikel nr|materialnummer|material nr|teilenummer|code article",
		"name":        "bauteil|komponente|bezeichnung|artikelbezeichnung|benennung|composant",
		"layer":       "schicht|ebene|couche",
		"kind":        "art|kategorie|categorie",
		"product":     "produkt|produit",
	},
	Offerings: {
		"component":      "bauteil|komponente|artikel|teil|material|composant|article",
		"maker":          "hersteller|herstellername|fabricant|marque",
		"seller":         "lieferant|lieferantenname|handler|distributeur|fournisseur",
		"mpn":            "herstellernummer|hersteller teilenummer|hersteller nr|herstellerteilenummer|reference fabricant|ref fabricant",
		"sku":            "bestellnummer|bestell nr|lieferanten artikelnummer|reference fournisseur|ref fournisseur",
		"minimum_order":  "mindestbestellmenge|quantite minimum|quantite minimale",
		"country":        "ursprungsland|pays d origine",
		"lead_time_days": "lieferzeit|lieferzeit tage|lieferzeit wochen|wiederbeschaffungszeit|delai de livraison|delai de livraison jours",
		"unit_price":     "preis|stuckpreis|einzelpreis|prix|prix unitaire",
		"currency":       "wahrung|devise",
		"annual_spend":   "jahresumsatz|einkaufsvolumen|depense annuelle",
		"share_percent":  "anteil|lieferanteil",
		"valid_from":     "gultig ab|gultig von|valable du",
		"valid_to":       "gultig bis|valable jusqu au",
	},
	Contracts: {
		"reference":      "vertragsnummer|vertrags nr|vertrag|numero de contrat|n contrat|contrat",
		"partner":        "lieferant|lieferantenname|vertragspartner|fournisseur",
		"title":          "vertragstitel|betreff|gegenstand|objet|intitule",
		"starts_on":      "beginn|vertragsbeginn|gultig ab|laufzeit von|date de debut|debut",
		"ends_on":        "ende|vertragsende|gultig bis|laufzeit bis|date de fin|fin|echeance",
		"notice_days":    "kundigungsfrist|kundigungsfrist tage|preavis|preavis jours",
		"annual_expense": "jahreswert|jahreskosten|montant annuel",
		"currency":       "wahrung|devise",
	},
	Certificates: {
		"partner":    "lieferant|firma|unternehmen|fournisseur|societe",
		"standard":   "zertifikat|norme|certificat",
		"scope":      "geltungsbereich|perimetre",
		"issued_on":  "ausgestellt am|gultig ab|date d emission",
		"expires_on": "gultig bis|ablaufdatum|date d expiration",
	},
	Roadmap: {
		"key":           "schlussel|cle",
		"title":         "titel|vorhaben|titre",
		"product":       "produkt|produit",
		"status":        "statut",
		"target_date":   "zieltermin|zieldatum|termin|falligkeit|echeance",
		"quarter":       "quartal|trimestre",
		"duration_days": "dauer|dauer tage|duree|duree jours",
		"value":         "wert|valeur",
		"currency":      "wahrung|devise",
	},
	People: {
		"email":    "e mail adresse|courriel|adresse e mail",
		"name":     "vollstandiger name|nom|nom complet",
		"function": "funktion|abteilung|fonction|service",
	},
}

// noteWords are what they call remarks, of whatever kind.
const noteWords = "kommentar|notiz|notizen|anmerkung|remarque|remarques|commentaire|commentaires"

// withWords adds to the columns of a kind of file what other languages call them.
func withWords(as As, table []FieldSpec) []FieldSpec {
	for i := range table {
		f := &table[i]
		words := headerWords[as][f.Name]
		if f.Name == "notes" {
			words = noteWords
		}
		if words != "" {
			f.Synonyms = append(f.Synonyms, strings.Split(words, "|")...)
		}
	}
	return table
}
