package check

// Rules lists every rule, by name. A new rule is a file of its own and one line here.
var Rules = []*Rule{
	badID,
	brokenLink,
	danglingReference,
	duplicateID,
	escapesRoot,
	missingKey,
	notOnScale,
	notRegularFile,
	notUTF8,
	orphanTranslation,
	rawHTML,
	syntax,
	tooDeep,
	tooLarge,
	translationWithFacts,
	unknownKey,
	unknownParty,
	unknownValue,
	unsafeLink,
	wrongKind,
	wrongType,
}
