package export

import (
	"cmp"
	"context"
	"slices"
	"time"

	"socklab/lab/event"
)

// A moment of a call is its begin or its end where it waited, else the call as a
// whole.
type moment struct {
	call    int
	waiting bool // it begins, and waits
}

// A step is a moment, and when it was.
type step struct {
	moment
	at time.Duration
}

// order puts the calls of all programs into one order: that of each program
// in itself, programs of one console one after the other, and each cause
// before its effect. Where these leave a choice, the clocks decide, set by the
// waits that ended at once when their cause came. Contradictions, which only
// damaged events have, are not honoured.
//
// It ends early with ctx.
func order(ctx context.Context, v *conversation) ([]step, error) {
	clocks, err := v.clocks(ctx)
	if err != nil {
		return nil, err
	}
	lanes := v.lanes(clocks)
	effects, missing := v.effects()
	var all []step
	for {
		lane := pick(lanes, missing)
		if lane < 0 {
			return all, context.Cause(ctx)
		}
		s := lanes[lane][0]
		lanes[lane] = lanes[lane][1:]
		for _, m := range effects[s.moment] {
			missing[m]--
		}
		all = append(all, s)
	}
}

// pick chooses the lane whose next step is the earliest of those of which no
// cause is missing, or of all where there is none; -1 at the end.
func pick(lanes [][]step, missing map[moment]int) int {
	best, bestReady := -1, false
	for i, lane := range lanes {
		if len(lane) == 0 {
			continue
		}
		ready := missing[lane[0].moment] == 0
		if best < 0 || ready && !bestReady || ready == bestReady && lane[0].at < lanes[best][0].at {
			best, bestReady = i, ready
		}
	}
	return best
}

// effects gives for each moment those of other programs that come after it,
// and for each of these how many it comes after: an effect ends after its
// cause, and what ended a wait comes after that began.
func (v *conversation) effects() (effects map[moment][]moment, missing map[moment]int) {
	effects, missing = map[moment][]moment{}, map[moment]int{}
	before := func(a, b moment) {
		effects[a] = append(effects[a], b)
		missing[b]++
	}
	for _, l := range v.links {
		cause := moment{l.cause, v.calls[l.cause].blocked()} // it works from its begin
		before(cause, moment{l.effect, false})
		if v.endsWait(l) {
			before(moment{l.effect, true}, cause)
		}
	}
	return effects, missing
}

// endsWait tells whether a call waited until the cause of a link came.
func (v *conversation) endsWait(l link) bool {
	return l.kind != happensBefore && !l.later && v.calls[l.effect].blocked()
}

// lanes gives the steps of each console in their order.
func (v *conversation) lanes(clocks []time.Duration) [][]step {
	var lanes [][]step
	for i, p := range v.programs {
		lanes = append(lanes, make([][]step, p.console+1-len(lanes))...)
		lanes[p.console] = append(lanes[p.console], v.steps(p, clocks[i])...)
	}
	return lanes
}

func (v *conversation) steps(p program, clock time.Duration) []step {
	var all []step
	for i := p.first; i < p.end; i++ {
		c := &v.calls[i]
		if c.blocked() {
			all = append(all, step{moment{i, true}, clock + c.begin})
		}
		at := c.end
		if !c.blocked() && c.Call.Traits().Direction == event.Out {
			at = c.begin // another thread may meet what it causes before it ends
		}
		all = append(all, step{moment{i, false}, clock + at})
	}
	slices.SortStableFunc(all, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	return all
}

// clocks guesses when each program began: the earliest times at which no
// effect ends before its cause begins, and no wait ends after its cause did.
func (v *conversation) clocks(ctx context.Context) ([]time.Duration, error) {
	clocks := make([]time.Duration, len(v.programs))
	for range len(clocks) + 1 {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		before := slices.Clone(clocks)
		for i := 1; i < len(clocks); i++ {
			if last, p := v.programs[i-1], v.programs[i]; last.console == p.console {
				clocks[i] = max(clocks[i], clocks[i-1]+v.calls[last.end-1].end-v.calls[p.first].begin)
			}
		}
		for _, l := range v.links {
			cause, effect := &v.calls[l.cause], &v.calls[l.effect]
			at := &clocks[effect.program]
			*at = max(*at, clocks[cause.program]+cause.begin-effect.end)
			if v.endsWait(l) {
				at := &clocks[cause.program]
				*at = max(*at, clocks[effect.program]+effect.end-cause.end)
			}
		}
		if slices.Equal(before, clocks) {
			break
		}
	}
	return clocks, nil
}
