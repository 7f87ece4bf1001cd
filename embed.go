// Package riskbook carries the files that the program needs beside its code: templates, themes, the sample register and how it came to be.
//
// In: the folders beside this file, at compile time. Out: read-only file systems. It must never import a package of the project.
package riskbook

import "embed"

// Templates holds the built-in templates, below "templates/".
//
//go:embed templates
var Templates embed.FS

// Themes holds the themes that ship, each below "themes/NAME/".
//
//go:embed themes
var Themes embed.FS

// Sample holds the sample register, below "content/": a register's root in itself.
//
//go:embed content
var Sample embed.FS

// History tells how the sample came to be, below "history/": the script of its commits, and the criteria that it had before.
//
//go:embed history
var History embed.FS
