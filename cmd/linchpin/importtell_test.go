package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"linchpin/importers"
	"linchpin/jobs"
)

func TestTheShellSaysInWhichFormAFileWasRead(t *testing.T) {
	for want, s := range map[string]importers.Sniff{
		"windows-1252 (fallback)": {Format: "csv", Encoding: "windows-1252", EncodingFrom: "fallback"},
		"xlsx (sheet BOM)":        {Format: "xlsx", Encoding: "utf-8", EncodingFrom: "format", Sheet: "BOM"},
		"cyclonedx 1.5":           {Format: "cyclonedx", Version: "1.5"},
		"gleif":                   {Format: "gleif"},
	} {
		if got := readAs(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheShellTellsEveryOpenQuestionAndTheFirstSuggestions(t *testing.T) {
	var i jobs.Import
	for n := range 25 {
		i.Decisions = append(i.Decisions,
			importers.Decision{Question: fmt.Sprintf("Which Acme %d?", n)},
			importers.Decision{Question: "Another name?", Optional: true, Options: []importers.Option{{Label: "Acme"}}})
	}
	i.Decisions = append(i.Decisions, importers.Decision{Question: "Answered?", Chosen: "yes"})
	var out bytes.Buffer
	(&importRun{program: &program{stdout: &out}, c: &client{base: "http://here"}}).tellQuestions(i)
	text := out.String()
	if n := strings.Count(text, "undecided: Which Acme"); n != 25 {
		t.Errorf("%d questions", n)
	}
	if n := strings.Count(text, "suggestion: "); n != 20 || !strings.Contains(text, "and 5 more;") || strings.Contains(text, "Answered") {
		t.Errorf("%d suggestions in:\n%s", n, text)
	}
}

// A word that a column does not know is not said to be the first that it knows.
func TestTheShellTellsAllThatMayBeAnswered(t *testing.T) {
	i := jobs.Import{ID: "7", Decisions: []importers.Decision{{
		Question: "What does gesperrt stand for in Status?", Optional: true, Rejects: true,
		Options: []importers.Option{{Label: "active"}, {Label: "on hold"}, {Label: "nothing: leave the cell blank"}},
	}}}
	var out bytes.Buffer
	(&importRun{program: &program{stdout: &out}, c: &client{base: "http://here"}}).tellQuestions(i)
	const want = "  question: What does gesperrt stand for in Status? active | on hold | nothing: leave the cell blank\n" +
		"  answer in the browser: http://here/import/7/check\n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

func TestAFileThatIsNotUnderstoodIsToldByItsColumns(t *testing.T) {
	i := jobs.Import{Sniff: importers.Sniff{Columns: make([]importers.Column, 9)}}
	i.Sniff.Columns[1].Header = "leuven_id"
	if got := headersOf(i); !strings.HasPrefix(got, "no name, leuven_id, no name") || !strings.HasSuffix(got, ", ...") {
		t.Error(got)
	}
}

// What a column says is not lost silently: one that means nothing is named,
// unless nothing is in it or we wrote it ourselves.
func TestColumnsLeftOutAreNamed(t *testing.T) {
	i := jobs.Import{
		Sniff: importers.Sniff{Columns: []importers.Column{{Filled: 3}, {Filled: 3}, {}, {Filled: 1}, {Filled: 2}}},
		Mapping: importers.Mapping{Columns: []importers.ColumnMap{
			{Header: "Supplier", Field: "name"}, {Header: "Mood"}, {Header: "Empty"}, {Header: "_error"}, {},
		}},
	}
	if got := leftOut(i); !slices.Equal(got, []string{"Mood", "column 5"}) {
		t.Errorf("%q", got)
	}
}
