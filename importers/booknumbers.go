package importers

import "cmp"

// formats lists how the cells of a workbook show numbers, by the number of
// their style.
func (p parts) formats(name string) (out []numberFormat, err error) {
	var doc struct {
		Custom []struct {
			ID     int    `xml:"numFmtId,attr"`
			Code   string `xml:"formatCode,attr"`
			Code16 string `xml:"formatCode16,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := p.decode(name, &doc); err != nil {
		return nil, err
	}
	codes := map[int]string{}
	for _, f := range doc.Custom {
		codes[f.ID] = cmp.Or(f.Code16, f.Code)
	}
	for _, c := range doc.Cells {
		f := numberFormat{how: builtInFormat(c.Format)}
		if code, ok := codes[c.Format]; ok {
			f = numberFormat{customFormat(code), code}
		}
		out = append(out, f)
	}
	return out, nil
}
