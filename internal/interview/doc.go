// Package interview asks for what a good postmortem needs and never loses an answer.
//
// The questions are data (question.go). A Session is an interview in memory: it holds the answers as they were typed, knows where it is
// and turns the lot into template.Answers; it does no I/O. A Draft is a session whose every change is on disk before it is on the
// screen, and a Store is the folder of drafts; notes that other processes take while the incident runs wait beside a draft until it is open
// (notes.go, notefiles.go; running.go says which draft they go to). Screen and Plain ask a session's questions in a terminal, with and without redrawing it; ReadAnswers
// takes the same answers from a YAML or JSON file, and Skeleton and Schema describe such files.
//
// How an answer is understood: moment.go and sayings.go (times), event.go and arrange.go (the timeline), todo.go, due.go and people.go (action
// items), factor.go (what they answer), voice.go (perspectives), severity.go, budget.go.
//
// The screen: screen.go holds its state and what arrives, press.go which key does what, view.go how a frame is put together. Each part has its keys and
// its picture in one file: header, footer, map, places (where to go), form and longanswer (what is typed), timeline, remarks (what is said about it), confirm
// (a paste), preview, lookat and matter (the findings), outcome (what becomes of the document), help, external (the user's editor). saving.go and checking.go hold what happens beside the typing. The editor is
// editor.go, undo.go, rows.go (what of it is seen) and wrap.go.
package interview
