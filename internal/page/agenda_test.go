package page_test

import (
	"strings"
	"testing"
)

func TestAgendaSaysWhoDecidesWhatByWhenAndWhatOtherwise(t *testing.T) {
	files := chainRegister()
	acceptance := "title = \"受容\"\nkind = \"acceptance\"\nbasis = \"更新まで監視で補う\"\nrisks = [\"R-003\"]\nat = { likelihood = 2, impact = 2 }\n"
	files["content/decisions/D-1.md"] = markdown(acceptance + "on = 2026-05-01\nby = \"board\"\nuntil = 2026-12-10")
	files["content/decisions/D-2.md"] = markdown(acceptance + "until = 2027-12-10\nrequested = 2026-11-01\ndecide_by = 2026-11-30\nof = \"board\"\nproposed_by = \"x\"")
	files["content/treatments/T-90.md"] = markdown("title = \"起案\"\nowner = \"nobody\"\nrisks = [\"R-003\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"draft\"\ndue = 2026-12-31")
	b := build(t, files)
	root := b.page("agenda.html")
	board := rows(t, root, "agenda.board")
	if len(board) != 2 || !strings.HasPrefix(board[0], "D-2 受容 受容の決定が2026年11月1日に依頼され") || !strings.Contains(board[0], "2026年12月10日までは今の決定が続き") || !strings.HasPrefix(board[1], "D-1 受容") {
		t.Errorf("the board decides %q", board)
	}
	wants(t, "nobody", strings.Join(rows(t, root, "agenda.nobody"), " | "), "T-90 起案", "計画は起案のまま")
	docket := b.page("agenda/board.html")
	wants(t, "the page to print", text(docket), "審議事項：board", "1. D-2 受容", "更新まで監視で補う", "起案者 x", "2. D-1", "決定しない場合", "署名：")
	if find(docket, "id", "matter.D-2") == nil {
		t.Error("a matter has no anchor")
	}
	wants(t, "English", text(b.page("en/agenda/board.html")), "Agenda: board", "What holds now ends on 10 December 2026", "If nothing is decided")
}
