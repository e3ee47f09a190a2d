package importers

import "slices"

// priceUnits are headers of how many pieces a price is for.
var priceUnits = []string{"price unit", "price per", "unit of price", "per", "preiseinheit", "preis je", "pe", "unite de prix"}

// leavePricesOut drops the field of prices that a column of the file says to be
// for more than one piece: they would be taken for a hundred or a thousand times
// of what they are.
func (m *Mapping) leavePricesOut(s *Sniff) {
	several := slices.ContainsFunc(s.Columns, func(c Column) bool {
		return slices.Contains(priceUnits, headerKey(c.Header)) && !all(c.Samples, func(t string) bool { return t == "1" })
	})
	for i := range m.Columns {
		if _, field := viewOf(m.Columns[i].Field); several && field == "unit_price" {
			m.Columns[i].Field, m.Columns[i].By = "", ""
		}
	}
}
