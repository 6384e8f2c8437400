# The review, the history, conflicts and what was recovered.

review-title = Review
review-by = Revision { $revision } by { $author }, { $when }.
review-by-others = Also written by: { $all }.
review-this-one = This is the revision that was approved.
review-first = Nothing of this text was approved before.
review-changes = { $count ->
    [0] Nothing changed since revision { $revision }, which was approved; { $key } compares.
    [one] { $count } change since revision { $revision }, which was approved; { $key } shows it.
   *[other] { $count } changes since revision { $revision }, which was approved; { $key } shows them.
}
review-place = { $field }, paragraph { $paragraph }
review-unsaved = What was typed and not saved is not part of this review.
review-moved = The text was changed meanwhile. Please read it again.
review-nothing-before = There is no approved revision to compare with.
review-has-errors = The copy desk found errors; they must be mended first.
review-sign-title = Approve
review-sign = You put your signature under revision { $revision } of “{ $headline }”, as it stands on this page. That cannot be undone.
review-sign-back = Back ({ $key })
review-sign-do = { $key } approves
review-decided-title = Done
review-decided = { $stage }: { $headline }
review-next = Next for review: { $headline }
review-next-do = Read the next ({ $key })
review-next-none = Nothing else waits for your review.
review-next-none-do = Close ({ $key })

compare-same-body = The body is the same.

history-title = History
history-changes = Revision { $to } beside { $from }
history-text = Revision { $revision }
history-turn = text or changes
history-restore = restore
history-erased = The words of this revision were erased by law.
history-erased-word = erased
history-save-first = Save what you typed first; then an old revision can be restored.

conflict-title = Two versions
conflict-what = { $author } saved revision { $revision } of this text { $when }, while you wrote. Both versions are kept, whatever you choose.
conflict-merge = Put both together, and read the result
conflict-compare = Compare both
conflict-mine = Mine: my changes stand, as a new revision
conflict-theirs = Theirs: my version goes into a file
conflict-later = Nothing is decided. Your text stays here; the next save asks again.
conflict-merged = Both versions are together. Read the text, then save it.
conflict-merged-clashes = { $count ->
    [one] Both versions are together. { $count } place was changed by both; it is marked.
   *[other] Both versions are together. { $count } places were changed by both; they are marked.
}
conflict-field = { $field }: yours stands (“{ $mine }”); the other was “{ $theirs }”.
conflict-set-aside = Your version is in { $path }
finding-Merged = Two people wrote here: “{ $mine }” and “{ $theirs }”. Keep one of them.
finding-Merged-why = Both versions were put together, and both stand in this place.

recover-title = Unsaved text
recover-what = “{ $headline }”, written by { $person }, { $when }. { $count ->
        [one] { $count } place was changed and not saved.
       *[other] { $count } places were changed and not saved.
    }
recover-why-moved = The article has been saved by somebody since.
recover-why-draft = It cannot be continued in its article.
recover-damaged = The end of it could not be read.
recover-continue = Continue with it
recover-moved = Lay it beside the newest version
recover-draft = Make a new draft of it
recover-compare = Compare before and now
recover-discard = Discard; a file is kept for 30 days
recover-continued = Your words are back; they are not saved as a revision yet.
recover-drafted = The recovered text is a new draft.
recover-discarded = Discarded. The file is kept for 30 days.
recover-later = Nothing is decided; it is offered again at the next start.
recover-more = { $count ->
    [one] { $count } more text waits; it is offered when you open its article.
   *[other] { $count } more texts wait; they are offered when you open their articles.
}
recover-same = The text that was recovered is here.
