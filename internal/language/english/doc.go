// Package english reads English sentences: it finds who does what in them, decides whether that is a person, and tells
// whether the sentence blames.
//
// A block is cut into tokens and sentences; a sentence without a single cue word is left at once, which is what most
// sentences are. The others are tagged by word lists and endings, cut into noun phrases and verb groups, and each verb
// group is given its subject. The rules (one file a kind of remark) look at those, never at bare words.
//
// The engine, in the order of its work: token.go, segment.go, tag.go, phrase.go (what phrases match), parse.go, verb.go, subject.go (who acts),
// kind.go and people.go (who is a person). The rules on it: fault.go and what it calls – event.go (did it happen?), excuse.go (what clears
// people), omission.go, slip.go, haste.go, breach.go, cause.go, damage.go and others – then counterfactual.go and unreal.go, hindsight.go, humanerror.go,
// judgement.go, punitive.go, emotive.go, naming.go. question.go and rewrite.go word what is asked and offered.
//
// Where no rule finds anything in a sentence that was read, features.go tells what is in it – words, words side by side, who does what to whom – and
// weights.go adds up what each of these is worth, learnt from the labelled sentences in testdata/taught. What likely.go makes of it is only likely, and says so.
//
// What the package knows of words lives in lexicon/*.txt, one class a file, readable without knowing Go. README.md there
// tells how phrases are written. lexicon_read.go and phrase_read.go read them; image.go keeps what they come to in a form that loads faster.
package english
