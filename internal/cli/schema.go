package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// schemaNames are what there is a JSON Schema of.
func schemaNames() []string { return []string{"config", "front-matter", "answers"} }

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema config|front-matter|answers",
		Short: "Print the JSON Schema of configuration, front matter or answers",
		Long: `Prints the JSON Schema of .postmortem.yaml, of a document's front matter or of an answers file, for editors and for
programs that write them. The last two know the scale of severities that is configured here.`,
		Example:   "  postmortem schema answers > answers.schema.json",
		ValidArgs: schemaNames(),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"schema takes the name of one schema", "there are " + strings.Join(schemaNames(), ", ")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.schema(args[0]) },
	}
}

func (a *app) schema(name string) error {
	if name == "config" { // also where the configuration can't be read: the schema helps to mend it
		_, err := a.env.Out.Write(config.Schema(config.Known{Rules: ruleSelectors(), Sections: document.SectionNames()}))
		return err
	}
	schema, ok := map[string]func([]string) []byte{"front-matter": template.Schema, "answers": interview.Schema}[name]
	if !ok {
		return &usageError{fmt.Sprintf("there is no schema %q", name), "there are " + strings.Join(schemaNames(), ", ")}
	}
	_, c, err := a.place()
	if err != nil {
		return err
	}
	_, err = a.env.Out.Write(schema(c.Severities))
	return err
}
