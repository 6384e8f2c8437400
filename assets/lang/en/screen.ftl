# The workstation: panes, the status line, messages.

pane-list = List
pane-editor = Text
pane-meta = Details
pane-preview = Preview
preview-cut = The page goes on; so long a text is shown here only to this point.
pane-log = Log
tab-mine = Mine
tab-review = To review
tab-all = All
sort-created = created
sort-due = due
sort-headline = headline

too-small = This window is too small. redaksi needs at least { $width }×{ $height }; make it larger. Your text is safe.

header-single-eye = single eye
header-read-only = read-only
header-to-review = { $count } to review

filter-hint = find: words, stage:submitted, author:ali
filter-keep = Keep
filter-clear = Clear
filter-choose = Choose
list-empty-all = No articles yet. { $new } makes a new one, or paste a release here.
list-empty-review = Nothing waits for your review. { $all } shows all.
list-nothing-found = Nothing fits. { $filter } changes the search.
headline-none = (no headline)
headline-hint = Write the headline here
body-hint = Write the text here, one paragraph to a long line.
editor-empty = No article is open. Choose one in the list and press { $open }, or { $new } for a new one.
editor-opening = being opened
words-count = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
row-due = due { $due }
marked-count = { $count } marked

status-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
status-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
status-next-problem = { $key } goes to the next
status-saved = saved { $clock }
status-unsaved = not saved yet
status-not-saved = NOT saved; trying again
status-journal-failing = the typing journal CANNOT be written

locked-nobody = Sign in to write.
locked-read-only = This desk can only be read.
locked-role = Your role does not write texts.
locked-published = Published. Change it by a correction.
locked-withdrawn = Withdrawn. Change it by a correction.
banner-returned = Sent back by { $name }: { $note }
banner-submitted = In review. Typing will ask first.
banner-approved = Approved. Typing will ask first.

gutter-signs = Beside the text
gutter-added = new since the last approval
gutter-changed = changed since the last approval
gutter-below = something above it is gone
gutter-finding = a finding in this row

finding-with-fix = { $text } Suggestion: { $fix } ({ $key }).
no-problems = Nothing was found.
no-fix = This finding cannot be mended by itself.
dateline-needs-fields = Fill in place and date in Details first.

copied = { $words ->
    [one] Copied { $words } word
   *[other] Copied { $words } words
}
pasted = { $words ->
    [one] Pasted { $words } word; Ctrl+Z takes it back
   *[other] Pasted { $words } words; Ctrl+Z takes them back
}
pasted-dropped = { $count ->
    [one] { $count } character that is no text was left out of the paste
   *[other] { $count } characters that are no text were left out of the paste
}
pasted-hidden = { $count ->
    [one] { $count } invisible character came with the paste; it is marked in the text
   *[other] { $count } invisible characters came with the paste; they are marked in the text
}
paste-too-long = A paste of { $size } is too long; nothing was pasted. Save it as a file and import that.

saved-revision = Saved as revision { $revision }
kept-again = Saved again
keys-not-done = The list did not come, so the keys typed for it were not done.
not-left-unsaved = This text could not be saved yet, so it stays open.
nothing-to-save = There is no change to save
text-is-newer = This text was changed elsewhere and is shown as it is now
text-changed-elsewhere = Somebody else saved this text. When you save, both will be compared.
past-aside = The way back of this text led to another one, and was put aside; undo begins anew.
past-not-kept = The way back could not be kept for later: { $why } Undo works until you leave.
external-title = Back from the other editor: what taking it would change
external-take = take it
external-leave = leave it
external-taken = The text from the other editor is here; undo takes it back
external-same = Nothing was changed in the other editor
external-kept = Not taken. What was written there is kept in { $path }
external-moved = The text was changed meanwhile. Look at what taking it would change now.
external-dropped = { $count ->
    [one] { $count } control character was left out of what came back
   *[other] { $count } control characters were left out of what came back
}
external-discarded = The other editor ended with a failure; the text is as it was
external-failed = The other editor ended with a failure; the text is as it was, and what was written there is kept in { $what }
external-emptied = The page came back empty; the text is as it was
external-gone = The page is gone; the text is as it was
external-not-text = What came back is not UTF-8, so it was not taken. It is kept in { $what }
external-too-long = What came back is too long, so it was not taken. It is kept in { $what }
external-unreadable = What came back could not be read ({ $why }). It is kept in { $path }
external-no-program = No other editor is known. Set VISUAL or EDITOR, such as EDITOR=nano.
external-not-found = The editor “{ $what }” was not found. Set VISUAL or EDITOR to a program that is installed.
external-not-started = The other editor did not start: { $what }. The text is as it was.

acted-submit = Submitted: { $headline }
acted-take-back = Taken back from review, a draft again: { $headline }
acted-approve = Approved: { $headline }
acted-return = Sent back: { $headline }
acted-schedule = Scheduled: { $headline }
acted-unschedule = No longer scheduled: { $headline }
acted-correct = Correction opened: { $headline }
acted-withdraw = Withdrawn: { $headline }
acted-restore = Restored an old revision: { $headline }
acted-trash = In the trash: { $headline }
acted-untrash = Out of the trash: { $headline }
undo-with = { $key } takes it back
hint-missing = Fill it in the details, then submit again.
hint-findings = Go from one to the next in the text, mend them, and submit again.
hint-stale = Read the new revision before you approve it.
undo-submit-with = In the list, { $key } takes it back until somebody has reviewed it
nothing-to-undo = There is nothing to take back
nothing-to-redo = There is nothing to do again

came = Taken in: { $headline }
came-notes = { $first } { $count } notes in all: { $key }
came-duplicate = It was here already: { $headline }
pasted-source = paste
exported = Site written: { $written } pages, { $published } newly published, in { $out }

signed-in = Signed in as { $name }
signed-out = You are no longer signed in.
journal-rewritten = The typing journal failed once and was written anew to another file.
journal-failing = What you type cannot be noted on the disk: { $why }. Save now, and make room on the disk.
recovered = { $count ->
    [one] { $count } text of a session that broke off was found
   *[other] { $count } texts of a session that broke off were found
}

theme-is = Theme: { $name }
theme-auto = automatic
theme-dark = dark
theme-light = light
theme-mono = without colour
language-is = Language: English
keys-read = The key map was read again
keys-bad-line = Key map, line { $line }: { $text }
toast-close = Esc closes
log-all = all
log-warnings = warnings
log-errors = errors
log-empty = No messages yet.
no-site-address = This office has no site address yet.
no-address-yet = This text has no address yet; approval fixes it.

why-nobody = Sign in first.
why-not-yet = Not there yet.
why-nothing-open = Open an article first.
why-nothing-selected = Choose an article first.
why-one-pane = Only one pane is shown.
why-read-only = This desk can only be read. To work in it, make its folder writable or copy it to another disk.
why-trash-own-drafts = Only your own drafts that were never published can be trashed.
why-not-editor = This needs the editor's role.
why-not-reviewer = This needs the reviewer's role.
why-not-admin = This needs the administrator's role.
why-not-draft = Only a draft can be submitted.
why-not-submitted = Only a submitted text can be approved or sent back.
why-not-approved = Only an approved text can be scheduled.
why-not-scheduled = This text is not scheduled.
why-not-published = Only for what is published.
why-own-work = { $name } wrote in this text; somebody else has to approve it.
why-slug-fixed = Its address has been fixed since it was approved.
why-nothing-to-undo = There is nothing to take back.
why-nothing-to-redo = There is nothing to do again.
