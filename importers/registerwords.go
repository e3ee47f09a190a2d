package importers

import "strings"

// registerValues are the coded values of the register and what they are for us,
// by their code without its name space and by their words.
var registerValues = map[string]map[string]string{
	"kind": {
		"x1": "standalone", "standalone arrangement": "standalone", "x2": "overarching", "overarching arrangement": "overarching",
		"x3": "subsequent", "subsequent or associated arrangement": "subsequent",
	},
	"substitutability": {
		"x959": "not_substitutable", "not substitutable": "not_substitutable", "x960": "highly_complex", "highly complex substitutability": "highly_complex",
		"x961": "medium", "medium complexity in terms of substitutability": "medium", "x962": "easy", "easily substitutable": "easy",
		"x799": "not_assessed", "assessment not performed": "not_assessed",
	},
	"yes_no": {"x28": "yes", "yes": "yes", "x29": "no", "no": "no", "x21": "not_assessed", "assessment not performed": "not_assessed"},
}

// coded returns what a coded value is for us; one we do not know stays, and is
// refused where it is checked.
func coded(list, text string) string {
	if value, ok := registerValues[list][strings.ToLower(text)]; ok {
		return value
	}
	return text
}

// ictServices are the types of ICT services of Annex III, in order from S01,
// and the layers they belong to.
var ictServices = []struct{ name, layer string }{
	{"ICT project management", "applications"},
	{"ICT Development", "applications"},
	{"ICT help desk and first level support", "applications"},
	{"ICT security management services", "applications"},
	{"Provision of data", "applications"},
	{"Data analysis", "applications"},
	{"ICT, facilities and hosting services (excluding Cloud services)", "cloud_platform"},
	{"Computation", "cloud_platform"},
	{"Non-Cloud Data storage", "cloud_platform"},
	{"Telecom carrier", "communications"},
	{"Network infrastructure", "communications"},
	{"Hardware and physical devices", "device_hardware"},
	{"Software licencing (excluding SaaS)", "applications"},
	{"ICT operation management (including maintenance)", "applications"},
	{"ICT Consulting", "applications"},
	{"ICT Risk management", "applications"},
	{"Cloud services: IaaS", "cloud_platform"},
	{"Cloud services: PaaS", "cloud_platform"},
	{"Cloud services: SaaS", "applications"},
}

// ictService reads a type of ICT services, by its code or its words. What is
// none is a service of its own name.
func ictService(text string) (code, name, layer string) {
	for i, s := range ictServices {
		code = "S" + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
		if strings.EqualFold(text, code) || strings.EqualFold(text, s.name) {
			return code, s.name, s.layer
		}
	}
	return text, text, "applications"
}
