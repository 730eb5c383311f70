// Package language reads sentences of prose: who does what in them, whether that is a person or a system,
// and whether the sentence blames. It knows nothing of markdown, files or rules; it is handed blocks of text and answers
// with remarks. Each natural language lives in a folder of its own (english, japanese) behind the Language interface.
package language
