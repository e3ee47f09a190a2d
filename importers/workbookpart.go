package importers

import (
	"archive/zip"
	"encoding/xml"
	"path"
	"strings"

	"linchpin/graph"
)

// relation is one line of a .rels part: what one part refers to by an id.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// parts are the entries of a workbook by name, in small letters.
type parts map[string]*zip.File

func partsOf(z *zip.Reader) parts {
	out := parts{}
	for _, f := range z.File {
		out[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	return out
}

// decode reads an XML part of a size that may be kept in memory; one that is
// not there says nothing.
func (p parts) decode(name string, into any) error {
	f := p[strings.ToLower(name)]
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > mostDecoded {
		return graph.FieldError("/file", codeTooLong, "is a workbook whose part %s is larger than %d MiB: save the sheet as .csv", name, mostDecoded>>20)
	}
	r, err := f.Open()
	if err != nil {
		return brokenPart(name, err)
	}
	defer r.Close()
	if err := xml.NewDecoder(r).Decode(into); err != nil {
		return brokenPart(name, err)
	}
	return nil
}

func brokenPart(name string, err error) error {
	return graph.FieldError("/file", "format", "is a broken workbook: its part %s: %v", name, err)
}

// relations reads what a part refers to.
func (p parts) relations(of string) (out []relation) {
	var doc struct {
		Relations []relation `xml:"Relationship"`
	}
	dir, file := path.Split(of)
	if p.decode(dir+"_rels/"+file+".rels", &doc) != nil {
		return nil // what it should lead to is missed then
	}
	for _, r := range doc.Relations {
		target, absolute := strings.CutPrefix(r.Target, "/")
		if r.Target = target; !absolute {
			r.Target = path.Join(dir, target)
		}
		out = append(out, r)
	}
	return out
}

// sheetPart is a sheet and the part that has its cells.
type sheetPart struct {
	name string
	part *zip.File
}

// bookParts are the parts of a workbook that are read: the sheets that can be
// seen and have cells (charts have none), the texts, and how numbers are shown.
type bookParts struct {
	sheets   []sheetPart
	texts    *zip.File
	styles   string
	hidden   int64 // sheets with cells that are not shown
	from1904 bool  // the days are counted from 1904
}

func (p parts) book() (out bookParts, err error) {
	for _, main := range p.relations("") {
		if !strings.HasSuffix(main.Type, "/officeDocument") {
			continue
		}
		var book struct {
			Days struct {
				From1904 string `xml:"date1904,attr"`
			} `xml:"workbookPr"`
			Sheets []struct {
				Name   string `xml:"name,attr"`
				State  string `xml:"state,attr"`
				ID     string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
				Strict string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
			} `xml:"sheets>sheet"`
		}
		if err := p.decode(main.Target, &book); err != nil {
			return out, err
		}
		out.from1904 = book.Days.From1904 == "1" || book.Days.From1904 == "true"
		parts := map[string]*zip.File{}
		for _, r := range p.relations(main.Target) {
			part := p[strings.ToLower(r.Target)]
			switch _, kind := path.Split(r.Type); {
			case part == nil:
			case kind == "worksheet":
				parts[r.ID] = part
			case kind == "sharedStrings":
				out.texts = part
			case kind == "styles":
				out.styles = r.Target
			}
		}
		for _, s := range book.Sheets {
			switch part := parts[s.ID+s.Strict]; {
			case part == nil:
			case s.State == "" || s.State == "visible":
				out.sheets = append(out.sheets, sheetPart{s.Name, part})
			default:
				out.hidden++
			}
		}
	}
	return out, nil
}
