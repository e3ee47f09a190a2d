package importers

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"path"
	"strings"
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

// decode reads an XML part, at most as much of it as is kept in memory.
// What cannot be read says nothing: what it should lead to is missed elsewhere.
func (p parts) decode(name string, into any) {
	f := p[strings.ToLower(name)]
	if f == nil || f.UncompressedSize64 > unzippedInRAM {
		return
	}
	r, err := f.Open()
	if err != nil {
		return
	}
	defer r.Close()
	_ = xml.NewDecoder(io.LimitReader(r, unzippedInRAM)).Decode(into)
}

// relations reads what a part refers to.
func (p parts) relations(of string) (out []relation) {
	var doc struct {
		Relations []relation `xml:"Relationship"`
	}
	dir, file := path.Split(of)
	p.decode(dir+"_rels/"+file+".rels", &doc)
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

// sheets lists the sheets of a workbook that can be seen and have cells; charts
// have none.
func (p parts) sheets() (out []sheetPart) {
	for _, main := range p.relations("") {
		if !strings.HasSuffix(main.Type, "/officeDocument") {
			continue
		}
		var book struct {
			Sheets []struct {
				Name   string `xml:"name,attr"`
				State  string `xml:"state,attr"`
				ID     string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
				Strict string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
			} `xml:"sheets>sheet"`
		}
		p.decode(main.Target, &book)
		related := p.relations(main.Target)
		for _, s := range book.Sheets {
			if s.State != "" && s.State != "visible" {
				continue
			}
			for _, r := range related {
				if r.ID == s.ID+s.Strict && strings.HasSuffix(r.Type, "/worksheet") && p[strings.ToLower(r.Target)] != nil {
					out = append(out, sheetPart{s.Name, p[strings.ToLower(r.Target)]})
				}
			}
		}
	}
	return out
}
