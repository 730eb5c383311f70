package interview

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// keyPreview scrolls the document and writes it.
func (m *screen) keyPreview(k tea.KeyMsg) tea.Cmd {
	if m.findings {
		return m.keyLooking(k)
	}
	switch {
	case key.Matches(press(k), m.keys.findings) && len(m.lookAt()) > 0:
		m.findings, m.picked, m.asked, m.message = true, 0, false, ""
		return nil
	case key.Matches(press(k), m.keys.markdown) && m.o.Read != nil:
		m.markdown = !m.markdown
		return nil
	}
	if key.Matches(press(k), m.keys.then) && len(m.o.Then.Outcomes) > 1 {
		m.outcome = (m.outcome + 1) % len(m.o.Then.Outcomes)
		return nil
	}
	if key.Matches(press(k), m.keys.write) {
		return m.write()
	}
	if m.shown == nil {
		return nil
	}
	switch press(k).String() {
	case "up", "k":
		m.shown.top--
	case "down", "j":
		m.shown.top++
	case "pgup":
		m.shown.top -= m.page
	case "pgdown", " ":
		m.shown.top += m.page
	case "home":
		m.shown.top = 0
	case "end":
		m.shown.top = 1 << 30
	}
	return nil
}

// write ends the interview with what the preview shows. Where an answer is not understood or an error stands it says so first, once; only a
// title can't be done without.
func (m *screen) write() tea.Cmd {
	if m.o.Render != nil && m.shown == nil {
		m.writeWhenShown = true // it isn't there to be looked at yet
		return nil
	}
	if m.s.understand().answers.Title == "" {
		cmd := m.move(func() { m.s.GoTo(Title) })
		m.message = m.s.words.say("a title is all that is needed before it can be written")
		return cmd
	}
	if text := m.standing(); text != "" && !m.asked {
		m.asked, m.writeWhenShown = true, false
		m.message = m.s.words.sayf("%s: %s again writes it so, %s goes through them", text, m.keys.write.Help().Key, m.keys.findings.Help().Key)
		return nil
	}
	m.answers = m.s.Content()
	m.o.Then.decide(m.outcome)
	m.done = true
	m.save()
	return tea.Quit
}

// preview is the document as it will be, or what keeps it from being made.
func (m *screen) preview(width, height int) []string {
	var rows []string
	if m.findings {
		return m.lookPage(width, height)
	}
	said := m.message
	if said == "" {
		said = m.s.describeGaps(m.problems)
	}
	if said != "" {
		for _, row := range wrapText(said, width, 3) {
			rows = append(rows, m.st.alarm.Render(row))
		}
	}
	top := m.s.words.sayf("%d of %d answered.", m.s.Answered(), len(m.s.Questions()))
	if m.review.Summary != "" {
		top += " " + oneLine(clean(m.review.Summary))
	}
	if thin := m.s.thin(); len(thin) > 0 && height > 10 {
		top += "\n" + m.s.words.sayf("Still thin: %s.", m.s.words.list(thin))
	}
	for _, row := range wrapText(top, width, 3) {
		rows = append(rows, m.st.strong.Render(row))
	}
	if text := m.outcomeLine(); text != "" {
		for _, row := range wrapText(text, width, 2) {
			rows = append(rows, m.st.dim.Render(row))
		}
	}
	if height > 8 {
		rows = append(rows, "")
	}
	if m.shown == nil {
		if m.o.Render != nil {
			rows = append(rows, m.s.words.say("Rendering…"))
		}
		return rows
	}
	room := max(1, height-len(rows))
	m.shown.width, m.page = max(width-3, 2), room
	if m.o.Read != nil && !m.markdown && m.source != nil {
		return append(rows, m.readable(max(width-2, 2), room)...)
	}
	for _, s := range m.shown.view(room) {
		text := m.drawRow(seen{text: s.text, start: -1, cursor: -1}, width)
		if strings.HasPrefix(m.shown.lines[s.line].text, "#") {
			text = m.st.strong.Render(text)
		}
		rows = append(rows, m.st.dim.Render("┃ ")+text)
	}
	return rows
}

// describeGaps names the answers that could not be understood; "" when there are none.
func (s *Session) describeGaps(problems Problems) string {
	if len(problems) == 0 {
		return ""
	}
	var keys []string
	for _, p := range problems {
		keys = append(keys, s.questions[max(s.index(p.Key), 0)].Label)
	}
	return s.words.sayf("! To be looked at: %s", s.words.list(distinct(keys)))
}

// readable is the document as a reader will see it.
func (m *screen) readable(width, room int) []string {
	if m.read == nil || m.readFor != width {
		m.read, m.readFor = m.o.Read(m.source, width), width
	}
	m.shown.top = max(0, min(m.shown.top, len(m.read)-room))
	var rows []string
	for _, line := range m.read[m.shown.top:min(len(m.read), m.shown.top+room)] {
		rows = append(rows, m.st.dim.Render("┃ ")+line)
	}
	return rows
}
