// Package view holds what every page of the site shows: one struct of plain values for each, and for the rows and figures in it.
//
// In: nothing. Out: the types that page fills and that the templates of a theme draw. A view holds words, numbers, addresses and parts, and does nothing;
// what a page's view holds is listed for those who write themes, from these types, on the handbook's page of templates.
// It must never import the register, what was judged, or a template engine.
package view
