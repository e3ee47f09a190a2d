package importers

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"linchpin/graph"
	"linchpin/importers/document"
)

// registerFormat is the register of information of the EU's DORA: one workbook
// of many tables, which refer to each other (ITS 2024/2956).
const registerFormat = "dora"

// The rows of a table of the register: codes of its columns, what they mean in
// words, and what their cells hold.
type registerTable struct {
	name  string                 // b_05.01
	open  func() (source, error) // its rows
	codes map[string]int         // by the last part of the code, 0010: the column
	last  int64                  // row above the data
	words map[int]string         // by column: what it means in words
}

var registerCode = regexp.MustCompile(`^(b_\d\d\.\d\d)\.(\d{4})$`)

// registerTypes are the words for what cells of the register hold.
var registerTypes = []string{"alphanumerical", "pattern", "closed set of options", "country", "currency", "monetary", "date", "natural number", "[yes/no]"}

// findRegisterTable finds the rows above the data of a table of the register.
func findRegisterTable(rows []record) (t registerTable, ok bool) {
	for i, r := range rows[:min(len(rows), 30)] {
		t = registerTable{codes: map[string]int{}, words: map[int]string{}, last: r.line}
		for at, cell := range r.cells {
			if m := registerCode.FindStringSubmatch(tidy(cell)); m != nil {
				t.name, t.codes[m[2]] = m[1], at
			}
		}
		if len(t.codes) < 2 {
			continue
		}
		for _, below := range rows[i+1 : min(len(rows), i+4)] {
			if isTypes(below) {
				t.last = below.line
				return t, true
			}
			for at, cell := range below.cells {
				t.words[at] = tidy(cell)
			}
		}
		clear(t.words)
		return t, true
	}
	return t, false
}

// heading names the columns of a table that is read by itself in words.
func (t registerTable) heading() heading {
	width := 0
	for at := range t.words {
		width = max(width, at+1)
	}
	h := heading{line: t.last, rows: 3, columns: make([]Column, width)}
	for at, words := range t.words {
		h.columns[at].Header = words
	}
	return h
}

// isTypes reports whether a row says what the cells below hold.
func isTypes(r record) bool {
	filled := 0
	for _, cell := range r.cells {
		if cell = strings.ToLower(tidy(cell)); cell == "" {
			continue
		}
		if filled++; !slices.Contains(registerTypes, cell) && !strings.HasPrefix(cell, "fill with") {
			return false
		}
	}
	return filled > 0
}

// registerOf finds the tables of a register; nil for another workbook.
func (w *workbook) registerOf() (map[string]registerTable, error) {
	out := map[string]registerTable{}
	for _, s := range w.sheets {
		rows, err := w.firstRowsOf(s)
		if err != nil {
			return nil, err
		}
		if t, ok := findRegisterTable(rows); ok {
			t.open = func() (source, error) { return w.spooled(s) }
			out[t.name] = t
		}
	}
	if out["b_05.01"].codes == nil || out["b_02.02"].codes == nil {
		return nil, nil
	}
	return out, nil
}

// registerFields are the headers of the rows that a register is read as.
var registerFields = []string{
	"sheet", "partner.external_id", "partner.lei", "partner.name", "partner.country", "partner.parent", "partner.roles",
	"product.external_id", "product.name", "product.tags", "component.external_id", "component.name", "component.layer", "component.kind",
	"seller.external_id", "offering.external_id", "offering.country", "offering.substitutability", "offering.exit_plan",
	"contract.reference", "contract.partner", "contract.kind", "contract.currency", "contract.annual_expense", "contract.starts_on",
	"contract.ends_on", "contract.notice_days", "contract.governing_law", "contract.covers", "link.from", "link.kind", "link.to", "link.service",
}

// register reads the tables of a register in the order in which they need each
// other: providers, functions, contracts, the services under them, how they
// were assessed, and who stands behind the providers.
type register struct {
	tables    map[string]registerTable
	out       put
	providers map[string][]string // by contract, those that sign it or provide under it
	spent     map[string]bool     // contracts whose expense was told
	notRead   int64
}

// maxContracts bounds what is kept of contracts to find their providers.
const maxContracts = 200_000

func readRegister(tables map[string]registerTable, out put) (notices []Notice, err error) {
	g := &register{tables: tables, out: out, providers: map[string][]string{}, spent: map[string]bool{}}
	if err := out(0, registerFields); err != nil {
		return nil, err
	}
	for _, step := range []struct {
		table string
		read  func(registerRow) error
	}{
		{"b_03.02", g.signs},
		{"b_02.02", g.signs},
		{"b_05.01", g.provider},
		{"b_06.01", g.function},
		{"b_02.01", g.contract},
		{"b_02.02", g.service},
		{"b_07.01", g.assessed},
		{"b_05.02", g.behind},
	} {
		if err := g.each(step.table, step.read); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"b_01.01", "b_01.02", "b_01.03", "b_02.03", "b_03.01", "b_03.03", "b_04.01"} {
		if err := g.each(name, func(registerRow) error { g.notRead++; return nil }); err != nil {
			return nil, err
		}
	}
	return document.Count(nil, g.notRead, "own_entities",
		"one row is about the own group and who of it signs or uses; it is not read", "rows are about the own group and who of it signs or uses; they are not read"), nil
}

// registerRow is a row of a table of the register.
type registerRow struct {
	table registerTable
	line  int64
	cells []string
}

// cell returns what stands under a code, without the name space of a coded value
// (eba_GA:DE) and empty where it does not apply.
func (r registerRow) cell(code string) string {
	at, ok := r.table.codes[code]
	if !ok || at >= len(r.cells) {
		return ""
	}
	text := tidy(r.cells[at])
	if rest, ok := strings.CutPrefix(text, "eba_"); ok {
		if _, value, ok := strings.Cut(rest, ":"); ok {
			text = value
		}
	}
	if strings.EqualFold(text, "not applicable") {
		return ""
	}
	return text
}

// each passes the rows of a table on that have a value under its first codes.
func (g *register) each(name string, read func(registerRow) error) error {
	t, ok := g.tables[name]
	if !ok {
		return nil
	}
	rows, err := t.open()
	if err != nil {
		return err
	}
	defer rows.close()
	for row, err := range rows.rows(context.Background(), t.last) {
		r := registerRow{table: t, line: row.line, cells: row.cells}
		if err == nil && r.cell("0010")+r.cell("0020") != "" {
			err = read(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// put passes a row on, by field.
func (g *register) put(r registerRow, values map[string]string) error {
	row := make([]string, len(registerFields))
	row[0] = r.table.name
	for field, text := range values {
		row[slices.Index(registerFields, field)] = text
	}
	return g.out(r.line, row)
}

// signs notes the provider of a contract.
func (g *register) signs(r registerRow) error {
	ref, provider := r.cell("0010"), r.cell("0020")
	if r.table.name == "b_02.02" {
		provider = r.cell("0030")
	}
	if len(g.providers) == maxContracts && g.providers[ref] == nil {
		return graph.FieldError("/file", codeTooLong, "has more than %d contracts", maxContracts)
	}
	if ref != "" && provider != "" && !slices.Contains(g.providers[ref], provider) {
		g.providers[ref] = append(g.providers[ref], provider)
	}
	return nil
}

func (g *register) provider(r registerRow) error {
	code, parent := r.cell("0010"), r.cell("0080")
	if parent == code {
		parent = "" // it is its own ultimate parent
	}
	return g.put(r, map[string]string{
		"partner.external_id": code, "partner.lei": leiOf(code), "partner.name": r.cell("0030"), "partner.country": r.cell("0050"),
		"partner.parent": parent, "partner.roles": "service_provider",
	})
}

func leiOf(code string) string {
	if formOf["lei"].MatchString(code) {
		return code
	}
	return ""
}

// function is what the services are bought for: a product of ours.
func (g *register) function(r registerRow) error {
	tag := ""
	if answer, ok := registerValues["yes_no"][strings.ToLower(r.cell("0050"))]; ok && answer == "yes" {
		tag = "critical or important"
	}
	name := r.cell("0030")
	if name == "" {
		name = r.cell("0010")
	}
	return g.put(r, map[string]string{"product.external_id": r.cell("0010"), "product.name": name, "product.tags": tag})
}

// contract has a row for each provider; its expense is told once.
func (g *register) contract(r registerRow) error {
	ref := r.cell("0010")
	providers := g.providers[ref]
	if len(providers) == 0 {
		providers = []string{""} // refused, with the reason
	}
	for _, p := range providers {
		v := map[string]string{"contract.reference": ref, "contract.partner": p, "contract.kind": coded("kind", r.cell("0020"))}
		if !g.spent[ref] && r.cell("0050") != "" {
			v["contract.currency"], v["contract.annual_expense"] = r.cell("0040"), r.cell("0050")
			g.spent[ref] = true
		}
		if err := g.put(r, v); err != nil {
			return err
		}
	}
	return nil
}

// sources are what one provider does under one contract.
func (r registerRow) offering(ref, provider, service string) map[string]string {
	code, name, layer := ictService(service)
	return map[string]string{
		"component.external_id": code, "component.name": name, "component.layer": layer, "component.kind": "service",
		"seller.external_id": provider, "offering.external_id": strings.Join([]string{ref, provider, code}, "/"),
	}
}

func (g *register) service(r registerRow) error {
	ref, provider := r.cell("0010"), r.cell("0030")
	v := r.offering(ref, provider, r.cell("0060"))
	v["offering.country"], v["product.external_id"] = r.cell("0130"), r.cell("0050")
	v["contract.reference"], v["contract.partner"], v["contract.covers"] = ref, provider, v["offering.external_id"]
	v["contract.starts_on"], v["contract.governing_law"] = r.cell("0070"), r.cell("0120")
	if end := r.cell("0080"); !strings.HasPrefix(end, "9999-12-31") { // without an end
		v["contract.ends_on"] = end
	}
	if days := r.cell("0100"); days != "" && days != "0" {
		v["contract.notice_days"] = days
	}
	return g.put(r, v)
}

func (g *register) assessed(r registerRow) error {
	v := r.offering(r.cell("0010"), r.cell("0020"), r.cell("0040"))
	v["offering.substitutability"] = coded("substitutability", r.cell("0050"))
	v["offering.exit_plan"] = coded("yes_no", r.cell("0080"))
	return g.put(r, v)
}

// behind is who a provider has its service from: the rank says how far down the
// chain, and the recipient who is one step up.
func (g *register) behind(r registerRow) error {
	rank, err := strconv.ParseInt(r.cell("0050"), 10, 64)
	if err != nil || rank > 1 {
		_, service, _ := ictService(r.cell("0020"))
		return g.put(r, map[string]string{"link.from": r.cell("0060"), "link.kind": string(graph.SourcesFrom), "link.to": r.cell("0030"), "link.service": service})
	}
	return nil
}
