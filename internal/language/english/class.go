package english

// class is a set of word classes. A word is looked up once and carries everything the rules ask of it.
type class uint64

const (
	// Grammar.
	determiner class = 1 << iota
	possessive
	preposition
	coordinator
	subordinator
	relative
	pronoun
	negator
	auxiliary
	modal
	adverb
	adjective
	noun
	verb

	// People.
	personal   // pronouns that stand for people: she, they, we, who
	indefinite // someone, whoever, nobody
	role       // engineer, clerk, contractor
	eitherRole // operator, controller, agent: a job or a program
	team       // team, crew, vendor
	department // Finance, Ops: people when the bare word is a subject
	outsider   // customers, users
	givenName
	title
	humanModifier // on-call, duty, senior: what stands before it is a person

	// Systems and things.
	component
	product
	calendar // days and months

	// What people do.
	diligence // check, test, ask: the work of attention
	humanVerb // say, type, decide: only people do it
	dontCare  // have, know, find: not doing it is no omission
	actVerb   // deploy, delete, merge: what people do to systems
	spoil     // break, wipe, leak: harm done
	remedy    // prevent, avoid, save
	punish    // reprimand, discipline
	instruct  // remind, tell, warn
	cause     // cause, trigger, lead
	inform    // paged, told, given: done to people, not by them

	// Names of things the rules ask for.
	humanAct // change, review, handover: a noun for people's work
	glance   // look, check, question: a small act that would have helped
	harm     // outage, downtime, loss
	norm     // procedure, runbook, policy
	slip     // mistake, oversight, lapse
	wrong    // wrong, incorrect, untested
	trait    // carelessness, negligence
	quality  // care, skill, judgement: what people are said to lack
	insult
	careless   // sloppy, lazy: an adjective for people and their work
	carelessly // sloppily, recklessly
	oops       // accidentally, mistakenly
	emotive
	manual // human, operator, manual: before "error"
	weak   // poor, bad, questionable
	better // more, sooner, closer, proper: comparison with what should have been
	foolish
	clearly
	alarm // alert, page, warning
	training
	denial
	attributive
	perceive
	conduct   // judgement, decision, communication: how people did
	unfit     // untested, faulty, buggy
	character // incompetent, cavalier: said of people and their work only
	ship      // push, merge, release
)

// closed is the classes whose words make sentences, and say little.
const closed = determiner | possessive | preposition | coordinator | subordinator | relative | pronoun | negator | auxiliary | modal

// aspect is how a word is to be handled.
type aspect uint8

const (
	anchoring   aspect = 1 << iota // phrases are looked for where it stands
	grammatical                    // of a closed class, or asked for by name where words are tagged
	human                          // may be said of people, or name them
	several                        // the plural of a noun
)

// sense is a set of further classes, of words that colour an act and are otherwise read as what they are.
type sense uint64

const (
	valuable    sense = 1 << iota // production, live, entire: what it hurts to lose
	spare                         // old, unused, temporary: what it does not
	destroy                       // delete, drop, overwrite: harmless or not by what is destroyed
	furtive                       // quietly, unilaterally: how an act is done behind others' backs
	backward                      // hindsight, retrospect: opens what is said looking back
	safeguard                     // interlock, backup: what protects
	misgiving                     // objection, freeze, failing: what speaks against an act
	lapse                         // forget, misread: what only people do, so that they may be left out
	virtue                        // standards, knowledge, conduct: what people are found short of
	ending                        // -eng, -oncall: ends a hyphenated word for people
	trade                         // claims, crane, ward: what people's jobs deal with, before "handler", "operator"
	initials                      // RM, GM: a role when written in capitals
	bereavement                   // killed, fatal: people were hurt
	calamity                      // tragic, disaster: the plain word where people were hurt
	asking                        // wonder, verify: "if" and "whether" behind it open a question
	implicative                   // choose, manage: what hangs on it by "to" was done
	opinion                       // think, mean: what hangs on it when it is denied is not told as so
	prescribe                     // ask, require: what something written does
	saying                        // confirm, claim: of oneself
	execute                       // perform, trigger: who did not is no author of the act
	sanctioned                    // planned, agreed: laid down beforehand
	precaution                    // backup, note: what one takes, makes or leaves to be safe
	permission                    // consent, notice: what an act done without it lacks
	scarcely                      // only, briefly: too little
	scant                         // insufficient, missing: before what there was too little of
	failing                       // failure, refusal: to do what "to" opens
	dearth                        // lack, absence: of what "of" opens
	ability                       // skill, experience: what those are found short of who were not up to it
	flout                         // ignore, violate: rules
	obey                          // follow, heed: rules
	duly                          // properly, carefully: denied, how work was not done
	amiss                         // improper, delayed: what an act of somebody\'s is called to lay it at their door
	oldTrade                      // warden, registrar: a job where no system is spoken of
	managed                       // service, stage: whose manager is a person
	defect                        // bug, crack: what is found or not
	deal                          // accept, leave, issue: what people do with papers, goods and each other
	serve                         // fit, match, work: what a thing does that is as it should be
	pretext                       // busy, assumed: a reason with it is one more charge
	course                        // sequence, path: what may be prescribed
	sluggish                      // delay, silence: what is theirs who held others up
	standing                      // badge, licence, bonus: what is taken from people as a penalty
	manualWork                    // postponed, tightened, countersigned: what only hands and desks do
	slipped                       // mistyped, misheard: how a hand slipped, before what it slipped on
	setback                       // freeze, backlog: trouble that an act is told to have led to, no harm by itself
	heedless                      // carelessness, forgetfulness: what of people an analysis ends at
)

// tag is what a word is in its sentence.
type tag uint8

const (
	tagNone tag = iota
	tagComma
	tagStop // ; : dashes and other breaks
	tagColon
	tagOpen
	tagClose
	tagDet
	tagPoss
	tagClitic // 's that owns
	tagPrep
	tagCoord
	tagSub
	tagRel
	tagPron
	tagNoun
	tagName
	tagAdj
	tagAdv
	tagNum
	tagNeg
	tagAux
	tagModal
	tagTo
	tagVerb
	tagPart // a participle outside a verb group: "pushed by Marcus"
	tagGerund
	tagDate
)

// form is a set of verb forms.
type form uint8

const (
	baseForm form = 1 << iota
	sForm
	pastForm
	doneForm
	ingForm

	anyForm = baseForm | sForm | pastForm | doneForm | ingForm
)
