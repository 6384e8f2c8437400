# Plain mode: a conversation line by line.

plain-what-next = What next?
plain-choice = { $number }. { $letter }, { $word }: { $does }.
plain-help = Type the number, letter or word of a choice; Enter repeats this page, 0 goes back, quit ends.
plain-help-next = Enter goes on; a number, letter or word chooses; 0 goes back, quit ends.
plain-help-rows = The numbers 1 to { $count } pick a row.
plain-help-line = Type one line; Enter alone or 0 gives up.
plain-not-understood = { $said } is no choice here. The choices: { $words }. Type ? for help.
plain-too-long = That line is too long and was not taken.
plain-yes = y yes ya iya
plain-no = n no t tidak
plain-yes-or-no = Answer y for yes or n for no.
plain-bye = Goodbye.
plain-kept = What you wrote and did not save is kept on this desk. Goodbye.
plain-leave = Leave redaksi, y or n?

plain-first = There is no desk at { $place } yet. A few questions, and it is ready; nothing is made before the last answer. Type quit to leave.
plain-first-language = Bahasa atau language: 1 Indonesia, 2 English?
plain-first-name = Your name, in full?
plain-first-short-name = You sign in as { $name }.
plain-first-office = What is your office called?
plain-first-place = In which town? It stands in datelines.
plain-first-zone = Time zone: 1 WIB, 2 WITA, 3 WIT, or a name such as Asia/Pontianak; Enter takes { $zone }?
plain-first-zone-none = { $said } is no time zone.
plain-first-right = You are { $name } of { $office }, { $place }, by the clock of { $zone }. Make the desk, y or n?
plain-first-made = The desk is made, without a passphrase; to set one use redaksi person passphrase. You are { $name }.
plain-first-left = Nothing was made.

plain-who = Who is at work? Type a name or a number: { $names }?
plain-passphrase = Passphrase of the key of { $name }?

plain-home = The desk of { $office }. You are { $name }, { $roles }. Yours { $mine }, waiting for your review { $review }.
plain-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
plain-many = more than { $count } articles
plain-list-mine = My articles
plain-list-review = Waiting for my review
plain-list-all = All articles
plain-list-found = What was found
plain-list-bin = The trash
plain-list-page = page { $page }, { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
plain-list-more = there are more
plain-list-last = the last page
plain-list-empty = no articles
plain-list-end = This is the last page.
plain-list-start = This is the first page.
plain-list-cut = The search stopped early; go on or ask for less.
plain-search = Search for what? Words, or filters such as stage:draft?
plain-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
plain-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
plain-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
plain-due = due { $at }
plain-returned = returned
plain-correcting = correction

plain-article = { $stage }, revision { $revision }, { $headline }, by { $author }, { $words } words, id { $id }.
plain-not-now = { $word } cannot be done now: this text is { $stage } and you are { $roles }. The choices: { $words }.
plain-live = Published since { $at }.
plain-scheduled = Scheduled for { $at }.
plain-embargo = Embargo until { $at }.
plain-in-trash = In the trash, can be taken out until { $at }.
plain-remark = Returned by { $name }: { $note }
plain-waiting = Waiting for { $names }.
plain-unsaved = There is unsaved text of yours, from { $at }.
plain-unsaved-first = There is unsaved text of yours. Save it or drop it first with edit.

plain-paragraph = Paragraph { $number } of { $count }: { $text }
plain-no-paragraph = { $said } is no number of a paragraph. There are { $count } paragraphs.
plain-read-end = End of the text, revision { $revision }.
plain-empty = empty

plain-write = Editing, { $count ->
    [one] { $count } paragraph
   *[other] { $count } paragraphs
}
plain-write-changed = with changes that are no revision yet
plain-write-same = the same as the newest revision
plain-which = Which paragraph, 1 to { $count }?
plain-after-which = After which paragraph, 1 to { $count }? Enter for the very beginning?
plain-where-to = To which number?
plain-new-words = Type or paste the paragraph in its place, in one line; Enter gives up?
plain-new-paragraph = Type or paste the new paragraph in one line; Enter gives up?
plain-replaced = Paragraph { $number } replaced and kept.
plain-inserted = New paragraph after number { $number } kept.
plain-deleted = Paragraph { $number } deleted; type undo to have it back.
plain-shifted = Paragraph { $number } moved.
plain-undone = The last change was undone.
plain-no-undo = There is nothing to undo.
plain-editor-opens = Your editor opens; the conversation goes on when it is closed.
plain-go-on = There is unsaved text of yours, from { $at }. Go on with it, y or n?
plain-throw-away = Throw that text away for good, y or n?
plain-moved = The article has become revision { $revision } since that text was begun.
plain-nothing-new = There are no changes to save.
plain-saved = Saved as revision { $revision }.
plain-save-now = Save the changes as a revision, y or n?
plain-kept-here = The changes are no revision yet; your text is kept on this desk.
plain-theirs = What { $name } saved meanwhile.
plain-lay-over = Save your text over revision { $revision }, in place of the same parts, y or n?

plain-fields = { $count } fields. A number picks a field to change.
plain-new-value = { $field } is now { $value }. New value? Enter leaves it, a minus sign empties it?
plain-field-same = The field was left as it is.
plain-field-set = { $field } is now { $value }, revision { $revision }.

plain-finding = Finding { $number } of { $count }, { $level }, { $place }: { $text }. { $message } Rule { $rule }.
plain-in-paragraph = { $field }, paragraph { $number }
plain-mend = Replace { $text } by { $fix }, y or n?
plain-mend-drop = Drop { $text }, y or n?
plain-fix = Replace { $text } by { $fix }.
plain-fix-drop = Drop { $text }.
plain-mended = Replaced and kept.
plain-clean = Nothing found.
plain-findings-end = End of the findings; { $count } left.
plain-only-heard = You cannot change this text now.

plain-changes = Changes from revision { $from } to revision { $to }.
plain-first-revision = This is the first revision; nothing has changed yet.
plain-after = after { $words }
plain-removed = removed { $text }
plain-blanks = only blanks changed
plain-added = added { $text }

plain-history = { $count ->
    [one] { $count } revision
   *[other] { $count } revisions
}, the newest first.
plain-revision = Revision { $revision }, { $stage }, { $author }, { $at }, { $words }.
plain-which-revision = Which revision?
plain-restore = Make revision { $revision } the newest again, y or n?
plain-restored = Revision { $from } became revision { $revision }.

plain-stands = { $headline } is now { $stage }, revision { $revision }.
plain-submit-unsaved = Your unsaved text does not go along. Submit the newest revision alone, y or n?
plain-read-first = First read revision { $revision } to its end with read; an approval is for what was read.
plain-approve = Approve revision { $revision } of { $headline }, which you read to its end, y or n?
plain-approve-note = A note with this approval? Enter for none?
plain-return-note = Why is it returned? Write a note for the author?
plain-schedule = When shall it go out? For instance tomorrow 09:00?
plain-schedule-at = Publish at { $at }, y or n?
plain-correct-reason = What is the reason for the correction?
plain-withdraw-reason = What is the reason for the withdrawal?
plain-withdraw = Withdraw { $headline } from its readers, y or n?
plain-trash = Throw { $headline } into the trash, y or n?

plain-lines = Paste or type the lines; end with a single full stop alone on the last line.
plain-no-lines = No lines came in.
plain-pasted-kept = The lines that came in are saved as a draft.
plain-path = Which file? Type its path?
plain-is-folder = { $path } is a folder, not a file.
plain-again = Take it in once more as a new article, y or n?
plain-forms = Choose a form for the new article.
plain-no-form = no form
plain-headline = The headline? Enter leaves that of the form?
plain-made = A new draft was made.

plain-publish = This publishes all texts that are approved and due to { $place }. Type publish to go on, Enter to give up?
plain-publish-word = publish
plain-not-published = Nothing was published.
plain-published = { $count ->
    [one] { $count } article is
   *[other] { $count } articles are
} public now. The site is in { $place }
plain-trial = Into which folder shall the trial site be written?
plain-tried = The trial site is in { $place } and nothing was published.

# The words: the letter first, then the chief word, then others that mean the same.

plain-outbox = { $count ->
    [0] Nothing is on its way.
    [one] { $count } delivery is not over.
   *[other] { $count } deliveries are not over.
}
plain-outbox-more = The newest { $count } are told here.
plain-delivery = { $standing }, { $operation }, { $headline }, to { $destination }
plain-delivery-tries = { $count ->
    [one] Tried { $count } time
   *[other] Tried { $count } times
}, queued { $at }.
plain-delivery-next = Due { $at }.
plain-delivery-page = Its page is { $url }
plain-cancel = It will not be sent to { $name } any more. What is there already stays there.
plain-go-ahead = Go ahead, y or n?
plain-retried = It is due now; a workstation or the command push sends it.

plain-verb-help = ? help
plain-verb-back = 0 back
plain-verb-quit = q quit exit
plain-verb-mine = m mine
plain-verb-review = r review
plain-verb-all = a all
plain-verb-search = s search find
plain-verb-new = n new
plain-verb-import = i import
plain-verb-paste = p paste
plain-verb-publish = u publish
plain-verb-trial = t trial
plain-verb-bin = b bin
plain-verb-person = e person
plain-verb-outbox = o outbox
plain-verb-retry = r retry
plain-verb-cancel = c cancel
plain-verb-ours = o ours
plain-verb-theirs = t theirs
plain-verb-both = b both
plain-verb-next = n next
plain-verb-previous = v previous
plain-verb-paragraph = p paragraph
plain-verb-whole = a all
plain-verb-read = r read
plain-verb-fields = f fields
plain-verb-edit = e edit
plain-verb-findings = g findings check
plain-verb-changes = c changes diff
plain-verb-history = h history
plain-verb-submit = s submit
plain-verb-take-back = b take-back takeback
plain-verb-approve = a approve
plain-verb-return = t return
plain-verb-schedule = d schedule
plain-verb-unschedule = u unschedule
plain-verb-correct = o correct
plain-verb-withdraw = w withdraw
plain-verb-trash = x trash
plain-verb-untrash = k untrash
plain-verb-replace = r replace
plain-verb-insert = i insert
plain-verb-delete = d delete
plain-verb-move = m move
plain-verb-save = s save
plain-verb-editor = e editor
plain-verb-undo = u undo
plain-verb-restore = e restore
plain-verb-skip = s skip

plain-do-help = help
plain-do-back = back
plain-do-quit = end the conversation
plain-do-mine = the articles that you write
plain-do-review = the articles that wait for your review
plain-do-all = all articles
plain-do-search = look for articles
plain-do-new = make a new article, also from a form
plain-do-import = take a file in
plain-do-paste = take a release in from pasted lines
plain-do-publish = publish the site
plain-do-trial = write a trial site
plain-do-bin = the articles in the trash
plain-do-person = another person sits down
plain-do-outbox = texts on their way to destinations
plain-do-retry = try this delivery now
plain-do-cancel = do not send it any more
plain-do-ours = send our words over theirs
plain-do-theirs = take their words into a draft
plain-do-both = bring both together in a draft
plain-do-next = the next one
plain-do-previous = the one before
plain-do-paragraph = a paragraph by its number, for instance p 5
plain-do-whole = everything without a stop
plain-do-read = read paragraph by paragraph
plain-do-fields = the fields beside the body, and change them
plain-do-edit = edit the body
plain-do-findings = the findings one by one, with their repairs
plain-do-changes = what changed
plain-do-history = the revisions
plain-do-submit = hand it in for review
plain-do-take-back = take it back from review; it is a draft again
plain-do-approve = approve the revision that was read
plain-do-return = send it back to its author with a note
plain-do-schedule = set the time of publication
plain-do-unschedule = cancel the time of publication
plain-do-correct = open a correction
plain-do-withdraw = withdraw it from its readers
plain-do-trash = throw the draft into the trash
plain-do-untrash = take it out of the trash
plain-do-replace = replace a paragraph, for instance replace 2
plain-do-insert = insert a paragraph, for instance insert 2 for after paragraph 2, insert 0 for the very beginning
plain-do-delete = delete a paragraph, for instance delete 2
plain-do-move = move a paragraph, for instance move 3 1
plain-do-save = save as a revision
plain-do-editor = open the whole text in your own editor
plain-do-undo = undo the last change
plain-do-restore = make a revision the newest again
plain-do-skip = leave this one as it is
