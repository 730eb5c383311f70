package site_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/golden"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

const (
	inJapanese = `---
title: EU のお客様が決済できない
status: final
severity: SEV-2
started: 2026-10-14T18:58:00+09:00
detected: 2026-10-14T19:06:00+09:00
mitigated: 2026-10-14T19:41:00+09:00
resolved: 2026-10-15T21:15:00+09:00
services: [checkout, payments-api]
authors: ["@kmori"]
factors: [configuration]
slo: {objective: 99.9, window: 30d, unavailable: 35m}
---

# EU のお客様が決済できない

## 概要

プロキシの設定に上流がなく、EU のお客様が 43 分間、決済できませんでした。

## タイムライン

- 2026-10-14 18:58 JST プロキシの設定を配信 [started]
- 2026-10-14 19:06 JST 外形監視のアラートが発報 [detected]

## 寄与要因

- **F1** 設定の検査が確かめるのは形式だけです

## アクションアイテム

- [ ] 上流のないプロキシ設定を拒否する (prevent, P1, @kmori, due 2026-10-20, for F1)
- [x] リージョンごとの失敗率でアラートを出す (detect, P2, @adiallo, due 2026-10-30)
- [ ] 設定をリージョンごとに段階的に配信する
`
	inEnglish = "---\ntitle: Queue grows without bound\nstatus: draft\nseverity: SEV-3\nstarted: 2026-09-01T00:00:00Z\nresolved: 2026-09-03T04:00:00Z\nservices: [orders]\n---\n\n# Queue grows without bound\n\n## Summary\n\nThe orders were late by two hours.\n\n## Action items\n\n- [ ] Alert on the depth of the queue (detect, due 2026-12-24)\n"
)

// The site in each language but English: whole pages, with documents in two languages. Rewrite them with UPDATE=1.
func TestLanguages(t *testing.T) {
	for _, l := range languages.All()[1:] {
		t.Run(l.Code(), func(t *testing.T) {
			w := newWorkplace(t)
			w.speaks = l
			w.grade = func(string) string { return "stronger" }
			w.write("2026-10-14-eu-customers.md", inJapanese)
			w.write("2026-09-01-queue.md", inEnglish)
			w.write("undated.md", "# Undated\n\n## Summary\n\nNobody knows when.\n")
			w.build()
			w.check()
			files := w.files()
			folder := filepath.Join("testdata", l.Code())
			for _, name := range []string{"index.html", "postmortems/2026-10-14-eu-customers.html", "postmortems/2026-09-01-queue.html", "actions/index.html", "actions/dated.html", "trends.html", "search.html"} {
				golden.Equal(t, filepath.Join(folder, strings.ReplaceAll(name, "/", "_")), files[name])
			}
		})
	}
}

// A site that is made in another language is made anew.
func TestAnotherLanguageMakesAllPagesAnew(t *testing.T) {
	w := newWorkplace(t)
	w.write("2026-10-14-eu-customers.md", inJapanese)
	w.build()
	w.speaks = languages.All()[1]
	w.build()
	for name, page := range w.files() {
		if strings.HasSuffix(name, ".html") && !strings.Contains(page, `<html lang="ja">`) {
			t.Errorf("%s is still in English", name)
		}
	}
}
