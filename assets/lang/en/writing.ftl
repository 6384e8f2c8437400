# What helps with writing: dateline, outline, counts, clipboard, names.

dateline-put = Dateline inserted: { $dateline }
dateline-replaced = Dateline is now: { $dateline }
dateline-is-there = That dateline is there already.

outline-title = Outline
outline-filter = type to filter
outline-nothing = No paragraph has that.
outline-more = Only the first { $count } paragraphs are listed.
outline-empty = This text has no paragraph yet.

copied-as-plain = Copied as plain text: { $words } words
copied-as-markdown = Copied as Markdown: { $words } words
copied-as-html = Copied as HTML: { $words } words
copied-nothing = There is nothing to copy.
clipboard-too-long = A text of { $size } is too long for the terminal's clipboard. Inside redaksi it can still be pasted.
clipboard-program-failed = The clipboard program { $program } did not take the text. The terminal's clipboard was told; if pasting fails, look at that program.
clipboard-nowhere = No clipboard outside took this text. Inside redaksi it can still be pasted.

dropped-title = Files were pasted
dropped-looks = Looking at the files …
dropped-about =
    { $count ->
        [one] What was pasted names a file. What is it for?
       *[other] What was pasted names { $count } files. What are they for?
    }
dropped-more = … and { $count } more
dropped-import =
    { $count ->
        [one] Import as a text
       *[other] Import { $count } texts
    }
dropped-insert = Insert the text
dropped-words = Paste the names

words-of-goal = { $count }/{ $goal } words
reading-time = { $count } min
headline-count = headline { $count }/{ $limit }
goal-title = Word goal
goal-about = How many words for this text? Empty means no goal.
goal-about-office = How many words for this text? If empty, the office's number counts: { $count }. 0 means no goal.
goal-label = Words:
goal-do = Take it
goal-wrong = A number up to { $most }, or nothing.
goal-set = Goal of this text: { $count } words
goal-none = This text has no word goal

tab-next-blank = Next blank
register-broken =
    { $count ->
        [one] register.toml, line { $lines }: { $reason }. This entry is not offered.
       *[other] register.toml, lines { $lines }{ $more ->
            [0] {""}
           *[other] {" "}and { $more } more
        }: { $reason }. These entries are not offered.
    }
