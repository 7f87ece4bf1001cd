package archive

// What an archive may hold. Beyond it nothing is read.
const (
	mostFile  = 2 << 30  // bytes of one file
	mostTotal = 16 << 30 // bytes in all
	mostFiles = 1_000_000

	mostList  = 256 << 20 // bytes of a list: a million lines
	mostAbout = 1 << 20

	mostUnpacked = 10 << 20 // beyond it an entry may be at most mostRatio times its packed size
	mostRatio    = 200
	mostInflated = 64 << 20 // bytes of compressed entries, which no archive has, that are looked into

	mostNames    = 1_200_000 // of files and folders
	mostFaults   = 1_000     // of one list
	mostFindings = 2_000     // of one code
)
