// Package interview asks for what a good postmortem needs and never loses an answer.
//
// The questions are data (question.go). A Session is an interview in memory: it holds the answers as they were typed, knows where it is
// and turns the lot into template.Answers; it does no I/O. A Draft is a session whose every change is on disk before it is on the
// screen, and a Store is the folder of drafts; notes that other processes take while the incident runs wait beside a draft until it is open
// (notes.go). Screen and Plain ask a session's questions in a terminal, with and without redrawing it; ReadAnswers
// takes the same answers from a YAML or JSON file, and Skeleton and Schema describe such files.
package interview
