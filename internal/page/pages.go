package page

// makers lists every page of the site, by name. A new page is a file with its view and its maker, a template, and an entry here.
var makers = []maker{
	{"dashboard", dashboardPages},
	{"matrix", matrixPages},
	{"evaluation", evaluationPages},
	{"criteria", criteriaPages},
	{"process", processPages},
	{"trace", tracePages},
	{"checks", checksPages},
	{"handbook", handbookPages},
	{"notFound", notFoundPages},
}
