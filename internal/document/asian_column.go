package document

import "strings"

// asianColumn is the field that a folded header or label in Japanese or Chinese announces by its parts: "期限案", "担当（仮）", "関連issue", "预计完成时间".
func asianColumn(header string) ActionField {
	if header == "" || len(header) > maxAsianColumn || !holdsJapanese(header) {
		return noColumn
	}
	for _, tentative := range [...]string{"案", "目安", "(仮)", "(案)", "(予定)", "(目安)", "(暂定)"} {
		if head, found := strings.CutSuffix(header, tentative); found && head != "" {
			if f := exactColumn(strings.TrimRight(head, " の")); f != noColumn && f != ActionTitle {
				return f
			}
		}
	}
	switch {
	case isAsianIssue(header):
		return columnIssue
	case isChineseDue(header):
		return ActionDue
	}
	return noColumn
}

// maxAsianColumn is how long such a header is, in bytes.
const maxAsianColumn = 48

// isAsianIssue reports whether a header says where an item is tracked: "追跡先", "関連チケット", "跟踪单".
func isAsianIssue(header string) bool {
	header = simplified(header)
	switch header {
	case "追跡", "追跡先", "追跡用", "追踪", "追踪单", "トラッキング", "起票先", "起票番号", "跟踪", "跟踪链接", "跟踪单", "跟踪单号", "任务单", "任务单号", "工单号", "单号", "缺陷单", "추적":
		return true
	}
	for _, which := range [...]string{"追跡", "関連", "対応", "管理", "起票", "跟踪", "追踪", "关联", "相关", "对应"} {
		if rest, found := strings.CutPrefix(header, which); found {
			switch strings.TrimSpace(strings.TrimPrefix(rest, "する")) {
			case "issue", "issues", "イシュー", "pr", "チケット", "チケット番号", "課題", "课题", "リンク", "url", "工单", "工单号", "任务", "链接", "缺陷":
				return true
			}
		}
	}
	return false
}

// isChineseDue reports whether a header says by when an item is planned to be done: "预计完成日期", "目标时间". What is only suggested is no due date.
func isChineseDue(header string) bool {
	header = simplified(header)
	for _, planned := range [...]string{"预计", "计划", "目标", "期望", "要求", "拟", "最晚", "最后", "完成", "截止", "交付"} {
		if rest, found := strings.CutPrefix(header, planned); found {
			switch strings.TrimPrefix(rest, "完成") {
			case "时间", "日期", "期限", "时限", "日", "时间点", "节点":
				return true
			}
		}
	}
	return header == "时限" || header == "ddl"
}
