package register

var configWords = meanings{
	"title":                  {Ja: "登録簿の名称です。サイトの題名になります。", En: "The name of the register, and the title of its site."},
	"organization":           {Ja: "登録簿を持つ組織の名称です。", En: "The organization whose register it is."},
	"default_language":       {Ja: "言語を示さない文字列と本文の言語です（例：ja）。省略すると languages の先頭、それもなければ ja になります。", En: "The language of bodies and of texts that name none, such as ja. Where it is absent: the first of languages, else ja."},
	"languages":              {Ja: "サイトを作る言語です（例：[\"ja\", \"en\"]）。", En: "The languages that the site is made in, such as [\"ja\", \"en\"]."},
	"theme":                  {Ja: "サイトの見た目を決めるテーマの名前です。省略すると standard になります。", En: "The theme that gives the site its looks; standard where it is absent."},
	"time_zone":              {Ja: "「今日」を決める時間帯です（例：Asia/Tokyo）。", En: "The time zone that decides what today is, such as Asia/Tokyo."},
	"currency":               {Ja: "金額の通貨を表す ISO 4217 のコードです。省略すると JPY になります。", En: "The currency of all amounts, as a code of ISO 4217; JPY where it is absent."},
	"base_url":               {Ja: "サイトを公開するアドレスです。フィード、カレンダー、サイトマップにだけ使われます。", En: "Where the site is published. Only feeds, calendars and the site map need it."},
	"brand":                  {Ja: "サイトに示す組織のロゴ、色、フッターの文です。", En: "The logo, the colour and the footer that the site shows."},
	"process":                {Ja: "手引書のプロセスのうち、どのステップを採用するかです（手引書 I.3）。", En: "Which steps of the handbook's process the register adopts (handbook I.3)."},
	"review":                 {Ja: "リスクを見直す間隔です。", En: "How often risks are reviewed."},
	"approval":               {Ja: "意思決定の手続きです。", En: "How decisions are taken."},
	"dates":                  {Ja: "日付の表示方法です。", En: "How dates are shown."},
	"check":                  {Ja: "検査の結果の扱いです。", En: "What is made of the findings of check."},
	"glossary":               {Ja: "用語集の設定です。", En: "How the glossary is used."},
	"repository":             {Ja: "記録を編集するリポジトリです。", En: "Where the records are edited."},
	"history":                {Ja: "git の履歴から示すことの設定です。", En: "What is made of the register's history in git."},
	"simulation":             {Ja: "損失のシミュレーションの設定です（手引書 II.3.1.2）。", En: "The simulation of losses (handbook II.3.1.2)."},
	"limits":                 {Ja: "読み込む内容の上限です。検査で too-large や too-deep と指摘されたときにだけ上げます。", En: "The limits of what is read. They are raised only where check reports too-large or too-deep."},
	"default_classification": {Ja: "classification を書いていない記録に適用する TLP 2.0 のラベルです。", En: "The label of TLP 2.0 for records that state no classification."},
	"field":                  {Ja: "記録の [extra] に書く独自の項目を定めます。定めた項目は型が検査され、一覧、絞り込み、エクスポートに現れます。", En: "Fields of one's own, written under [extra] of records. What is declared here is typed, checked, shown in lists, filtered and exported."},
	"tag":                    {Ja: "タグの名称です。書くと、どの言語のページでも、その言語の名称で示します。", En: "What tags are called. With it, pages in every language show a tag in their own."},
	"audience":               {Ja: "開示先の区分です。build --audience で、その開示先に見せる範囲のサイトを作ります。", En: "Groups of readers. build --audience makes the site that one of them may see."},
}

var brandWords = meanings{
	"logo":   {Ja: "各ページの先頭に示すロゴの画像です。content/ からのパスで書きます（例：pages/logo.svg）。SVG、PNG、JPEG、WebP、GIF のいずれかです。", En: "The picture at the head of every page, by its path below content/, such as pages/logo.svg: SVG, PNG, JPEG, WebP or GIF."},
	"accent": {Ja: "見出しと罫線に使う色です（例：#1f3a5f）。背景の上で読めない色は、読めるまで濃く、暗い画面では明るくします。", En: "The colour of headings and of the line below the head, such as #1f3a5f. One that cannot be read on the page is made darker, or lighter on a dark one, until it can."},
	"footer": {Ja: "各ページの末尾に示す文です。", En: "A text at the foot of every page."},
}

var processWords = meanings{
	"profile": {Ja: "全ステップ（full）、意思決定に直結するステップだけ（simple）、steps で選んだもの（custom）のいずれかです。省略すると full になります。", En: "All steps (full), those that lead straight to a decision (simple), or those listed under steps (custom). Full where it is absent."},
	"stage":   {Ja: "ステップごとに、内規でどう定め、どの体制で、どう運用しているかを示します（手引書 I.3）。プロセスのページと経営層の責務のページに表示されます。", En: "For a step: how it is laid down in rules, who carries it out, and how it runs (handbook I.3). The pages of the process and of management's duties show it."},
	"steps":   {Ja: "profile が custom のときに採用するステップの番号です。", En: "The steps adopted where the profile is custom."},
}

var stageWords = meanings{
	"step":         {Ja: "ステップの番号です（例：4.1）。", En: "The number of the step, such as 4.1."},
	"rules":        {Ja: "このステップを定めた内規です。文章、記録の識別子、又はアドレスを書きます。", En: "The rules that lay the step down: words, the id of a record, or an address."},
	"organisation": {Ja: "このステップを担う体制です。文章、記録の識別子、又はアドレスを書きます。", En: "Who carries it out, and how they are organised: words, the id of a record, or an address."},
	"operation":    {Ja: "このステップの運用（いつ、どう行っているか）です。文章、記録の識別子、又はアドレスを書きます。", En: "How it runs, and how often: words, the id of a record, or an address."},
}

var reviewIntervalWords = meanings{
	"every_months": {Ja: "リスクを何か月ごとに見直すかです。next_review のないリスクに適用されます。", En: "After how many months a risk is to be reviewed, where it has no next_review."},
}

var approvalWords = meanings{
	"separate": {Ja: "true にすると、起案した人が自ら決定することを認めません。", En: "True forbids that whoever proposed a decision also takes it."},
}

var datesWords = meanings{
	"era":                {Ja: "true にすると、日本語のページで西暦に和暦を併記します。", En: "True shows the Japanese era beside the western year, on Japanese pages."},
	"fiscal_year_starts": {Ja: "会計年度の始まる月（1～12）です。費用を年度ごとに示すときに使います。省略すると4月になります。", En: "The month (1 to 12) with which a fiscal year begins, by which costs are told; April where it is absent."},
}

var checkConfigWords = meanings{
	"fail_on":         {Ja: "check が不合格とする重大度です。省略すると error になります。", En: "The severity from which check fails; error where it is absent."},
	"baseline_months": {Ja: "既知の項目を最長で何か月据え置けるかです。省略すると6か月になります。", En: "For how many months at most a baseline lets be what it lists; 6 where it is absent."},
	"severity":        {Ja: "規則ごとの重大度です。キーは規則の名前、値は off、info、warning、error のいずれかです。", En: "The severity of single rules: keys are names of rules, values off, info, warning or error."},
}

var glossaryConfigWords = meanings{
	"autolink": {Ja: "本文に現れた用語を自動で用語集へリンクするかどうかです。省略すると true になります。", En: "Whether terms in bodies become links to the glossary by themselves; true where it is absent."},
}

var repositoryWords = meanings{
	"url":    {Ja: "リポジトリのアドレスです。各ページの「編集」リンクに使われます。", En: "The address of the repository, used by the edit link of every page."},
	"branch": {Ja: "編集するブランチです。省略すると main になります。", En: "The branch that is edited; main where it is absent."},
}

var historyWords = meanings{
	"since": {Ja: "何と比べて変化を示すかです。review（対象を限らない最新のレビュー）、tag（最新のタグ）、90d（その日数だけ前）、又は日付を書きます。省略すると review になります。", En: "What the register is compared with: review (the newest review of the whole register), tag (the newest tag), 90d (that many days ago) or a date; review where it is absent."},
}

var simulationWords = meanings{
	"years": {Ja: "シミュレーションする年数です。多いほど精密になり、時間がかかります。省略すると 100000 になります。", En: "How many years are simulated: more are more exact and take longer. 100000 where it is absent."},
}

var limitsWords = meanings{
	"file":        {Ja: "Markdown ファイルの大きさの上限です（バイト）。", En: "The size of a Markdown file, in bytes."},
	"bulk":        {Ja: "TOML ファイルと CSV ファイルの大きさの上限です（バイト）。", En: "The size of a TOML or CSV file, in bytes."},
	"nesting":     {Ja: "TOML の入れ子の深さの上限です。", En: "How deep TOML is nested."},
	"keys":        {Ja: "TOML のキーの長さの上限です（文字）。", En: "The length of a TOML key, in characters."},
	"values":      {Ja: "一つの TOML ファイルに含まれる値、又は CSV ファイルのセルの数の上限です。", En: "How many values a TOML file holds, or cells a CSV file."},
	"term":        {Ja: "用語集の用語や別名の長さの上限です（文字）。", En: "The length of a term of the glossary or an alias, in characters."},
	"terms":       {Ja: "用語集の用語と別名の文字数の合計の上限です。", En: "What the terms and aliases of the glossary add up to, in characters."},
	"body":        {Ja: "本文の大きさの上限です（バイト）。", En: "The size of a body, in bytes."},
	"depth":       {Ja: "本文の引用、箇条書き、脚注の入れ子の深さの上限です。", En: "How deep quotations, lists and footnotes of a body are nested."},
	"marks":       {Ja: "一つの段落、見出し、表の升目に含まれる括弧や強調記号の数の上限です。", En: "How many brackets and runs of emphasis marks a paragraph, heading or table cell holds."},
	"cells":       {Ja: "本文の表の升目の数の上限です。", En: "How many table cells a body holds."},
	"footnotes":   {Ja: "本文の脚注の数の上限です。", En: "How many footnotes a body holds."},
	"blank_lines": {Ja: "本文の空行の数に入れ子の深さを掛けた値の上限です。", En: "The blank lines of a body, multiplied by its depth."},
	"expansion":   {Ja: "本文のリンクのアドレスと題名を、使われた回数だけ足し合わせた大きさの上限です（バイト）。", En: "What the addresses and titles of a body's links add up to, each as often as it is used, in bytes."},
}

var tagWords = meanings{
	"key":   {Ja: "記録の tags に書くタグです。", En: "The tag, as records have it in tags."},
	"label": {Ja: "読み手に見せる名称です。言語ごとに書けます（例：{ ja = \"制御系\", en = \"Control systems\" }）。", En: "What readers see, in one language or by language, such as { ja = \"…\", en = \"Control systems\" }."},
}

var audienceWords = meanings{
	"name":      {Ja: "開示先の名前です。build --audience に渡します。", En: "The name of the audience, given to build --audience."},
	"clearance": {Ja: "この開示先に見せてよい最も高い TLP 2.0 のラベルです。これを超える記録は除かれ、除いた件数だけが示されます。ラベルのない記録は default_classification に従い、それもなければ誰にでも見せます。", En: "The highest label of TLP 2.0 that they may see. Records above it are withheld, and only their number is told. One without a label has default_classification; without that too, everybody may see it."},
	"hide":      {Ja: "この開示先に見せない項目です。項目の名前（例：cost、すべての種類のどの深さでも）か、種類.項目（例：risks.quantitative）で書きます。評価の根拠になる項目は隠せません。", En: "Fields that are not shown to them: a name, such as cost, in all kinds and at any depth, or KIND.field, such as risks.quantitative. What a verdict rests on cannot be hidden."},
	"languages": {Ja: "この開示先のサイトを作る言語です。省略すると登録簿のすべての言語になります。", En: "The languages of the site that they see; all of the register's where it is absent."},
	"git":       {Ja: "true にすると、コミットした人の名前とコミットの題名も見せます。省略すると見せません。", En: "True shows them the authors and subjects of commits too; they are left out where it is absent."},
}

var declaredWords = meanings{
	"kind":     {Ja: "この項目を持つ記録の種類です（例：risks）。", En: "The kind of records that have the field, such as risks."},
	"key":      {Ja: "[extra] に書くキーです。", En: "The key under [extra]."},
	"type":     {Ja: "値の型です。text（文）、choice（values から一つ）、list（語句の並び。values があればその中から）、date（日付）、number（数）、money（金額。通貨の整数）のいずれかです。", En: "What its values are: text, choice (one of values), list (words; of values where they are given), date, number, or money (a whole number of the currency)."},
	"values":   {Ja: "choice と list で選べる値です。", En: "The values that a choice or a list may take."},
	"label":    {Ja: "ページと一覧に示す項目名です。省略するとキーが表示されます。", En: "What the field is called on pages and in lists; its key where it is absent."},
	"required": {Ja: "true にすると、その種類のすべての記録に必要になります。", En: "True where every record of the kind must have it."},
	"filter":   {Ja: "true にすると、一覧ページでこの項目による絞り込みができます。", En: "True where readers of the list page can filter by it."},
}

var partyWords = meanings{
	"title":   {Ja: "人、部門、会議体、外部の関係者の名称です。title と name のどちらか一方を書きます。", En: "The name of the person, department, committee or outside party. Give either title or name."},
	"name":    {Ja: "名称です。title と同じ意味で、どちらか一方を書きます。", En: "The same as title; give either of the two."},
	"kind":    {Ja: "人、部門、会議体、外部の関係者の区分です。", En: "Whether it is a person, a department, a committee or an outside party."},
	"role":    {Ja: "登録簿での役割です（例：リスク管理の責任者）。", En: "Its part in managing the risks, such as head of risk management."},
	"email":   {Ja: "連絡先のメールアドレスです。", En: "The mail address to reach it."},
	"handles": {Ja: "GitHub や GitLab での名前です（例：github = \"sato\"）。ページにも書き出しにも現れません。", En: "The names on forges, such as github = \"sato\". They appear on no page and in no export."},
	"members": {Ja: "会議体や部門に属する人のキーです。", En: "The keys of the people who belong to the committee or department."},
	"parent":  {Ja: "上位の部門や会議体のキーです。", En: "The key of the department or committee above it."},
	"summary": {Ja: "役割や責任の範囲の説明です。", En: "What it does and answers for."},
	"extra":   {Ja: "組織独自の項目を置くテーブルです。キーも値も自由です。", En: "A table for fields of one's own; keys and values are free."},
}
