// Package template makes a well-formed document out of a template and answers.
//
// A template is a postmortem with nothing in it: a markdown file with the sections a team wants and, as comments, what belongs in
// them. Rendering sets the metadata, replaces {{title}} and its kind, and puts each answer in the section whose heading
// matches; it runs no code. The templates built in come from the top-level folder templates.
package template
