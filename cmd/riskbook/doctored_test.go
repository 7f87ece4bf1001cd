package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// reseal works out both lists of an unpacked archive anew, with the tools that everybody has, as a forger would.
const reseal = `cd "$F"
find data -type f | LC_ALL=C sort | xargs -d '\n' sha256sum > manifest-sha256.txt
ls | LC_ALL=C sort | grep -vxF -e data -e tagmanifest-sha256.txt -e tagmanifest-sha256.txt.sig | xargs sha256sum > tagmanifest-sha256.txt`

// past gives the register of the workshop a history: a risk on which was decided, that was rated high, and then low.
const past = `cd r
mkdir content/decisions
printf '+++\ntitle = "To be treated"\nkind = "judgement"\non = 2026-01-15\nby = "ops"\nbasis = "the night"\nrisks = ["R-1"]\nverdict = "treat"\n+++\n' > content/decisions/D-1.md
git add content
rated() {
printf '+++\ntitle = "Outage"\nowner = "ops"\nidentified = 2026-01-10\nreviewed = %s\n\n[current]\nlikelihood = %s\nimpact = 3\nrationale = "%s"\n+++\n' $1 $2 "$3" > content/risks/R-1.md
GIT_AUTHOR_DATE=$1T00:00:00Z GIT_COMMITTER_DATE=$1T00:00:00Z git commit -qam "rated on $1"
}
GIT_AUTHOR_DATE=2026-01-15T00:00:00Z GIT_COMMITTER_DATE=2026-01-15T00:00:00Z git commit -q --amend --no-edit
rated 2026-02-01 3 "no guard at night"
rated 2026-03-01 1 "a guard at night"`

// snapshot makes an archive of the register, and gives its root.
func (w *workshop) snapshot(out, key string) string {
	w.Helper()
	code, root, said := w.riskbook("r", "snapshot", "--out", out, "--sign", "../"+key)
	if code != 0 {
		w.Fatal(said)
	}
	return strings.TrimSpace(root)
}

// TestDoctoredArchives changes what an archive says of the past and of the present, and seals it again with lists that are right. As a whole it is then
// consistent; that it is not what the records say comes out when they are compiled anew, and that it is not the archive which was handed over by its root.
func TestDoctoredArchives(t *testing.T) {
	needs(t, "unzip", "sha256sum", "sed", "find")
	w := newWorkshop(t)
	w.sh(past)
	root := w.snapshot("../audit.zip", "mori")
	folder := strings.Split(w.sh("unzip -Z1 audit.zip"), "/")[0]
	for i, c := range []struct {
		about, script string
		path          string   // of the finding
		says          []string // where the two part, and both lines
	}{
		{"nothing", "", "", nil},
		{"what a risk was rated once", `sed -i 's/"from":3,"to":1/"from":2,"to":1/g' data/decided/history.json`, "data/site/", []string{"line ", "3", "2"}},
		{"when it was", `sed -i 's/"2026-02-01"/"2026-02-11"/g' data/decided/history.json`, "data/site/", []string{"line ", "2026-02-01", "2026-02-11"}},
		{"who changed it", `sed -i 's/"Mori"/"Sato"/g' data/decided/history.json`, "data/site/", []string{"line ", "Mori", "Sato"}},
		{"why it was", `sed -i 's/no guard at night/a guard at night/' data/decided/history.json`, "data/site/", []string{"line ", "no guard", "a guard"}},
		{"whether commits were signed", `sed -i 's/"signatures":\["none"/"signatures":["good"/' data/decided/history.json`, "data/site/", []string{"line ", `signatures\":[\"none`, `signatures\":[\"good`}},
		{"how it stands now, in the history", `sed -i 's/"likelihood":1,/"likelihood":2,/g' data/decided/history.json`, "data/decided/history.json", []string{"last state"}},
		{"how it stands now, in the records", `sed -i 's/likelihood = 1/likelihood = 2/' data/records/content/risks/R-1.md`, "data/decided/", nil},
		{"how it stands now, in the data", `sed -i 's/"likelihood": 1/"likelihood": 2/' data/decided/register.json`, "data/decided/register.json", []string{"line ", `likelihood\": 2`, `likelihood\": 1`}},
		{"a page", `sed -i 's/a guard at night/two guards at night/' data/site/risks/R-1.html`, "data/site/risks/R-1.html", []string{"line ", "two guards at night", "a guard at night"}},
		{"a page more", `cp data/site/risks/R-1.html data/site/risks/R-2.html`, "data/site/risks/R-2.html", []string{"does not make this file"}},
		{"a page less", `rm -r data/site/risks`, "data/site/risks/R-1.html", []string{"does not hold"}},
		{"no history", `rm data/decided/history.json`, "data/", nil},
		{"what the rules found", `sed -i 's/"warning": *[0-9]*/"warning": 0/' data/decided/diagnostics.json`, "data/decided/diagnostics.json", []string{"line "}},
	} {
		w.sh("rm -rf " + folder + "; unzip -q audit.zip")
		was := w.sh("cat " + folder + "/manifest-sha256.txt")
		w.sh("F=" + folder + "; " + strings.Replace(reseal, "\n", "\n"+c.script+"\n", 1))
		if now := w.sh("cat " + folder + "/manifest-sha256.txt"); (now == was) != (c.about == "nothing") {
			t.Errorf("%s: the script changes nothing, or sealing anew does", c.about)
			continue
		}
		w.sh("cd " + folder + " && sha256sum --check --quiet --strict manifest-sha256.txt tagmanifest-sha256.txt")
		if c.about == "nothing" {
			if code, r := w.verify(folder, "--rebuild", "--expect-root", root); code != 0 {
				t.Errorf("sealed again without a change: %+v", r)
			}
			continue
		}
		w.sh("mv " + folder + "/tagmanifest-sha256.txt.sig sig")
		if code, r := w.verify(folder); code != 0 || r.Root == root {
			t.Errorf("%s: sealed with lists that are right, it is %+v", c.about, r)
		}
		code, r := w.verify(folder, "--rebuild")
		if code != 1 || len(r.Findings) != 1 || r.Findings[0].Code != "rebuild-differs" || !strings.HasPrefix(r.Findings[0].Path, c.path) {
			t.Errorf("%s: exit code %d, %+v", c.about, code, r.Findings)
			continue
		}
		for _, says := range c.says {
			if !strings.Contains(r.Findings[0].What, says) {
				t.Errorf("%s: %s says %q, wanted %q in it", c.about, r.Findings[0].Path, r.Findings[0].What, says)
			}
		}
		if i > 1 {
			continue // what follows looks at the lists alone
		}
		for want, args := range map[string][]string{"wrong-root": {"--expect-root", root}, "unsigned": {"--signers", "allowed_signers"}} {
			if code, r := w.verify(append([]string{folder}, args...)...); code != 1 || len(r.Findings) != 1 || r.Findings[0].Code != want {
				t.Errorf("%s, %v: exit code %d, %+v", c.about, args, code, r.Findings)
			}
		}
		w.sh("mv sig " + folder + "/tagmanifest-sha256.txt.sig") // the old signature does not go with the new list
		if code, r := w.verify(folder); code != 1 || r.Findings[0].Code != "bad-signature" {
			t.Errorf("%s, with the old signature: exit code %d, %+v", c.about, code, r.Findings)
		}
	}
}

// TestRewrittenRepository has the repository itself rewritten, and an archive made of it by the program. Nothing inside can tell; the root that was quoted and
// the signer can.
func TestRewrittenRepository(t *testing.T) {
	w := newWorkshop(t)
	w.sh(past)
	root := w.snapshot("../audit.zip", "mori")
	// The rating that was high never was: the last state follows on the first.
	w.sh(`cd r && export GIT_AUTHOR_DATE=2026-03-01T00:00:00Z GIT_COMMITTER_DATE=2026-03-01T00:00:00Z
git reset -q --hard $(git commit-tree 'HEAD^{tree}' -p HEAD~2 -m 'rated on 2026-03-01')`)
	if forged := w.snapshot("../forged.zip", "sato"); forged == root {
		t.Error("both have the same root")
	}
	if code, r := w.verify("forged.zip", "--rebuild"); code != 0 {
		t.Errorf("the archive of the rewritten repository: %+v", r)
	}
	_, r := w.verify("forged.zip", "--rebuild", "--signers", "allowed_signers", "--expect-root", root)
	var found []string
	for _, f := range r.Findings {
		found = append(found, f.Code)
	}
	slices.Sort(found)
	if !slices.Equal(found, []string{"unknown-signer", "wrong-root"}) {
		t.Errorf("against the root and the signers: found %v", found)
	}
}

// TestClonesGiveTheSameBytes makes an archive of a register from clones that differ in all that must not matter.
func TestClonesGiveTheSameBytes(t *testing.T) {
	w := newWorkshop(t)
	w.sh(past)
	w.sh(`cd r
printf '+++\r\ntitle = "Windows"\r\nowner = "ops"\r\nidentified = 2026-01-11\r\n+++\r\nLines of Windows.\r\n' > content/risks/R-2.md
printf '+++\ntitle = "停電"\nowner = "ops"\nidentified = 2026-01-12\n+++\n本文 [[R-1]]\n' > content/risks/R-3.md
printf 'Mori <mori@example.jp> <old@example.jp>\n' > .mailmap
git add . && git -c user.email=old@example.jp commit -qm more
git update-index --chmod=+x content/risks/R-1.md && git commit -qm mode && git tag -a -m quarter 2026-Q1`)
	code, root, said := w.riskbook("r", "snapshot", "--out", "../audit.zip")
	if code != 0 {
		t.Fatal(said)
	}
	want, err := os.ReadFile(filepath.Join(w.folder, "audit.zip"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ about, clone, environment string }{
		{"line ends of Windows", "git -c core.autocrlf=true clone -q r clone; git -C clone config core.autocrlf true", ""},
		{"line ends by attributes that nobody committed", "git clone -q r clone; echo '*.md text eol=crlf working-tree-encoding=UTF-16' > clone/.git/info/attributes; cd clone; rm -r content; git checkout -q .", ""},
		{"another home, with settings that change what git prints", `mkdir other; git clone -q r clone
for s in core.quotepath=true log.showSignature=true diff.renames=false i18n.logOutputEncoding=Shift_JIS log.date=relative color.ui=always core.abbrev=4 log.mailmap=false diff.noprefix=true \
  log.decorate=full log.follow=true core.precomposeunicode=true core.ignorecase=true core.filemode=false gc.auto=0 pack.compression=0 diff.external=false; do
git config --file other/gitconfig ${s%%=*} ${s#*=}; done`, `export HOME="$PWD/other" GIT_CONFIG_GLOBAL="$PWD/other/gitconfig"`},
		{"time zone, locale, umask and cores", "umask 077; git clone -q r clone", "umask 077; export TZ=Pacific/Kiritimati LC_ALL=ja_JP.UTF-8 GOMAXPROCS=1"},
		{"times of files", "git clone -q r clone; find clone -exec touch -d 1999-12-31T23:59:59 {} +", ""},
		{"packed otherwise, through a link", "mkdir -p a/b; git clone -q --no-local r a/b/deep; git -C a/b/deep gc -q; git -C a/b/deep checkout -q -b elsewhere; ln -s a/b/deep clone", ""},
		{"a worktree", "git -C r worktree add -q --detach ../clone", ""},
		{"work that is not committed", "git clone -q r clone; echo x >> clone/content/risks/R-1.md; rm clone/content/risks/R-2.md; echo y > clone/content/risks/R-9.md", ""},
	} {
		w.sh(c.clone)
		out := w.sh(c.environment + "\ncd clone && riskbook snapshot --out ../other.zip 2> ../said")
		got, err := os.ReadFile(filepath.Join(w.folder, "other.zip"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) || out != root {
			t.Errorf("%s: other bytes", c.about)
		}
		w.sh("rm -rf other.zip other clone a; git -C r worktree prune")
	}
}
