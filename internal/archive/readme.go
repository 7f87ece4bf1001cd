package archive

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// ReadmePage is the template of README.html, a page by itself. Its view is what Readme returns.
//
//go:embed readme.html
var ReadmePage string

// ReadmeView is what the README shows, in both languages one below the other.
type ReadmeView struct {
	Name      string
	Languages []ReadmeLanguage
}

// ReadmeLanguage is the README in one language.
type ReadmeLanguage struct {
	Language string
	Title    string
	Sections []ReadmeSection
}

// ReadmeSection is one section: paragraphs, commands to type, and names with what they are.
type ReadmeSection struct {
	Title    string
	Text     []string
	Commands []ReadmeCommand
	Names    []ReadmeName
}

// ReadmeCommand is what to type, with what it is for.
type ReadmeCommand struct {
	For   string
	Lines []string
}

// ReadmeName is a file or a folder of the archive.
type ReadmeName struct{ Name, Is string }

// Readme returns what the README of an archive says.
func Readme(a *About) ReadmeView { return readmeOf(a) }

// The commands by which an archive is checked with the tools that come with the system, to the letter.
const (
	checkFiles  = "sha256sum --check --quiet --strict manifest-sha256.txt tagmanifest-sha256.txt"
	checkFilesM = "shasum -a 256 --check --quiet --strict manifest-sha256.txt tagmanifest-sha256.txt"
	checkFilesW = `Get-Content -Encoding UTF8 manifest-sha256.txt, tagmanifest-sha256.txt | ForEach-Object { $hash, $path = $_ -split '  ', 2; if ((Get-FileHash -Algorithm SHA256 -LiteralPath $path).Hash -ne $hash) { $path } }`
	checkExtra  = `find . ! -type d | LC_ALL=C sort | grep -vxF -e ./tagmanifest-sha256.txt -e ./tagmanifest-sha256.txt.sig > ../found.txt`
	checkExtra2 = `cut -c67- manifest-sha256.txt tagmanifest-sha256.txt | sed 's,^,./,' | LC_ALL=C sort | diff - ../found.txt`
	checkRoot   = "sha256sum tagmanifest-sha256.txt"
	takeOwn     = "cp data/records/content/decisions/D-014.md ../D-014"
	takeOne     = `sed -n '/^\[D-014\]/,$p' data/records/content/decisions/decisions.toml > ../D-014`
	takeArmour  = `tr -d '\r' < ../D-014 | sed -n '/^signature = """/,/^"""/{p;/^"""/q;}' | sed '1d;$d' > ../D-014.sig`
	takeFacts   = `tr -d '\r' < ../D-014 | sed -n '/^signed = """/,/^"""/{p;/^"""/q;}' | sed '1d;$d;s/\\\(["\\]\)/\1/g' > ../D-014.txt`
	checkFacts  = "ssh-keygen -Y verify -f allowed_signers -I WHO -n riskbook-decision -s ../D-014.sig < ../D-014.txt"
	showFacts   = "cat ../D-014.txt"
	checkSigner = "ssh-keygen -Y verify -f allowed_signers -I WHO -n riskbook-snapshot -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt"
)

func readmeOf(a *About) ReadmeView {
	v := ReadmeView{Name: a.Folder()}
	for _, language := range []string{"ja", "en"} {
		w := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(language) }
		v.Languages = append(v.Languages, ReadmeLanguage{language, w("リスク登録簿の保存版", "Archive of a risk register"), []ReadmeSection{
			readmeWhat(a, language, w), readmeOpen(w), readmeCheck(a, w), readmeSigned(w), readmeDecided(a, w), readmeHolds(a, w),
		}})
	}
	return v
}

type wording func(ja, en string) string

func readmeWhat(a *About, language string, w wording) ReadmeSection {
	what := w("git リポジトリにあるリスク登録簿の、あるコミットの時点の記録、そこから作られたサイト、下された評価と決定を、一つにまとめたものです。ネットワークも riskbook も使わずに開き、確かめられます。",
		"The records of a risk register as they were in one commit of its git repository, the site that was made of them, and all that was decided, in one piece. It opens and can be checked without a network, and without riskbook.")
	if a.Audience != nil {
		what = w("git リポジトリにあるリスク登録簿の、あるコミットの時点の内容のうち、開示先「"+*a.Audience+"」に開示する部分から作られたサイトと評価を、一つにまとめたものです。ネットワークも riskbook も使わずに開き、確かめられます。",
			"What may be shown to the audience "+*a.Audience+" of a risk register as it was in one commit of its git repository: the site and the verdicts, in one piece. It opens and can be checked without a network, and without riskbook.")
	}
	return ReadmeSection{
		Title: w("これは何か", "What this is"),
		Text: []string{
			what,
		},
		Names: []ReadmeName{
			{w("登録簿", "Register"), a.Register.Title.In(language)},
			{w("組織", "Organization"), a.Register.Organization.In(language)},
			{w("基準日", "As of"), a.AsOf},
			{w("コミット", "Commit"), a.Commit},
			{w("作成したプログラム", "Made by"), a.Tool.Name + " " + a.Tool.Version},
		},
	}
}

func readmeOpen(w wording) ReadmeSection {
	return ReadmeSection{
		Title: w("開き方", "How to open it"),
		Text: []string{
			w("zip ファイルを展開し、このフォルダーの data/site/index.html をブラウザーで開いてください。展開せずに zip の中から開くと、ページの間を移動できないことがあります。監査では data/site/evidence/index.html から始めてください。誰が何を、何に基づき、どの基準の下で決めたか、署名があるかを、リスクごと、年度ごと、要求事項ごとにたどれます。",
				"Unpack the zip file, and open data/site/index.html of this folder in a browser. Opened from within the zip, links between pages may not work. For an audit begin with data/site/evidence/index.html (in English under en/, where the site has it): who decided what, on what, under which criteria, and whether it was signed, by risk, by fiscal year and by requirement."),
		},
	}
}

func readmeCheck(a *About, w wording) ReadmeSection {
	name := a.Folder()
	proof := ReadmeCommand{w("riskbook があれば、次のコマンドですべてを確かめ、記録からサイトを作り直して比べます。", "With riskbook, this checks everything, and compiles the site anew from the records to compare it."), []string{"riskbook verify ../" + name + ".zip --rebuild"}}
	if a.Audience != nil {
		proof = ReadmeCommand{w("riskbook があれば、次のコマンドですべてを確かめられます。", "With riskbook, this checks everything."), []string{"riskbook verify ../" + name + ".zip"}}
	}
	return ReadmeSection{
		Title: w("riskbook を使わずに確かめる", "How to check it without riskbook"),
		Text: []string{
			w("次のコマンドは、zip ファイルを置いたフォルダーから順に実行します。", "Run these commands in turn, from the folder that holds the zip file."),
		},
		Commands: []ReadmeCommand{
			{w("展開し、その中に移ります（zip の名前を変えたときは、その名前にしてください）。", "Unpack it and go inside (where the zip file was renamed, use that name)."), []string{"unzip -q " + name + ".zip", "cd " + name}},
			{w("一覧にあるファイルが、すべてそろい、変わっていないこと。何も表示されなければ問題ありません。", "Every listed file is there and unchanged: nothing is printed if so."), []string{checkFiles}},
			{w("macOS では、代わりに次のコマンドを使います。", "On macOS, use this instead."), []string{checkFilesM}},
			{w("Windows では、代わりに PowerShell で次のコマンドを使います。変わったファイルの名前が表示されます。", "On Windows, use this in PowerShell instead: it prints the names of files that changed."), []string{checkFilesW}},
			{w("一覧にないファイルがないこと。何も表示されなければ問題ありません。", "No file is there that is not listed: nothing is printed if so."), []string{checkExtra, checkExtra2}},
			{w("ルート（保存版全体を表す値）を計算し、議事録やメールなど別の経路で受け取った値と比べます。この値は保存版の中にはありません。", "Work out the root, the value that stands for the whole archive, and compare it with the one that reached you by another way, in the minutes or by mail. It stands nowhere in the archive."), []string{checkRoot}},
			proof,
		},
	}
}

func readmeSigned(w wording) ReadmeSection {
	return ReadmeSection{
		Title: w("署名を確かめる", "How to check who signed it"),
		Text: []string{
			w("tagmanifest-sha256.txt.sig があれば、署名されています。署名者の一覧 allowed_signers（OpenSSH の形式）は、保存版とは別の経路で受け取り、このフォルダーの外に置いてその場所を指定してください。WHO は一覧にある署名者の名前です。Windows ではコマンドプロンプトで実行します。",
				"It is signed where there is a tagmanifest-sha256.txt.sig. Get the list of signers, allowed_signers in OpenSSH's form, by another way than the archive, keep it outside this folder and say where it lies; WHO is the signer's name on that list. On Windows, use the command prompt."),
		},
		Commands: []ReadmeCommand{{"", []string{checkSigner}}},
	}
}

func readmeDecided(a *About, w wording) ReadmeSection {
	s := ReadmeSection{
		Title: w("決定の署名を確かめる", "How to check who signed a decision"),
		Text: []string{
			w("署名のある決定は、決定の記録に署名（signature）と署名した内容（signed）を持ちます。次のコマンドは riskbook sign の書いた記録から両方を取り出して確かめます。D-014 は決定の ID に、WHO は署名者の一覧にある名前に、記録がサブフォルダーにあるときはその場所に置き換えてください。Windows では、Git に付属する Git Bash で実行します。",
				"A signed decision holds its signature, and under signed what was signed. These commands take both out of a record as riskbook sign writes it, and check them. Put the decision's id in place of D-014, the signer's name on the list in place of WHO, and the record's own place where it lies in a subfolder. On Windows, use the Git Bash that comes with Git."),
		},
		Commands: []ReadmeCommand{
			{w("決定がファイル一つの記録であるとき。", "Where the decision is a file of its own."), []string{takeOwn}},
			{w("決定が、多くの記録を収めたファイル（例 decisions.toml）にあるときは、代わりに次のコマンドを使います。", "Where it stands in a file of many, such as decisions.toml, use this instead."), []string{takeOne}},
			{w("署名と、署名した内容を取り出します。", "Take out the signature, and what was signed."), []string{takeArmour, takeFacts}},
			{w("署名が、その内容への、その人の鍵による署名であること。", "The signature is one of these facts, by the key of this person."), []string{checkFacts}},
			{w("署名した内容を表示し、記録の今の項目と比べます。決定者（by）は、署名者その人か、署名者の属する組織です。", "Show what was signed, and compare it with the fields of the record. Who decided (by) is the signer, or a body that the signer belongs to."), []string{showFacts}},
		},
	}
	if a.Audience != nil { // which may not see the records
		s.Text, s.Commands = []string{w("署名した内容は、見せない記録を含み得るため、この保存版にはありません。署名者と署名の状態は、意思決定のページにあります。", "What was signed may name what is withheld, and is not in this archive. Who signed, and what the signature is worth, stands on the pages of the decisions.")}, nil
	}
	return s
}

func readmeHolds(a *About, w wording) ReadmeSection {
	s := ReadmeSection{
		Title: w("何が入っているか", "What it holds"),
		Names: []ReadmeName{
			{Site + "/", w("このコミットから作られたサイト", "the site as it was made of the commit")},
			{Records + "/", w("登録簿の記録、テンプレート、テーマ。コミットされたまま", "the records, templates and themes, byte for byte as committed")},
			{Decided + "/", w("評価済みの登録簿（register.json）、いつ何を把握していたか（history.json）、検査の結果（diagnostics.json）、記録の項目（schema/）", "the register with all that was decided (register.json), what it knew and when (history.json), what the rules found (diagnostics.json), the fields of records (schema/)")},
			{aboutFile, w("何の保存版か。コミットの署名の状態を含みます", "what this is an archive of, with the state of the commit's signature")},
			{bagFile + ", " + bagInfoFile, w("BagIt（RFC 8493）の宣言と説明", "the declaration and description of a BagIt bag (RFC 8493)")},
			{manifestFile, w("data/ の全ファイルの SHA-256", "the SHA-256 of every file in data/")},
			{tagFile, w("そのほかの全ファイルの SHA-256（このファイル自身と署名を除く）", "the SHA-256 of every other file but itself and its signature")},
		},
	}
	if a.Audience != nil { // which may not see the records
		s.Names = slices.DeleteFunc(s.Names, func(n ReadmeName) bool { return n.Name == Records+"/" })
	}
	return s
}

// text returns README.txt.
func (v ReadmeView) text() string {
	var b strings.Builder
	for i, l := range v.Languages {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(l.Title + "\n" + strings.Repeat("=", 40) + "\n")
		for _, s := range l.Sections {
			b.WriteString("\n" + s.Title + "\n" + strings.Repeat("-", 40) + "\n")
			for _, t := range s.Text {
				b.WriteString("\n" + t + "\n")
			}
			for _, c := range s.Commands {
				b.WriteString("\n")
				if c.For != "" {
					b.WriteString(c.For + "\n\n")
				}
				for _, line := range c.Lines {
					b.WriteString("    " + line + "\n")
				}
			}
			if len(s.Names) > 0 {
				b.WriteString("\n")
			}
			for _, n := range s.Names {
				if n.Is != "" {
					b.WriteString("  " + n.Name + ": " + n.Is + "\n")
				}
			}
		}
	}
	return b.String()
}
