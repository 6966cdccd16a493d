package export

// An entry is a sign that a diagram has, and what it means.
type entry struct {
	sign  sign
	words string
}

// A sign is one of those that a diagram may have.
type sign int

const (
	signWait sign = iota
	signSyn
	signData
	signFin
	signReset
	signSeen
	signInferred
	signStay
	signTaken
	signLost
)

// legend explains the signs that the diagram has.
func (d *diagram) legend() []entry {
	w := d.words.Export
	has := map[sign]bool{signWait: true, signSyn: true, signData: true, signFin: true}
	for _, m := range d.steps {
		has[signTaken] = has[signTaken] || m.takes
		has[signLost] = has[signLost] || m.drops
		has[signStay] = has[signStay] || m.leaves
		for _, a := range m.arrows {
			has[signReset] = has[signReset] || a.kind == reset
			has[signLost] = has[signLost] || a.lost
			has[signStay] = has[signStay] || a.stay != nil
			if a.end == none {
				has[signInferred] = true
			} else {
				has[signSeen] = true
			}
		}
	}
	has[signSeen] = has[signSeen] && has[signInferred]
	var all []entry
	for s, words := range []string{
		signWait: w.LegendWait, signSyn: w.LegendSyn, signData: w.LegendData, signFin: w.LegendFin, signReset: w.LegendReset,
		signSeen: w.LegendSeen, signInferred: w.LegendInferred, signStay: w.LegendStay, signTaken: w.LegendTaken, signLost: w.LegendLost,
	} {
		if has[sign(s)] {
			all = append(all, entry{sign(s), words})
		}
	}
	return all
}
