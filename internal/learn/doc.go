// Package learn is what all postmortems together teach. It reads a folder of them into plain values that are small enough to hold
// ten thousand ([Collection], [Postmortem]), and answers from those: which there are ([Filter]), what they say of something ([Search]), which are like one
// another ([Like]), how things went ([Compute]), what is new ([NewDigest]), and the table in the folder's README ([UpdateIndex]).
//
// Nothing here asks a clock, the network or git: the time and what git knows are passed in. What was read is kept in a cache of the
// user's, by the content of the files, because parsing is what takes the time; see [Reader].
package learn
