package importers

import (
	"slices"

	"linchpin/graph"
)

// standalone are the tables of a register that say something without the others,
// if what their codes stand for is stored.
var standalone = []string{"b_02.02", "b_05.01", "b_05.02", "b_06.01", "b_07.01"}

// isRegisterTable reports whether a file of text is one table of a register.
func isRegisterTable(path string, s Sniff) bool {
	_, err := registerTableOf(path, s)
	return err == nil
}

// registerTableOf finds the table of a register that was saved as text.
func registerTableOf(path string, s Sniff) (registerTable, error) {
	head, err := opening(path, s.Encoding)
	if err != nil {
		return registerTable{}, err
	}
	t, ok := findRegisterTable(firstRows(head, s.Delimiter[0]))
	if !ok {
		return t, unreadable("no table of a register of information")
	}
	t.open = func() (source, error) { return openText(path, s.Encoding, s.Delimiter) }
	return t, nil
}

// readRegisterTable reads one table of a register as rows of a mixed file.
func readRegisterTable(path string, s Sniff, to put) (Sniff, error) {
	var err error
	if s.Encoding, _, err = sniffEncoding(path, ""); err != nil {
		return s, err
	}
	if s.Delimiter, _, err = sniffOpening(path, s.Encoding, Reading{}); err != nil {
		return s, err
	}
	t, err := registerTableOf(path, s)
	if err != nil {
		return s, err
	}
	if !slices.Contains(standalone, t.name) {
		return s, graph.FieldError("/file", "format", "is table %s of a register of information, which says nothing of partners without the others: import the register as one workbook (.xlsx)", t.name)
	}
	more, err := readRegister(map[string]registerTable{t.name: t}, to)
	s.Notices = append(s.Notices, more...)
	return s, err
}
