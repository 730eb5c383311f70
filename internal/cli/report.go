package cli

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/site"
)

type reportOptions struct {
	format  outputFormat
	out     string
	title   string
	baseURL string
	serve   string
}

func (a *app) reportCommand() *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Make a site of all postmortems, to read and to search",
		Long: `Makes a static site of the postmortems of the configured folder: each one with its timeline drawn, lists by year, severity, service and factor, the action items,
trends and a search. The pages load nothing from elsewhere and can be read from a web server or from the disk.

Run again, it writes only what changed. The folder must be empty or a site that was made before; other files in it are left alone.

The site holds what the documents hold, names of people included: publish it where the documents may be read.

--serve shows the site on this machine alone and updates it while you write; ctrl+c ends it. Without --out the pages are kept in a temporary folder.`,
		Example: `  postmortem report --out site
  postmortem report --out site --base-url https://acme.github.io/postmortems
  postmortem report --serve`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.report(cmd.Context(), o, cmd.Flags().Changed("serve"))
		},
	}
	o.format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.out, "out", "", "write the site to this `folder`")
	offerFolders(cmd, "out")
	flags.StringVar(&o.title, "title", "", "the `name` of the site (default Postmortems)")
	flags.StringVar(&o.baseURL, "base-url", "", "the `address` at which the site will be read, for its feed")
	flags.StringVar(&o.serve, "serve", "", "show the site on this machine, at this `address` (default 127.0.0.1 and any free port)")
	flags.Lookup("serve").NoOptDefVal = "127.0.0.1:0"
	return cmd
}

// watchEvery is how often the documents are looked at while the site is served.
const watchEvery = time.Second

// siteGCPercent lets the heap double before it is collected, and half as much again: ten thousand documents stay below 1 GiB with it.
const siteGCPercent = 150

// siteMade is what report prints as JSON.
type siteMade struct {
	Out         string `json:"out"`
	Postmortems int    `json:"postmortems"`
	Files       int    `json:"files"`
	Written     int    `json:"written"`
	Removed     int    `json:"removed"`
}

func (a *app) report(ctx context.Context, o reportOptions, serve bool) error {
	if o.out == "" && !serve {
		return &usageError{"there is nowhere to write the site to", "name a folder: postmortem report --out site; or look at it: postmortem report --serve"}
	}
	if err := checkBaseURL(o.baseURL); err != nil {
		return err
	}
	place, c, err := a.place()
	if err != nil {
		return err
	}
	folder, err := documentFolder(place, c)
	if err != nil {
		return err
	}
	if !serve {
		made, err := a.makeSite(ctx, place, c, o, folder)
		if err != nil {
			return err
		}
		if o.format.json {
			return writeJSON(a.env.Out, made)
		}
		a.tell("%s in %s: %s, %d written, %d removed", a.words().Count(made.Postmortems, "postmortem"), harmless(made.Out), a.words().Count(made.Files, "file"), made.Written, made.Removed)
		return nil
	}
	return a.serveSite(ctx, place, c, o, folder)
}

func checkBaseURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return &usageError{fmt.Sprintf("--base-url %q is not the address of a site", address), "write it in full, for example https://acme.github.io/postmortems"}
	}
	return nil
}

// makeSite reads all documents and brings the site up to date.
func (a *app) makeSite(ctx context.Context, place config.Place, c config.Config, o reportOptions, folder string) (siteMade, error) {
	if a.env.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(siteGCPercent))
	}
	all, _, err := a.collection(ctx)
	if err != nil {
		return siteMade{}, err
	}
	options := site.Options{
		Folder: folder, Title: o.title, Languages: languages.All(), Speaks: a.spoken(c), BaseURL: o.baseURL, Parser: parser(c), Severities: c.Severities, Now: a.env.Now(), Version: a.env.Version + programStamp(),
		Progress: func(n, all int) { a.showProgress("Writing page %d of %d…", n, all) },
	}
	if place.Repository {
		options.Root = place.Root
	}
	made, err := site.Build(ctx, all, o.out, options)
	if err != nil {
		return siteMade{}, err
	}
	a.clearProgress()
	for _, err := range made.Unread {
		report(a.env.Err, err)
	}
	return siteMade{Out: displayPath(o.out), Postmortems: len(all.Postmortems), Files: made.Pages, Written: made.Written, Removed: made.Removed}, nil
}

// serveSite shows the site until it is interrupted, which is how it is meant to end.
func (a *app) serveSite(ctx context.Context, place config.Place, c config.Config, o reportOptions, folder string) error {
	listener, err := site.Listen(ctx, o.serve)
	if err != nil {
		return err
	}
	defer listener.Close()
	if o.out == "" {
		temp, err := os.MkdirTemp("", "postmortem-site-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		o.out = filepath.Join(temp, "site")
	}
	watch := site.NewWatch(folder)
	if _, err := a.makeSite(ctx, place, c, o, folder); err != nil {
		return err
	}
	server, err := site.NewServer(o.out)
	if err != nil {
		return err
	}
	defer server.Close()
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	ctx, cancel := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		watch.Run(ctx, ticker.C, func() {
			made, err := a.makeSite(ctx, place, c, o, folder)
			if err == nil {
				err = server.Reload()
			}
			switch {
			case ctx.Err() != nil:
			case err != nil:
				report(a.env.Err, err) // the page stays as it was
			default:
				a.log("%d files written", made.Written)
			}
		})
	}()
	fmt.Fprintf(a.env.Out, "http://%s/\n", listener.Addr())
	a.note("ctrl+c ends it")
	err = server.Serve(ctx, listener)
	cancel()
	<-watched
	return err
}
