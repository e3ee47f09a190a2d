package risk

import "math"

// tolerance is the number of failures among n that is one too many where k
// have to work.
func tolerance(n int, k int64) int64 { return max(1, int64(n)-max(1, k)+1) }

func (c *compiler) add(owner int32, rule Rule, need int64, members ...int32) {
	c.member = append(c.member, members...)
	c.seal(owner, rule, need)
}

// seal makes a group of the members added since the last one.
func (c *compiler) seal(owner int32, rule Rule, need int64) {
	counter := int32(-1)
	if need > 1 {
		counter = c.counter(len(c.groups))
	}
	c.groups = append(c.groups, group{need: need, owner: owner, counter: counter, rule: rule})
	c.memberAt = append(c.memberAt, num(len(c.member)))
}

// counter gives a group a counter.
func (c *compiler) counter(group int) int32 {
	c.counted = append(c.counted, num(group))
	return num(len(c.counted) - 1)
}

// lag notes that the owner of the group added last goes on only so many days
// after a member is ready.
func (c *compiler) lag(member int32, days int64) {
	if days == 0 {
		return
	}
	if c.lags == nil {
		c.lags = map[membership]int64{}
	}
	c.lags[membership{num(len(c.groups) - 1), member}] = days
}

// weigh makes the group added last one of shares.
func (c *compiler) weigh(allowed int64) {
	g := &c.groups[len(c.groups)-1]
	g.shares, g.need = true, allowed+1
	if g.counter < 0 {
		g.counter = c.counter(len(c.groups) - 1)
	}
}

// shareUnits makes a percentage a whole number: millionths are exact for
// whatever a file states, sums of binary fractions are not.
func shareUnits(percent float64) int64 { return int64(math.Round(percent * 1e6)) }
