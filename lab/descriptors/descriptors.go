// Package descriptors keeps the small numbers free for sockets: a program's are
// 3, 4, 5 as in C and Python. It also counts how many files can still be opened.
// Where sockets have numbers of their own, on Windows, it has little to do.
//
// It knows nothing of this project.
package descriptors
