package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
)

type route struct {
	method, path string
	need         need
	do           gin.HandlerFunc
}

// routes is the one table of what there is and who may use it.
func routes(cfg Config) []route {
	q := &current{
		store: cfg.Store, version: cfg.Version, importing: cfg.Desk.Importing, now: cfg.Now,
		supposing: newTurns(2, 16), trees: newStudies(),
	}
	out := append(service(cfg), []route{
		{"GET", "/api/openapi.yaml", anyone, fixed("application/yaml", as(Spec))},
		{"GET", "/api/docs", anyone, fixed("text/html; charset=utf-8", documentation)},
		{"GET", "/api/docs.css", anyone, fixed("text/css; charset=utf-8", as(docsStyle))},
	}...)
	out = append(out, entityRoutes(cfg, q)...)
	out = append(out, graphRoutes(cfg, q)...)
	return append(out, importRoutes(cfg)...)
}

// service is sign-in and health.
func service(cfg Config) []route {
	g := &gate{door: cfg.Door, log: cfg.Log, now: cfg.Now, cookie: cookieFor(cfg.Secure), off: cfg.AuthOff}
	return []route{
		{"GET", "/livez", anyone, handle(http.StatusNoContent, func(context.Context, struct{}) (struct{}, error) { return struct{}{}, nil })},
		{"GET", "/readyz", anyone, handle(http.StatusNoContent, ready(cfg))},
		{"GET", signInPath, anyone, g.signIn},
		{"GET", "/api/v1/session", anyone, g.session},
		{"DELETE", "/api/v1/session", anyone, g.signOut},
	}
}

func ready(cfg Config) func(context.Context, struct{}) (struct{}, error) {
	return func(ctx context.Context, _ struct{}) (none struct{}, err error) {
		if !cfg.Ready() {
			return none, graph.Errorf(graph.Unavailable, "starting or stopping")
		}
		return none, cfg.Store.Ping(ctx)
	}
}

// entityRoutes are the resources of the eight kinds.
func entityRoutes(cfg Config, q *current) (out []route) {
	for _, k := range graph.Kinds() {
		r := collection{kind: k, store: cfg.Store, past: cfg.Store, answer: q, now: cfg.Now}
		all, one := r.path(), r.path()+"/:id"
		out = append(out, []route{
			{"GET", all, viewer, handle(http.StatusOK, r.list)},
			{"POST", all, editor, handle(http.StatusCreated, r.create)},
			{"GET", one, viewer, handle(http.StatusOK, r.show)},
			{"PATCH", one, editor, handle(http.StatusOK, r.patch)},
			{"DELETE", one, editor, handle(http.StatusNoContent, r.remove)},
			{"GET", one + "/history", viewer, handle(http.StatusOK, r.history)},
			{"GET", one + "/deletion", viewer, handle(http.StatusOK, r.removal)},
		}...)
	}
	m := merging{store: cfg.Store, now: cfg.Now}
	l := linkage{store: cfg.Store, importing: cfg.Desk.Importing, now: cfg.Now}
	return append(out, []route{
		{"GET", "/api/v1/partners/:id/merge", viewer, handle(http.StatusOK, m.preview)},
		{"POST", "/api/v1/partners/:id/merge", editor, handle(http.StatusOK, m.merge)},
		{"POST", "/api/v1/operations/:id/undo", editor, handle(http.StatusOK, m.undo)},
		{"GET", linksPath, viewer, handle(http.StatusOK, l.list)},
		{"POST", linksPath, editor, handle(http.StatusCreated, l.create)},
		{"GET", linksPath + "/:id", viewer, handle(http.StatusOK, l.show)},
		{"PATCH", linksPath + "/:id", editor, handle(http.StatusOK, l.patch)},
		{"DELETE", linksPath + "/:id", editor, handle(http.StatusNoContent, l.remove)},
	}...)
}

// graphRoutes browse, follow and question the graph.
func graphRoutes(cfg Config, q *current) []route {
	f := feed{store: cfg.Store, version: cfg.Version, importing: cfg.Desk.Importing}
	b := browser{store: cfg.Store, answer: q}
	return []route{
		{"GET", "/api/v1/meta", viewer, handle(http.StatusOK, f.meta)},
		{"GET", changesPath, viewer, handle(http.StatusOK, f.changes)},
		{"GET", "/api/v1/search", viewer, handle(http.StatusOK, b.search)},
		{"GET", "/api/v1/graph/neighbourhood", viewer, handle(http.StatusOK, b.neighbourhood)},
		{"GET", "/api/v1/graph/paths", viewer, handle(http.StatusOK, b.paths)},
		{"GET", "/api/v1/risk/summary", viewer, handle(http.StatusOK, q.summary)},
		{"GET", "/api/v1/risk/sourcing", viewer, handle(http.StatusOK, q.sourcing)},
		{"GET", "/api/v1/risk/single-points", viewer, handle(http.StatusOK, q.singlePoints)},
		{"GET", "/api/v1/risk/false-diversity", viewer, handle(http.StatusOK, q.falseDiversity)},
		{"GET", "/api/v1/risk/blast", viewer, handle(http.StatusOK, q.blast)},
		{"GET", "/api/v1/risk/cut-sets", viewer, handle(http.StatusOK, q.cutSets)},
		{"GET", "/api/v1/risk/probability", viewer, handle(http.StatusOK, q.probability)},
		{"GET", "/api/v1/risk/second-sources", viewer, handle(http.StatusOK, q.secondSources)},
		{"GET", "/api/v1/risk/exposure", viewer, handle(http.StatusOK, q.exposure)},
		{"GET", "/api/v1/risk/concentration", viewer, handle(http.StatusOK, q.concentration)},
		{"GET", "/api/v1/roadmap/slip", viewer, handle(http.StatusOK, q.slips)},
		{"GET", "/api/v1/roadmap-items/:id/slip", viewer, handle(http.StatusOK, q.slip)},
		{"GET", "/api/v1/risk/matrix", viewer, handle(http.StatusOK, q.matrix)},
		{"GET", "/api/v1/risk/next-questions", viewer, handle(http.StatusOK, q.nextQuestions)},
		{"GET", "/api/v1/risk/next-questions/:id/verdicts", viewer, handle(http.StatusOK, q.waiting)},
		{"GET", "/api/v1/risk/routes", viewer, handle(http.StatusOK, q.routes)},
		{"GET", "/api/v1/risk/skills", viewer, handle(http.StatusOK, q.skills)},
		{"POST", "/api/v1/risk/what-if", viewer, handle(http.StatusOK, q.whatIf)},
		{"GET", "/api/v1/roadmap-items/:id/partners", viewer, handle(http.StatusOK, q.partnersOf)},
		{"GET", "/api/v1/partners/:id/roadmap-items", viewer, handle(http.StatusOK, q.itemsOf)},
	}
}

func importRoutes(cfg Config) []route {
	r := imports{cfg.Desk}
	one, job := importsPath+"/:id", jobsPath+"/:id"
	return []route{
		{"GET", importsPath, viewer, handle(http.StatusOK, r.list)},
		{"POST", importsPath, importer, r.create},
		{"GET", one, viewer, handle(http.StatusOK, r.show)},
		{"PATCH", one, importer, handle(http.StatusOK, r.patch)},
		{"POST", one + "/check", importer, handle(http.StatusAccepted, r.start(cfg.Desk.Check))},
		{"POST", one + "/apply", importer, handle(http.StatusAccepted, r.start(cfg.Desk.Apply))},
		{"POST", one + "/undo", importer, handle(http.StatusAccepted, r.start(cfg.Desk.Undo))},
		{"GET", one + "/rows", viewer, handle(http.StatusOK, r.rows)},
		{"GET", one + "/rejects", viewer, handle(http.StatusOK, r.rejects)},
		{"GET", one + "/mapping", viewer, handle(http.StatusOK, r.mapping)},
		{"GET", "/api/v1/import-mappings", viewer, handle(http.StatusOK, r.mappings)},
		{"DELETE", "/api/v1/import-mappings/:id", importer, handle(http.StatusNoContent, r.forget)},
		{"GET", "/api/v1/import-fields", viewer, handle(http.StatusOK, r.fields)},
		{"GET", job, viewer, handle(http.StatusOK, r.job)},
		{"DELETE", job, importer, handle(http.StatusAccepted, r.cancel)},
		{"GET", job + "/events", viewer, r.watch},
	}
}
