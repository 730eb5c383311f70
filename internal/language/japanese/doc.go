// Package japanese reads Japanese sentences: it finds who does what in them, decides whether that is a person, and tells whether the sentence blames.
//
// A block is folded into one way of writing (full-width letters, half-width katakana, 出来/でき) that remembers where each byte came from, cut into words by
// the lists in lexicon/*.txt and by where the script changes, and into sentences. Verbs are read with their endings, which in Japanese say what matters here:
// whether it happened, was denied, supposed, wished for or regretted. A verb is given its subject by the particles before it; a subject that is left out is a person
// where only people do such a thing. There is no dictionary: words that no list has are nouns, or verbs when an ending follows them.
//
// Most sentences hold nothing that a rule asks for: the gate passes over them before they are cut.
//
// What the package knows of words lives in lexicon/, one class a file, readable without knowing Go; README.md there tells how phrases are written.
// What people read lives in *.txt beside it and in pages/.
package japanese
