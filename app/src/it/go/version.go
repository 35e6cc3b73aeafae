// Package notes is what the programs of this module are made of.
package notes

// Version is what the tool answers with.
const Version = "v0"
