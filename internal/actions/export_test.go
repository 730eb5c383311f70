package actions

// ReadReference gives the fuzz test what a push reads out of the body of an issue: the document's path and the id.
func ReadReference(body string) (key, id string, ok bool) {
	r, ok := readReference(body)
	return r.key, r.id(), ok
}

// ReferenceText is how a reference is written into an issue.
func ReferenceText(key, digest, nonce, document string) string {
	return reference{digest: digest, nonce: nonce, key: key, document: document}.lines()
}

// RenderTemplate fills in the fields of a template.
func RenderTemplate(t *Template, values map[string]string) string { return t.render(values) }
