package importers

import (
	"path"
	"slices"
	"strings"
)

// Named is the kind that a file is named after, where its headers would be
// taken for those of another kind but are all that one asks for too: a list of
// products with an id and a name reads like one of partners. Empty where the
// name says nothing new.
func Named(s Sniff, file string) As {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	as := As(strings.ToLower(strings.TrimSuffix(base, path.Ext(base))))
	if as.mixed() || !slices.Contains(Kinds(), as) || s.isDocument() || layoutOf(s, "") != nil {
		return ""
	}
	if taken := guess(s); taken == as || taken == "" || taken.mixed() {
		return ""
	}
	columns := make([]ColumnMap, len(s.Columns))
	assign(columns, s, Fields(as))
	for _, f := range Fields(as) {
		if f.Required && !slices.ContainsFunc(columns, func(c ColumnMap) bool { return c.Field == f.Name && c.By != bySimilar }) {
			return ""
		}
	}
	return as
}
