// Package english reads English sentences: it finds who does what in them, decides whether that is a person, and tells
// whether the sentence blames.
//
// A block is cut into tokens and sentences; a sentence without a single cue word is left at once, which is what most
// sentences are. The others are tagged by word lists and endings, cut into noun phrases and verb groups, and each verb
// group is given its subject. The rules (one file a kind of remark) look at those, never at bare words.
//
// What the package knows of words lives in lexicon/*.txt, one class a file, readable without knowing Go. README.md there
// tells how phrases are written.
package english
