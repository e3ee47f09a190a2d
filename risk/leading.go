package risk

import "slices"

// leading returns the first n of a list in an order, without putting all of it in
// order.
func leading(vs []int32, n int, compare func(a, b int32) int) []int32 {
	out := make([]int32, 0, min(len(vs), n+1))
	for _, v := range vs {
		if len(out) == n && compare(v, out[n-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, v, compare)
		out = slices.Insert(out, at, v)
		out = out[:min(len(out), n)]
	}
	return out
}
