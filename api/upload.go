package api

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// maxUpload is the size of the largest request that brings a file: the file
// and a little around it.
const maxUpload = 64<<20 + maxBody + 64<<10

// create takes a file as it arrives.
func (r imports) create(c *gin.Context) {
	if err := bind(c, &struct{}{}); err != nil {
		fail(c, err)
		return
	}
	wire, until := http.NewResponseController(c.Writer), time.Now().Add(longTime)
	_, _ = wire.SetReadDeadline(until), wire.SetWriteDeadline(until) // lines are slow; a writer without deadlines has no need
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxUpload)
	i, err := r.receive(c)
	if err != nil {
		fail(c, uploadFault(err))
		return
	}
	answer(c, http.StatusCreated, imported{Import: tidy(i), made: true})
}

// receive reads the parts in whatever order they come. The file is written
// down as it arrives; what is said about it may stand on either side of it.
func (r imports) receive(c *gin.Context) (i jobs.Import, err error) {
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return i, graph.Errorf(unsupportedMediaType, "the body must be multipart/form-data")
	}
	f := &form{parts: parts, seen: map[string]bool{}}
	file, err := f.toFile()
	if errors.Is(err, io.EOF) {
		return i, graph.FieldError("/file", "required", "is required")
	}
	if err != nil {
		return i, err
	}
	f.up.File = file.FileName()
	ctx := c.Request.Context()
	return r.desk.Create(ctx, callerOf(ctx), &f.up, &wholeForm{Reader: file, form: f})
}

// form is an upload whose parts are being read.
type form struct {
	parts *multipart.Reader
	seen  map[string]bool
	up    jobs.Upload
}

// toFile reads what is said up to the file, or to io.EOF.
func (f *form) toFile() (*multipart.Part, error) {
	for {
		p, err := f.parts.NextPart()
		if err != nil {
			return nil, err
		}
		name := p.FormName()
		if f.seen[name] {
			return nil, fault(badRequest, "/"+name, "unique", "stands there twice")
		}
		f.seen[name] = true
		if name == "file" {
			return p, nil
		}
		if err := described(&f.up, name, p); err != nil {
			return nil, err
		}
	}
}

// wholeForm reads a file and at its end what is said behind it: where that is
// wrong, the file is refused with it.
type wholeForm struct {
	io.Reader
	form *form
}

func (a *wholeForm) Read(b []byte) (int, error) {
	n, err := a.Reader.Read(b)
	if errors.Is(err, io.EOF) {
		_, err = a.form.toFile()
	}
	return n, err
}

// described reads a part that says something about the file.
func described(up *jobs.Upload, name string, p *multipart.Part) error {
	b, err := io.ReadAll(io.LimitReader(p, maxBody+1))
	if err != nil {
		return err
	}
	if len(b) > maxBody {
		return graph.Errorf(bodyTooLarge, "%s is larger than %d bytes", name, maxBody)
	}
	switch name {
	case "as":
		up.As = importers.As(b)
		return graph.Check(&fieldListing{As: up.As})
	case "source":
		up.Source = string(b)
		return graph.Check(&graph.Common{Source: up.Source})
	case "mapping":
		up.Mapping = &importers.Mapping{}
		return strict(bytes.TrimSpace(b), up.Mapping)
	default:
		return fault(badRequest, "/"+name, "unknown", "is no part of an upload: file, as, source, mapping")
	}
}

// uploadFault tells a body that is too large or broken from a file that is.
func uploadFault(err error) error {
	said, known := errors.AsType[*graph.Error](err)
	_, large := errors.AsType[*http.MaxBytesError](err)
	switch {
	case large:
		return graph.Errorf(bodyTooLarge, "the request has more than %d MiB", maxUpload>>20)
	case known && said.Code == graph.TooBig:
		return graph.Errorf(bodyTooLarge, "%s", said.Detail)
	case known:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, multipart.ErrMessageTooLarge):
		return graph.Errorf(badRequest, "the body ends too early")
	default:
		return err
	}
}
