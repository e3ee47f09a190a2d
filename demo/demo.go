// Package demo holds a sample ecosystem: the files of Orrinvale, an invented
// maker of connected water valves, its suppliers, service and channel partners
// and its roadmap. README.md tells its story.
package demo

import "embed"

//go:embed *.csv
var tables embed.FS

// File is one file of the sample, as a user would upload it.
type File struct {
	Name    string // partners.csv
	Kind    string // what its rows are: partners
	Content []byte
}

// Files returns the files of the sample in the order in which they are
// imported: each refers only to itself and to the ones before it.
func Files() []File {
	kinds := []string{
		"partners", "products", "components", "offerings", "contracts",
		"certificates", "roadmap", "people", "links",
	}
	files := make([]File, 0, len(kinds))
	for _, kind := range kinds {
		name := kind + ".csv"
		content, err := tables.ReadFile(name)
		if err != nil {
			panic(err) // a file that is not in the binary is a mistake of the build
		}
		files = append(files, File{Name: name, Kind: kind, Content: content})
	}
	return files
}
