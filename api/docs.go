package api

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
)

//go:embed docs.html
var docsPage string

//go:embed docs.css
var docsStyle []byte

// document is what the page shows of the description.
type document struct {
	Info struct {
		Title, Version, Description string
	}
	Tags []struct {
		Name, Description string
		Operations        []*operation `yaml:"-"`
	}
	Paths      map[string]pathItem
	Components struct {
		Schemas       map[string]*schema
		Parameters    map[string]parameterSpec
		RequestBodies map[string]requestBody `yaml:"requestBodies"`
		Responses     map[string]response
	}
}

type pathItem struct {
	Parameters               []parameterSpec
	Get, Post, Patch, Delete *operation
}

type operation struct {
	Method, Path         string `yaml:"-"`
	OperationID          string `yaml:"operationId"`
	Summary, Description string
	Tags                 []string
	Parameters           []parameterSpec
	RequestBody          requestBody `yaml:"requestBody"`
	Responses            map[string]response
}

type requestBody struct {
	Ref         string `yaml:"$ref"`
	Description string
	Content     map[string]content
}

type parameterSpec struct {
	Ref         string `yaml:"$ref"`
	Name, In    string
	Description string
	Required    bool
	Schema      *schema
}

type content struct{ Schema *schema }

type response struct {
	Ref         string `yaml:"$ref"`
	Description string
	Content     map[string]content
}

type schema struct {
	Ref         string `yaml:"$ref"`
	Type        any
	Enum        []any
	Format      string
	Pattern     string
	Description string
	Default     any
	Minimum     any
	Maximum     any
	MaxLength   any       `yaml:"maxLength"`
	AllOf       []*schema `yaml:"allOf"`
	OneOf       []*schema `yaml:"oneOf"`
	Items       *schema
	Properties  map[string]*schema
	Required    []string
	Additional  any `yaml:"additionalProperties"`
}

// documentation renders the description as a page.
func documentation() ([]byte, error) {
	var d document
	if err := binding.YAML.BindBody(Spec, &d); err != nil {
		return nil, fmt.Errorf("openapi.yaml: %w", err)
	}
	d.collect()
	page, err := template.New("docs").Funcs(template.FuncMap{
		"kind": kindOf, "name": nameOf, "fields": fieldNames, "needs": slices.Contains[[]string], "lines": paragraphs,
	}).Parse(docsPage)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = page.Execute(&b, d)
	return b.Bytes(), err
}

// collect puts the operations under their tags, by path, and resolves what
// they refer to.
func (d *document) collect() {
	for _, at := range slices.Sorted(maps.Keys(d.Paths)) {
		item := d.Paths[at]
		for method, op := range map[string]*operation{"GET": item.Get, "POST": item.Post, "PATCH": item.Patch, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			op.Method, op.Path = method, at
			op.Parameters = slices.Concat(item.Parameters, op.Parameters)
			d.resolve(op)
			for i := range d.Tags {
				if slices.Contains(op.Tags, d.Tags[i].Name) {
					d.Tags[i].Operations = append(d.Tags[i].Operations, op)
				}
			}
		}
	}
	methods := []string{"GET", "POST", "PATCH", "DELETE"}
	for _, t := range d.Tags {
		slices.SortFunc(t.Operations, func(a, b *operation) int {
			return cmp.Or(cmp.Compare(a.Path, b.Path), slices.Index(methods, a.Method)-slices.Index(methods, b.Method))
		})
	}
}

// resolve puts what an operation refers to in the place of the reference.
func (d *document) resolve(op *operation) {
	for i, p := range op.Parameters {
		if p.Ref != "" {
			op.Parameters[i] = d.Components.Parameters[nameOf(p.Ref)]
		}
	}
	for status, r := range op.Responses {
		if r.Ref != "" {
			op.Responses[status] = d.Components.Responses[nameOf(r.Ref)]
		}
	}
	if ref := op.RequestBody.Ref; ref != "" {
		op.RequestBody = d.Components.RequestBodies[nameOf(ref)]
	}
}

func nameOf(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

func fieldNames(s *schema) []string { return slices.Sorted(maps.Keys(s.Properties)) }

// paragraphs reads the little of Markdown that the description uses.
func paragraphs(text string) (out []template.HTML) {
	strong, code := regexp.MustCompile(`\*\*([^*]+)\*\*`), regexp.MustCompile("`([^`]+)`")
	for p := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		p = code.ReplaceAllString(strong.ReplaceAllString(template.HTMLEscapeString(p), "<strong>$1</strong>"), "<code>$1</code>")
		out = append(out, template.HTML(p)) //nolint:gosec // escaped before the tags were put in
	}
	return out
}

// kindOf says in a few words what a schema takes.
func kindOf(s *schema) template.HTML {
	if s == nil {
		return "anything"
	}
	esc := template.HTMLEscapeString
	var text string
	switch {
	case s.Ref != "":
		text = fmt.Sprintf(`<a href="#schema-%[1]s">%[1]s</a>`, esc(nameOf(s.Ref)))
	case len(s.AllOf) > 0:
		text = either(s.AllOf, " and ")
	case len(s.OneOf) > 0:
		text = either(s.OneOf, " or ")
	case len(s.Enum) > 0:
		text = esc(strings.ReplaceAll(strings.Trim(strings.ReplaceAll(fmt.Sprint(s.Enum), " ", " | "), "[]"), "<nil>", "null"))
	case s.Items != nil:
		text = "list of " + string(kindOf(s.Items))
	default:
		text = esc(strings.Trim(strings.ReplaceAll(fmt.Sprint(cmp.Or(s.Type, any("anything"))), " ", " or "), "[]"))
	}
	limits := []string{text}
	for _, limit := range []struct {
		word  string
		value any
	}{{"from", s.Minimum}, {"to", s.Maximum}, {"at most", s.MaxLength}, {"default", s.Default}} {
		if limit.value != nil {
			limits = append(limits, limit.word+" "+esc(fmt.Sprint(limit.value)))
		}
	}
	return template.HTML(strings.Join(limits, ", ")) //nolint:gosec // every part is escaped above
}

func either(all []*schema, word string) string {
	var parts []string
	for _, s := range all {
		if s.Ref != "" || s.Properties == nil {
			parts = append(parts, string(kindOf(s)))
		}
	}
	return strings.Join(parts, word)
}

// fixed answers what never changes while the program runs; it is made when
// first asked for.
func fixed(kind string, content func() ([]byte, error)) gin.HandlerFunc {
	type made struct {
		body []byte
		tag  string
	}
	once := sync.OnceValues(func() (made, error) {
		body, err := content()
		sum := sha256.Sum256(body)
		return made{body, `"` + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`}, err
	})
	return func(c *gin.Context) {
		err := bind(c, &struct{}{})
		if err != nil {
			fail(c, err)
			return
		}
		page, err := once()
		if err != nil {
			fail(c, err)
			return
		}
		c.Header("ETag", page.tag)
		if notModified(c) {
			c.Status(http.StatusNotModified)
			return
		}
		c.Data(http.StatusOK, kind, page.body)
	}
}

// as is content that is there already.
func as(body []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return body, nil }
}
