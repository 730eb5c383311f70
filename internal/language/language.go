package language

// Kind is what a remark is about. The kinds and their boundaries follow the research on blameful language that each
// rule's page cites.
type Kind int

// The kinds of remark, one for each blame rule.
const (
	PersonFault    Kind = iota // a person, role or team is made the cause
	HumanError                 // the causal analysis ends at "human error"
	Judgement                  // competence, care, motive or character is judged
	Counterfactual             // what people should, could or would have done instead
	Hindsight                  // the outcome makes the right choice look obvious
	Punitive                   // the answer to the incident is aimed at a person
	Emotive                    // the words dramatise instead of describing
	Naming                     // a person is named
)

// Range is a half-open range of bytes in Block.Text.
type Range struct{ Start, End int }

// Form is what a block is in its document, which decides how a fragment is read: the subject of
// "deleted the bucket" is a responder in an Event and whoever owns the item in an Action.
type Form int

// The forms of a block.
const (
	Paragraph Form = iota // running sentences
	Heading               // a title
	ListItem              // a bullet, often a fragment
	TableCell             // a cell, often a fragment
	Event                 // a timeline entry, its time stripped: "Raj: deleted the bucket", "DBA drops the partition"
	Action                // an action item's title: "Remind the team to …"
)

// Block is one paragraph, list item, table cell or heading, as plain text.
type Block struct {
	Text string
	Form Form
	// Names are inline code: each is one word, the name of a thing, whatever it contains.
	Names []Range
	// Muted is read to understand the sentence but never remarked upon: link texts.
	Muted []Range
}

// Vocabulary is what a document or a team taught: words that are people ("acme support", "@kmori") or systems
// ("hermes", "the operator"), matched without regard to case. A nil *Vocabulary knows nothing.
type Vocabulary struct {
	People, Systems []string
}

// Remark is one thing worth telling the author about one sentence.
type Remark struct {
	Kind     Kind
	Range    Range  // the smallest span that shows the problem
	Sentence Range  // the sentence it stands in, trimmed of space
	Question string // one what/how question to ask instead
	// Likely says that no rule of grammar stands behind the remark, but its likeness to sentences that people have labelled.
	Likely bool
	// Rewrite is words that could stand in place of Sentence, keeping its facts: "" when none can be built honestly. Blanks
	// in square brackets stand for what only the author knows. Read again, it yields no remark but Naming and what is Likely.
	Rewrite string
}

// Language is one natural language. Its methods are safe for concurrent use.
type Language interface {
	// Code is the ISO 639-1 code, for example "en".
	Code() string
	// Read returns the remarks on a block in the order of their ranges, at most one for each problem. It never fails;
	// text it does not understand yields nothing. Its time is linear in the length of the text.
	Read(Block, *Vocabulary) []Remark
	// Fits says how likely a text is in this language, from 0 to 1. A sentence is read by the language that it fits best, of those
	// that it fits alike by the first.
	Fits(text string) float64
	// Messages say in this language what the program has in its code in English; nil for English.
	Messages() *Catalogue
	// Page is the markdown page that explains the rule with an id; "" when the language has none.
	Page(rule string) string
}

// Doubtful is what Fits says at least of a text that is in the language. Below it the language only stands in for one that nobody reads.
const Doubtful = 0.25

// Best is the language that a text fits best, the first of those that it fits alike; nil when it fits none.
func Best(all []Language, text string) Language {
	var best Language
	most := 0.0
	for _, l := range all {
		if fits := l.Fits(text); fits > most {
			best, most = l, fits
		}
	}
	return best
}
