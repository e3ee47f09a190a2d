package importers_test

import (
	"testing"

	"linchpin/importers"
)

// A row that says what one before it said is about the same thing, unless what
// stands between them makes it a question.
func TestRowsThatSayTheSame(t *testing.T) {
	s := newEcosystem()
	o := checkFile(t, s, file(t, "name,country,failure_probability\n"+
		"Acme,,5%\n"+
		"Acme,,5%\n"+
		"Acme,DE,\n"+ // the same Acme: nothing says another
		"Acme,FR,\n"+ // another one
		"Acme,DE,\n"+
		"Acme,,5%\n"), job{as: importers.Partners}) // which of the two?
	if want := (importers.Counts{Create: 2, Unchanged: 3, Undecided: 1}); o.Counts != want {
		t.Errorf("%+v, want %+v", o.Counts, want)
	}
}

// Rows that say the same are counted by what each says, and those that come to
// differ are told.
func TestRowsThatDifferInBetween(t *testing.T) {
	s := newEcosystem()
	o := checkFile(t, s, file(t, "external_id,name,time_to_recover_days\n"+
		"A,Acme,10\nA,Acme,10\nA,Acme,20\nA,Acme,10\nB,Bolt,n/a\nB,Bolt,n/a\n"), job{as: importers.Partners})
	if want := (importers.Counts{Create: 1, Unchanged: 1, Rejected: 4}); o.Counts != want {
		t.Errorf("%+v, want %+v", o.Counts, want)
	}
	if n := o.notice("blank_words"); n != 2 {
		t.Errorf("%d blank words, want 2", n)
	}
}
