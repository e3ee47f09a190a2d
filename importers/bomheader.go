package importers

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"linchpin/graph/names"
	"linchpin/importers/match"
)

// bomRole is what a column of a list of parts is.
type bomRole string

const (
	bomNone       bomRole = ""
	bomName       bomRole = "name"
	bomValue      bomRole = "value" // of a name that says little without its package
	bomPackage    bomRole = "package"
	bomQuantity   bomRole = "quantity"
	bomDesignator bomRole = "designator"
	bomMaker      bomRole = "maker"
	bomPart       bomRole = "mpn"
	bomSeller     bomRole = "seller"
	bomSKU        bomRole = "sku"
	bomShop       bomRole = "shop" // the header is the seller, the cell its number
	bomLead       bomRole = "lead time"
	bomOrder      bomRole = "minimum order"
	bomOrigin     bomRole = "country of origin"
	bomOwn        bomRole = "own number"
)

// bomHeaders are the headers of lists of parts as KiCad, Altium and people
// write them, without blanks and signs. Those of names stand in order of how
// well they tell parts apart.
var bomHeaders = []struct {
	role    bomRole
	headers []string
}{
	{bomName, []string{"description", "partdescription", "desc", "designation", "itemname", "partname", "componentname", "name", "item", "component", "title", "bezeichnung", "comment", "part"}},
	{bomValue, []string{"value", "valuetolerance", "val", "wert"}},
	{bomPackage, []string{"footprint", "package", "case", "casepackage", "packagecase"}},
	{bomQuantity, []string{"qty", "quantity", "qnty", "quantityperpcb", "qtyperboard", "qtyperunit", "quantityperboard", "qtyper", "pcs", "pieces", "menge"}},
	{bomDesignator, []string{"designator", "designators", "reference", "references", "refdes", "refdesignator", "referencedesignator", "referencedesignators", "ref", "refs", "referenz"}},
	{bomMaker, []string{"manufacturer", "manufacturername", "mfr", "mfrname", "mfg", "mfgname", "mnf", "manu", "maker", "brand", "hersteller"}},
	{bomPart, []string{"mpn", "manufacturerpartnumber", "manufacturerpartno", "manufacturerpart", "manufacturerpn", "mfrpartnumber", "mfrpartno", "mfrpart", "mfrpn", "mfgpartnumber", "mfgpartno", "mfgpart", "mfgpn", "manufactureritemnumber", "manufactureritemno", "mfritemnumber", "mfgitemnumber", "mfrno", "herstellerteilenummer", "herstellernummer", "herstellerartikelnummer", "manufacturerno", "partnumber", "partno", "pn"}},
	{bomSeller, []string{"supplier", "suppliername", "vendor", "vendorname", "distributor", "distributorname", "seller", "lieferant"}},
	{bomSKU, []string{"supplierpartnumber", "supplierpartno", "supplierpart", "supplierpn", "supplierreference", "supplierref", "vendorpartnumber", "vendorpartno", "vendorpn", "distributorpartnumber", "distributorpn", "ordercode", "ordernumber", "stockcode", "sku", "spn", "bestellnummer", "bestellnr", "lieferantenartikelnummer"}},
	{bomLead, []string{"leadtime", "leadtimedays", "leadtimeweeks", "leadtimewks", "lieferzeit", "lieferzeittage", "lieferzeitwochen"}},
	{bomOrder, []string{"moq", "minimumorder", "minimumorderquantity", "minimumorderqty", "minorderqty", "mindestbestellmenge"}},
	{bomOrigin, []string{"countryoforigin", "coo", "ursprungsland"}},
	{bomOwn, []string{"internalpn", "internalpartnumber", "internalpartno", "ipn", "housepn", "housepartnumber", "companypartnumber", "ourpartnumber", "customerpartnumber", "cpn", "itemnumber", "itemno", "materialnumber", "materialno", "materialnummer", "articlenumber", "artikelnummer", "artikelnr"}},
}

// bareNumbers are headers of the maker's number that mean our own where another
// column has the maker's.
var bareNumbers = []string{"partnumber", "partno", "pn"}

// shops are sellers of parts whose names are headers, by these without blanks
// and signs.
var shops = map[string]string{
	"mouser": "Mouser", "digikey": "Digi-Key", "dk": "Digi-Key", "lcsc": "LCSC", "szlcsc": "LCSC", "jlcpcb": "JLCPCB", "farnell": "Farnell",
	"element14": "element14", "newark": "Newark", "rs": "RS Components", "rscomponents": "RS Components", "rsonline": "RS Components", "tme": "TME",
	"arrow": "Arrow", "avnet": "Avnet", "avneteu": "Avnet", "future": "Future Electronics", "futureelectronics": "Future Electronics",
	"chip1stop": "Chip1Stop", "onlinecomponents": "Online Components", "seeed": "Seeed", "seeedopl": "Seeed",
	"verical": "Verical", "conrad": "Conrad", "reichelt": "Reichelt", "sparkfun": "SparkFun", "adafruit": "Adafruit", "aliexpress": "AliExpress", "amazon": "Amazon",
}

// shopSuffixes are what stands behind a seller in a header of its numbers.
var shopSuffixes = []string{"", "part", "partno", "partnumber", "partnum", "pn", "no", "number", "sku", "code", "ordercode", "ordernumber", "ref", "reference"}

// bomColumn is a column of a list of parts.
type bomColumn struct {
	at      int
	role    bomRole
	number  int // of the alternative, as its header has it; 0 for none
	rank    int // among the headers of its role
	shop    string
	similar bool
	bare    bool // one of bareNumbers
}

// bomColumnOf reads a header of a list of parts.
func bomColumnOf(at int, header string) bomColumn {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, names.Fold(header))
	base := strings.TrimRight(key, "0123456789")
	c := bomColumn{at: at}
	if digits := key[len(base):]; len(digits) < 3 {
		c.number, _ = strconv.Atoi(digits) // none is 0
	} else {
		base = key
	}
	for _, name := range []string{key, base} { // element14 ends with a number
		for shop, display := range shops {
			if rest, ok := strings.CutPrefix(name, shop); ok && slices.Contains(shopSuffixes, rest) {
				if c.role, c.shop = bomShop, display; name == key {
					c.number = 0
				}
				return c
			}
		}
	}
	best := match.Threshold
	for _, r := range bomHeaders {
		if i := slices.Index(r.headers, base); i >= 0 {
			c.role, c.rank, c.similar = r.role, i, false
			c.bare = slices.Contains(bareNumbers, base) && c.number == 0
			return c
		}
		for i, h := range r.headers {
			if alike := match.Dice(base, h); len(h) > 5 && alike >= best {
				best, c.role, c.rank, c.similar = alike, r.role, i, true
			}
		}
	}
	return c
}
