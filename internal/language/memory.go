package language

import (
	"encoding/binary"
	"slices"
	"sync"
)

// Remember is a language that reads a passage only once, for an editor that has the same document read again at every keystroke. It keeps what it was
// asked of late and forgets the rest.
func Remember(l Language) Language { return &memory{Language: l} }

// generation is how many bytes are remembered before the older half is forgotten.
const generation = 2 << 20

type memory struct {
	Language

	mu         sync.Mutex
	vocabulary Vocabulary // what all of it was read with
	size       int        // of recent, in bytes
	recent     map[string][]Remark
	older      map[string][]Remark
}

// Read is part of Language.
func (m *memory) Read(b Block, v *Vocabulary) []Remark {
	key := b.key()
	remarks, ok := m.find(key, v)
	if !ok {
		remarks = m.Language.Read(b, v)
		m.keep(key, v, remarks)
	}
	return slices.Clone(remarks)
}

func (m *memory) find(key string, v *Vocabulary) (remarks []Remark, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.readWith(v) {
		return nil, false
	}
	if remarks, ok = m.recent[key]; ok {
		return remarks, true
	}
	if remarks, ok = m.older[key]; ok {
		m.put(key, remarks)
	}
	return remarks, ok
}

func (m *memory) keep(key string, v *Vocabulary, remarks []Remark) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.readWith(v) {
		m.vocabulary, m.size = Vocabulary{}, 0
		if v != nil {
			m.vocabulary = Vocabulary{People: slices.Clone(v.People), Systems: slices.Clone(v.Systems)}
		}
		m.recent, m.older = nil, nil
	}
	m.put(key, remarks)
}

func (m *memory) readWith(v *Vocabulary) bool {
	if v == nil {
		v = &Vocabulary{}
	}
	return slices.Equal(v.People, m.vocabulary.People) && slices.Equal(v.Systems, m.vocabulary.Systems)
}

func (m *memory) put(key string, remarks []Remark) {
	if m.recent == nil {
		m.recent = map[string][]Remark{}
	}
	m.recent[key] = remarks
	if m.size += len(key); m.size > generation/2 {
		m.older, m.recent, m.size = m.recent, nil, 0
	}
}

// key stands for all that a block holds.
func (b Block) key() string {
	key := binary.AppendUvarint(make([]byte, 0, len(b.Text)+64), uint64(b.Form))
	for _, list := range [][]Range{b.Names, b.Muted} {
		key = binary.AppendUvarint(key, uint64(len(list)))
		for _, r := range list {
			key = binary.AppendUvarint(binary.AppendUvarint(key, uint64(r.Start)), uint64(r.End))
		}
	}
	return string(append(key, b.Text...))
}
