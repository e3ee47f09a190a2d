// Package arch holds the rules about the shape of the code: who may import
// whom, how long files are, what every package says of itself. It consists of
// tests only.
package arch
